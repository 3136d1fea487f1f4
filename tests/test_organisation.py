"""organisation.yml: its facts, the line of each mistake, and reading it again."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.helpline.holidays_nl import Holiday, LiberationDay
from bot.helpline.office_hours import Interval
from bot.organisation import (
    Organisation,
    OrganisationError,
    OrganisationFile,
    load_organisation,
    organisation_file,
)

REAL = Path(__file__).parents[1] / "organisation.yml"
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def real() -> Organisation:
    return load_organisation(REAL)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the real file with one piece of it replaced."""

    def write_file(old: str = "", new: str = "") -> Path:
        text = REAL.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "organisation.yml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write_file


def line_of(path: Path, start: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith(start))


def mistake_in(path: Path) -> str:
    with pytest.raises(OrganisationError) as caught:
        load_organisation(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("organisation", "Veilig Thuis Flevoland"),
        ("helpline", "Meld- en Adviespunt Mensenhandel Flevoland"),
        ("region", "Flevoland"),
        ("emergency", "112"),
        ("phone", "088 2220 500"),
        ("phone_link", "tel:0882220500"),
        ("chat_hours", "maandag tot en met vrijdag van 9.00 tot 17.00 uur"),
        ("website", "veiligthuisflevoland.nl/mensenhandel"),
        ("labour_name", "Nederlandse Arbeidsinspectie"),
        ("labour_former_name", "Inspectie SZW"),
        ("labour_phone", "0800 5151"),
        ("labour_phone_abroad", "+31 70 333 56 78"),
        ("labour_phone_abroad_link", "tel:+31703335678"),
        ("crime_name", "Meld Misdaad Anoniem"),
        ("crime_phone", "0800 7000"),
        ("suicide_name", "113 Zelfmoordpreventie"),
        ("suicide_phone", "0800-0113"),
        ("municipalities", "Almere, Dronten, Lelystad, Noordoostpolder, Urk en Zeewolde"),
        ("coordinator_since", "2019"),
        ("focus_officer_municipality", "Dronten"),
    ],
)
def test_the_facts_of_the_helpline(real: Organisation, name: str, text: str) -> None:
    assert real.facts()[name] == text


def test_the_labour_form_is_said_to_be_in_several_languages(real: Organisation) -> None:
    assert "verschillende talen" in real.facts()["labour_form"]


def test_no_fact_is_empty_or_holds_a_brace_that_would_be_filled_again(real: Organisation) -> None:
    for text in real.facts("pl").values():
        assert text
        assert "{" not in text


@pytest.mark.parametrize(
    ("typed", "municipality"),
    [
        ("almere", "Almere"),
        ("almere poort", "Almere"),
        ("oosterwold", "Almere"),
        ("swifterbant", "Dronten"),
        ("swifterband", "Dronten"),
        ("ketelhaven", "Dronten"),
        ("lelystadt", "Lelystad"),
        ("emmeloord", "Noordoostpolder"),
        ("emeloord", "Noordoostpolder"),
        ("nop", "Noordoostpolder"),
        ("schokland", "Noordoostpolder"),
        ("urk", "Urk"),
        ("seewolde", "Zeewolde"),
    ],
)
def test_a_place_leads_to_its_municipality(
    real: Organisation, typed: str, municipality: str
) -> None:
    assert real.municipality_by_spelling()[typed] == municipality


def test_a_place_outside_the_region_leads_nowhere(real: Organisation) -> None:
    assert "zwolle" not in real.municipality_by_spelling()


def test_the_choice_of_holidays_is_the_one_in_the_file(write: Write) -> None:
    path = write("good_friday: closed\n", "good_friday: open\n")
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("liberation_day: every_five_years", "liberation_day: yearly")
        .replace("open_on: []", "open_on: [kings_day]"),
        encoding="utf-8",
    )
    rule = load_organisation(path).office_hours().holidays
    assert not rule.good_friday
    assert rule.liberation_day is LiberationDay.YEARLY
    assert rule.open_on == {Holiday.KINGS_DAY}


def test_exceptions_close_a_date_or_give_it_other_hours(write: Write) -> None:
    path = write(
        "exceptions: []",
        "exceptions:\n"
        "  - {date: 2027-06-17, closed: true, reason: teamdag}\n"
        "  - {date: 2027-12-31, hours: [09:00-12:00, 13:00-24:00]}\n",
    )
    exceptions = load_organisation(path).office_hours().exceptions
    assert exceptions == {
        date(2027, 6, 17): (),
        date(2027, 12, 31): (Interval(540, 720), Interval(780, 1440)),
    }


