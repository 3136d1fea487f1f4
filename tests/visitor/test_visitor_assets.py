"""The files of the pages: small, from here only, complete."""

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import bot.visitor
from bot.organisation import organisation_file
from bot.visitor.rendering import CATALOGUE
from tests.visitor.site import ORGANISATION, WIDGET_ORIGIN

HERE = Path(bot.visitor.__file__).parent
SCRIPTS = ("chat", "exit", "session", "api", "stream", "view", "outbox")
FILES = ["/chat", "/chat/static/chat.css", "/widget.js"] + [
    f"/chat/static/{name}.js" for name in SCRIPTS
]
SIZE_LIMIT = 40_000


@pytest.mark.parametrize("path", [*FILES, "/example", "/chat/static/icon.svg"])
def test_every_file_is_served_with_strict_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_every_script_is_known_here() -> None:
    assert {path.stem for path in (HERE / "static").glob("*.js")} == set(SCRIPTS)


def test_all_of_it_is_small(client: TestClient) -> None:
    sizes = {path: len(client.get(path).content) for path in FILES}
    assert sum(sizes.values()) < SIZE_LIMIT, sizes


def test_only_the_chat_may_be_framed_and_only_by_known_sites(client: TestClient) -> None:
    chat = client.get("/chat").headers
    assert f"frame-ancestors 'self' {WIDGET_ORIGIN}" in chat["content-security-policy"]
    assert "x-frame-options" not in chat
    for path in ("/example", "/api/v1/availability", "/unknown"):
        other = client.get(path).headers
        assert "frame-ancestors 'none'" in other["content-security-policy"]


def test_nothing_is_fetched_from_elsewhere(client: TestClient) -> None:
    allowed = {"https://www.buienradar.nl", "http://www.w3.org/2000/svg"}
    allowed |= {"https://veiligthuisflevoland.nl/mensenhandel", "http://testserver/widget.js"}
    for path in [*FILES, "/example", "/chat/static/icon.svg"]:
        addresses = set(re.findall(r"""https?://[^\s"'<>&\\]+""", client.get(path).text))
        assert addresses <= allowed, path
        assert "@import" not in client.get(path).text


def test_nothing_is_inline(client: TestClient) -> None:
    for path in ("/chat", "/example"):
        html = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=", html)
        assert not re.search(r"<script(?![^>]*(src=|application/json))", html)


def test_the_title_says_nothing(client: TestClient) -> None:
    assert "<title>Chat</title>" in client.get("/chat").text
    for name in SCRIPTS:
        assert "document.title" not in (HERE / "static" / f"{name}.js").read_text("utf-8")


def test_the_log_announces_additions_only(client: TestClient) -> None:
    html = client.get("/chat").text
    assert 'role="log" aria-live="polite" aria-relevant="additions"' in html


def test_every_text_that_is_used_exists() -> None:
    facts = organisation_file(ORGANISATION).current().facts() | {"place": "1"}
    for key in CATALOGUE.keys():  # noqa: SIM118 - a catalogue is no mapping
        assert CATALOGUE.text(key, facts)
    used = set()
    for template in (HERE / "templates").iterdir():
        used |= set(re.findall(r"""\bt\(["']([\w.]+)["']\)""", template.read_text("utf-8")))
    assert used <= CATALOGUE.keys()


def test_every_word_that_the_scripts_show_exists(client: TestClient) -> None:
    html = client.get("/chat").text
    found = re.search(r'id="words">(.*?)</script>', html, re.S)
    assert found is not None
    words = json.loads(found.group(1))
    used = set()
    for name in SCRIPTS:
        source = (HERE / "static" / f"{name}.js").read_text("utf-8")
        used |= set(re.findall(r"\bwords\.(\w+)", source))
    assert used == set(words) & used
    assert set(words["state"]) == {"bot", "waiting", "waiting_place", "person", "closed"}
    assert set(words["sender"]) == {"visitor", "bot", "staff", "system"}


def test_no_text_stands_in_the_scripts() -> None:
    for name in SCRIPTS:
        source = (HERE / "static" / f"{name}.js").read_text("utf-8")
        code = re.sub(r"//.*", "", source)
        assert not re.search(r"\b(je|een|gesprek|bericht)\b", code), name
