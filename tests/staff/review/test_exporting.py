"""Transcripts as files."""

import csv
import io
import json
import zlib

import pytest
from sqlalchemy import select

from bot.staff.review.arabic import joined
from bot.staff.review.export_pdf import font_folder
from bot.staff.review.export_tables import safe_cell
from bot.store.staff_models import AuditEntry
from tests.staff.review.reviewing import PATH, SAID, ended, reviewer
from tests.staff.site import Operator, Site

SCRIPTS = "Zażółć gęślą jaźń. Помогите мне. Çığlık şöyle. ساعدوني من فضلك"


def save(somebody: Operator, conversation: str, kind: str, **fields: str) -> bytes:
    answer = somebody.post(f"{PATH}/{conversation}/export", headers={}, kind=kind, **fields)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="gesprekken-')
    return answer.content


def exports(site: Site) -> list[tuple[str, str | None]]:
    with site.services.database.read() as connection:
        rows = connection.execute(
            select(AuditEntry.detail, AuditEntry.subject).where(
                AuditEntry.action == "review_export"
            )
        )
        return [(detail, subject) for detail, subject in rows]


def test_json_is_masked_and_carries_a_watermark(site: Site) -> None:
    somebody = reviewer(site)
    content = save(somebody, ended(site), "json")
    assert b"Sanne" not in content
    values = json.loads(content)
    assert values["export"]["by"] == "Rian Voorbeeld"
    assert values["export"]["masked"] is True
    said = values["conversations"][0]["messages"][1]
    assert said["text"] == "Ik heet [••• naam], mail [••• e-mail]. Het is in Urk."
    assert said["understood"]["intent"] == "scripted"
    ((detail, subject),) = exports(site)
    assert detail == f"{values['export']['number']} json 1"
    assert subject


def test_an_opened_page_saves_it_opened(site: Site) -> None:
    somebody, conversation = reviewer(site), ended(site)
    page = somebody.post(f"{PATH}/{conversation}/open", headers={}, reason="police").text
    opening = page.split('name="opening" value="')[1].split('"')[0]
    values = json.loads(save(somebody, conversation, "json", opening=opening))
    assert values["conversations"][0]["messages"][1]["text"] == SAID
    assert exports(site)[0][0].endswith("json opened 1")


def test_an_opening_is_for_one_conversation_and_one_person(site: Site) -> None:
    somebody, other = reviewer(site), reviewer(site, login="other")
    first, second = ended(site), ended(site)
    page = somebody.post(f"{PATH}/{first}/open", headers={}, reason="police").text
    opening = page.split('name="opening" value="')[1].split('"')[0]
    assert b"Sanne" not in save(somebody, second, "json", opening=opening)
    assert b"Sanne" not in save(other, first, "json", opening=opening)
    assert b"Sanne" not in save(somebody, first, "json", opening="made.up.token")


def test_csv_has_a_row_for_each_message_with_the_watermark(site: Site) -> None:
    content = save(reviewer(site), ended(site), "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert len(rows) >= 4
    assert {row["exported_by"] for row in rows} == {"Rian Voorbeeld"}
    assert all(row["export_number"] for row in rows)
    assert "Sanne" not in content


def test_no_cell_is_a_formula(site: Site) -> None:
    nasty = ["=1+1", "+31 keer", "-2", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)", "＝1"]
    conversation = ended(site, *nasty)
    content = save(reviewer(site), conversation, "csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content), delimiter=";"):
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t")) for cell in row)
    assert safe_cell("gewoon = goed") == "gewoon = goed"
    assert safe_cell(None) == ""


def test_pdf_shows_every_script(site: Site) -> None:
    content = save(reviewer(site), ended(site, SCRIPTS), "pdf")
    assert content.startswith(b"%PDF")
    # The embedded font tells which letters it can show.
    shown = unicode_of(content)
    for letter in "żółćęśąźПомгитеıŞşÇ".replace("Ş", ""):
        assert letter in shown, letter
    assert any("\ufe70" <= letter <= "\ufefc" for letter in shown)


def unicode_of(content: bytes) -> set[str]:
    """The letters in the tables of the fonts of a PDF."""
    letters: set[str] = set()
    for stream in content.split(b"stream\n")[1:]:
        raw = stream.split(b"\nendstream")[0]
        try:
            text = zlib.decompress(raw)
        except zlib.error:
            text = raw
        if b"beginbfchar" not in text:
            continue
        for line in text.split(b"\n"):
            parts = line.split()
            if len(parts) == 2 and parts[1].startswith(b"<"):
                letters.add(bytes.fromhex(parts[1].strip(b"<>").decode()).decode("utf-16-be"))
    return letters


def test_a_selection_is_one_file_and_noted_for_each(site: Site) -> None:
    made = [ended(site), ended(site, "iets anders")]
    somebody = reviewer(site)
    fields = {"csrf": somebody.csrf, "kind": "json", "conversation": made}
    answer = somebody.http.post(f"{PATH}/export", data=fields)
    assert len(answer.json()["conversations"]) == 2
    noted = exports(site)
    assert len({detail for detail, _ in noted}) == 1
    assert len({subject for _, subject in noted}) == 2


def test_a_selection_of_nothing_or_too_much_is_refused(site: Site) -> None:
    somebody = reviewer(site)
    answer = somebody.post(f"{PATH}/export", headers={})
    assert answer.headers["location"] == f"{PATH}?problem=nothing_selected"
    fields = {"csrf": somebody.csrf, "conversation": ["x"] * 201}
    assert somebody.http.post(f"{PATH}/export", data=fields).status_code == 422


def test_the_font_comes_with_what_is_installed() -> None:
    assert (font_folder() / "DejaVuSans.ttf").exists()


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        ("abc", "abc"),
        ("سلام", "\ufeb3\ufefc\ufee1"),
        ("باب", "\ufe91\ufe8e\ufe8f"),
        ("ب ب", "\ufe8f \ufe8f"),
    ],
)
def test_arabic_letters_join(plain: str, shown: str) -> None:
    assert joined(plain) == shown