MONDAY = "monday: [09:00-17:00]"


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        (MONDAY, "monday: [17:00-09:00]", "monday", "opens must be before closes"),
        (MONDAY, "monday: [09:00-09:00]", "monday", "opens must be before closes"),
        (MONDAY, "monday: [09:00-13:00, 12:00-17:00]", "monday", "overlap"),
        (MONDAY, "monday: [09:00-25:00]", "monday", "between 00:00 and 24:00"),
        (MONDAY, "monday: [09:00-16:75]", "monday", "'16:75' is not a time"),
        (MONDAY, "monday: [nine to five]", "monday", "like 09:00-17:00"),
        (MONDAY, "monday: [09-17]", "monday", "like 09:00-17:00"),
        (MONDAY, "monday: [9.00-17.00]", "monday", "like 09:00-17:00"),
        (MONDAY, "monday: 09:00-17:00", "monday", "a list between square brackets"),
        (MONDAY, "munday: [09:00-17:00]", "munday", "'hours.munday' is not known here"),
        ("timezone: Europe/Amsterdam", "timezone: Europe/Urk", "timezone", "time zone"),
        ("timezone: Europe/Amsterdam", "timezone: /etc/passwd", "timezone", "time zone"),
        ("timezone: Europe/Amsterdam", "timezone: 1", "timezone", "time zone"),
        ("country: NL", "country: BE", "country", "'NL'"),
        ("good_friday: closed\n", "good_friday: maybe\n", "good_friday", "'closed' or 'open'"),
        ("every_five_years\n", "sometimes\n", "liberation_day", "'yearly'"),
        ("open_on: []", "open_on: [carnival]", "open_on", "'kings_day'"),
        ('phone: "088 2220 500"', "phone: 0882220500", "phone:", "between quotes"),
        ('phone: "088 2220 500"', 'phone: "bel ons"', "phone:", "not written as it should be"),
        ('phone: "088 2220 500"', 'phonne: "088 2220 500"', "phonne:", "not known here"),
        ('emergency: "112"', "emergency: 112", "emergency", "between quotes"),
        ("region: Flevoland", "region: [Flevoland]", "region", "needs a text"),
        ("region: Flevoland", 'region: ""', "region", "at least 1 character"),
        ("last_call_minutes: 10", "last_call_minutes: ten", "last_call_minutes", "a whole number"),
        ("last_call_minutes: 10", "last_call_minutes: true", "last_call_minutes", "a whole number"),
        ("last_call_minutes: 10", "last_call_minutes: -1", "last_call_minutes", "greater"),
        ("presence_grace_seconds: 40", "presence_grace_seconds: 0", "presence_grace", "greater"),
        ("conversation_days: 30", "conversation_days: 0", "conversation_days", "greater"),
        ("reviewed: [nl]", "reviewed: [nl, en]", "languages", "'en' stands here twice"),
        ("reviewed: [nl]", "reviewed: []", "reviewed", "at least 1 item"),
        ("- name: Urk", "- nam: Urk", "- nam:", "not known here"),
        ("aliases: [Urck]", "aliases: [Ens]", "municipalities", "'ens' stands here twice"),
        (
            "exceptions: []",
            "exceptions:\n  - {date: 2027-02-30, closed: true}",
            "- {date",
            "'2027-02-30' is not a date",
        ),
        (
            "exceptions: []",
            "exceptions:\n  - {date: 2027-06-17}",
            "- {date",
            "either 'closed: true' or 'hours'",
        ),
        (
            "exceptions: []",
            "exceptions:\n  - {date: 2027-06-17, closed: true, hours: [09:00-10:00]}",
            "- {date",
            "not both",
        ),
        (
            "exceptions: []",
            "exceptions:\n  - {date: 2027-06-17, closed: true}\n"
            "  - {date: 2027-06-17, hours: [09:00-10:00]}",
            "exceptions",
            "2027-06-17 stands here twice",
        ),
    ],
)
def test_a_mistake_is_explained_with_its_line(
    write: Write, old: str, new: str, at: str, words: str
) -> None:
    path = write(old, new)
    mistake = mistake_in(path)
    assert f"organisation.yml, line {line_of(path, at)}: " in mistake
    assert words in mistake


def test_a_missing_fact_is_named(write: Write) -> None:
    assert "'phone' is missing" in mistake_in(write('phone: "088 2220 500"\n', ""))


def test_a_missing_fact_within_a_block_has_the_line_of_the_block(write: Write) -> None:
    path = write("  name: Meld Misdaad Anoniem\n", "")
    assert f"line {line_of(path, 'crime:')}: 'crime.name' is missing" in mistake_in(path)


def test_a_file_without_municipalities_is_refused(write: Write) -> None:
    path = write("municipalities:", "municipalities: []\nplaces:")
    assert f"line {line_of(path, 'municipalities')}: municipalities" in mistake_in(path)


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(write: Write) -> None:
    path = write(MONDAY, "monday: [17:00-09:00]")
    text = path.read_text(encoding="utf-8").replace("region: Flevoland", "region: 7")
    path.write_text(text, encoding="utf-8")
    lines = [line.split(":")[0] for line in mistake_in(path).splitlines()]
    assert lines == [
        f"organisation.yml, line {line_of(path, 'region')}",
        f"organisation.yml, line {line_of(path, 'monday')}",
    ]


def test_text_that_is_not_yaml_is_explained_with_its_line(write: Write) -> None:
    path = write("tuesday: [09:00-17:00]", "tuesday: [09:00-17:00")
    line = int(mistake_in(path).split("line ")[1].split(":")[0])
    assert line in (line_of(path, "tuesday"), line_of(path, "wednesday"))


def test_a_key_that_stands_there_twice_is_explained_with_its_line(write: Write) -> None:
    path = write("region: Flevoland", "region: Flevoland\nregion: Utrecht")
    assert f"line {line_of(path, 'region: Utrecht')}: " in mistake_in(path)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words"])
def test_a_file_that_holds_no_facts_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "organisation.yml"
    path.write_text(text, encoding="utf-8")
    assert mistake_in(path).startswith("organisation.yml, line 1: ")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "organisation.yml"
    path.write_bytes(b"\xff\xfe\x00\x01")
    assert "cannot be read" in mistake_in(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in mistake_in(tmp_path / "organisation.yml")


def test_a_change_counts_at_once(write: Write) -> None:
    file = OrganisationFile(write())
    assert file.current().max_wait_minutes == 10
    write("max_wait_minutes: 10", "max_wait_minutes: 5")
    assert file.current().max_wait_minutes == 5


def test_a_change_of_the_same_length_counts_at_once(write: Write) -> None:
    path = write()
    file = OrganisationFile(path)
    before = path.stat()
    assert file.current().max_wait_minutes == 10
    write("max_wait_minutes: 10", "max_wait_minutes: 15")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert file.current().max_wait_minutes == 15


def test_an_unchanged_file_is_not_read_again(write: Write) -> None:
    file = OrganisationFile(write())
    assert file.current() is file.current()


def test_a_broken_change_is_an_error_and_not_the_old_facts(write: Write) -> None:
    file = OrganisationFile(write())
    file.current()
    write(MONDAY, "monday: [17:00-09:00]")
    for _ in range(2):
        with pytest.raises(OrganisationError, match="opens must be before closes"):
            file.current()


def test_a_mended_file_counts_again(write: Write) -> None:
    file = OrganisationFile(write(MONDAY, "monday: [17:00-09:00]"))
    with pytest.raises(OrganisationError):
        file.current()
    write(MONDAY, "monday: [10:00-17:00]")
    assert file.current().hours.monday == (Interval(600, 1020),)


def test_a_removed_file_is_an_error_until_it_is_back(write: Write) -> None:
    path = write()
    file = OrganisationFile(path)
    file.current()
    path.unlink()
    with pytest.raises(OrganisationError, match="cannot be read"):
        file.current()
    write()
    assert file.current().region == "Flevoland"


def test_one_file_has_one_shared_reader(tmp_path: Path) -> None:
    assert organisation_file(tmp_path / "a.yml") is organisation_file(tmp_path / "a.yml")


def test_the_rules_of_the_desk(real: Organisation) -> None:
    desk = real.desk
    assert (desk.chats_per_operator, desk.inactive_minutes, desk.inactive_warning_minutes) == (
        *(3, 15),
        12,
    )


def test_a_warning_comes_before_the_end(write: Write) -> None:
    path = write("inactive_warning_minutes: 12", "inactive_warning_minutes: 15")
    assert "'inactive_warning_minutes' must be less than" in mistake_in(path)


def test_a_file_of_before_there_were_rules_for_the_desk_still_counts(tmp_path: Path) -> None:
    text = REAL.read_text(encoding="utf-8")
    start, end = text.index("desk:\n"), text.index('# "reviewed"')
    path = tmp_path / "organisation.yml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert load_organisation(path).desk.chats_per_operator == 3
