"""The chat without JavaScript: forms only."""

import re
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from bot.helpline.ownership import Sender, State
from tests.visitor.fake_service import ANSWER, NO, WELCOME
from tests.visitor.site import Site


class Page(HTMLParser):
    """What a visitor without JavaScript has of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.buttons: dict[str, dict[str, str]] = {}
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self._button: dict[str, str] | None = None
        self._skipping = False
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        self.ids.extend(filter(None, [found.get("id")]))
        self._skipping = tag == "script"
        if tag == "input":
            self.fields[found["name"]] = found["value"]
        if tag == "a":
            self.links.append(found["href"])
        if tag == "button":
            self._button = found

    def handle_endtag(self, tag: str) -> None:
        self._skipping = False
        if tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        self.text += data
        if self._button is not None:
            self.buttons[data.strip()] = self._button


class Visitor:
    """Somebody with a browser without JavaScript."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.answer: httpx.Response = client.get("/chat")

    @property
    def page(self) -> Page:
        return Page(self.answer.text)

    def press(self, label: str, **typed: str) -> Page:
        """Presses a button; everything travels in the body of a form."""
        page = self.page
        button = page.buttons[label]
        body = page.fields | typed | {button["name"]: button["value"]}
        self.answer = self.client.post("/chat", data=body)
        return self.page


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    return Visitor(client)


def test_the_way_in_says_what_this_is(visitor: Visitor) -> None:
    assert visitor.answer.status_code == 200
    assert "computer" in visitor.page.text
    assert "maandag tot en met vrijdag" in visitor.page.text


def test_a_whole_chat(visitor: Visitor, site: Site) -> None:
    assert WELCOME in visitor.press("Begin de chat").text
    visitor.press(NO)
    page = visitor.press("Stuur", text="Ze werken <b>altijd</b>")
    assert site.service.texts(page.fields["conversation"]) == [
        WELCOME, NO, ANSWER, "Ze werken <b>altijd</b>", ANSWER
    ]  # fmt: skip
    assert "<b>altijd" not in visitor.answer.text
    assert page.ids.count("nieuwste") == 1


def test_sending_the_same_form_again_changes_nothing(visitor: Visitor, site: Site) -> None:
    visitor.press("Begin de chat")
    before = visitor.answer
    visitor.press("Stuur", text="Hallo")
    visitor.answer = before
    page = visitor.press("Stuur", text="Hallo")
    assert site.service.texts(page.fields["conversation"]) == [WELCOME, "Hallo", ANSWER]


def test_refreshing_shows_what_staff_said(visitor: Visitor, site: Site) -> None:
    page = visitor.press("Begin de chat")
    site.service.set_state(page.fields["conversation"], State.PERSON)
    site.service.add(page.fields["conversation"], Sender.STAFF, "Ik lees mee")
    page = visitor.press("Ververs", text="nog niet af")
    assert "Ik lees mee" in page.text
    assert "Je praat met een medewerker" in page.text
    assert "nog niet af" in page.text
    assert NO not in page.buttons


def test_an_empty_message_is_not_sent(visitor: Visitor, site: Site) -> None:
    visitor.press("Begin de chat")
    page = visitor.press("Stuur", text="  ")
    assert "Typ eerst een bericht." in page.text
    assert site.service.texts(page.fields["conversation"]) == [WELCOME]


def test_what_was_typed_stays_when_a_choice_is_made(visitor: Visitor) -> None:
    visitor.press("Begin de chat")
    assert "half verhaal" in visitor.press(NO, text="half verhaal").text


def test_waiting_can_be_stopped(visitor: Visitor, site: Site) -> None:
    page = visitor.press("Begin de chat")
    site.service.set_state(page.fields["conversation"], State.WAITING, place=3)
    assert "Je bent nummer 3." in visitor.press("Ververs").text
    assert "Je praat met een computer" in visitor.press("Stop met wachten").text


def test_leaving_closes_and_offers_a_new_chat(visitor: Visitor) -> None:
    visitor.press("Begin de chat")
    page = visitor.press("Stop het gesprek")
    assert "Dit gesprek is gesloten" in page.text
    assert "/chat" in page.links


def test_erasing_erases(visitor: Visitor, client: TestClient) -> None:
    opened = visitor.press("Begin de chat").fields
    page = visitor.press("Wis alles")
    assert "Alles is gewist" in page.text
    assert "conversation" not in page.fields
    again = client.post("/chat", data=opened | {"action": "refresh"})
    assert again.status_code == 404


def test_no_secret_in_an_address_or_cookie(visitor: Visitor) -> None:
    page = visitor.press("Begin de chat")
    visitor.press("Stuur", text="Hallo")
    secret = page.fields["token"]
    assert not any(secret in link for link in visitor.page.links)
    assert not re.findall(rf'(?:action|href|src)="[^"]*{secret}', visitor.answer.text)
    assert "set-cookie" not in visitor.answer.headers
    assert visitor.answer.headers["cache-control"] == "no-store"


def numbers_in(answer: httpx.Response) -> set[str]:
    return {link for link in Page(answer.text).links if link.startswith("tel:")}


BOTH = {"tel:112", "tel:0882220500"}


def test_every_page_has_both_numbers_and_the_way_out(visitor: Visitor, client: TestClient) -> None:
    answers = [visitor.answer]
    visitor.press("Begin de chat")
    answers.append(visitor.answer)
    visitor.press("Wis alles")
    answers.append(visitor.answer)
    answers.append(client.get("/chat/unknown"))
    answers.append(client.post("/chat", data={"action": "dance"}))
    for answer in answers:
        assert numbers_in(answer) >= BOTH
        assert 'id="exit" href="https://www.buienradar.nl"' in answer.text


def failing(visitor: Visitor, site: Site, text: str) -> Page:
    visitor.press("Begin de chat")
    site.service.failing = OperationalError("", {}, Exception())
    return visitor.press("Stuur", text=text)


def test_a_failure_is_a_page_with_a_way_back(visitor: Visitor, site: Site) -> None:
    page = failing(visitor, site, "kanarievogel")
    assert visitor.answer.status_code == 503
    assert numbers_in(visitor.answer) == BOTH
    assert "kanarievogel" not in visitor.answer.text
    site.service.failing = None
    assert "Terug naar het gesprek" in page.buttons
    assert WELCOME in visitor.press("Terug naar het gesprek").text


def test_a_failure_answers_danger_first(visitor: Visitor, site: Site) -> None:
    page = failing(visitor, site, "Help, hij slaat me nu met een mes")
    assert "Bel meteen 112" in page.text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": "wrong"}, 401),
        ({"token": ""}, 401),
        ({"conversation": "unknown"}, 404),
        ({"action": "dance"}, 422),
        ({"client_id": "x"}, 422),
        ({"choice": "x"}, 422),
        ({"text": "x" * 4001}, 413),
        ({"text": "x" * 90_000}, 413),
    ],
)
def test_a_form_that_was_tampered_with_is_refused(
    visitor: Visitor, change: dict[str, str], status: int
) -> None:
    fields: dict[str, Any] = visitor.press("Begin de chat").fields
    body = fields | {"action": "send", "text": "Hallo"} | change
    answer = visitor.client.post("/chat", data=body)
    assert answer.status_code == status
    assert numbers_in(answer) == BOTH


def test_files_are_refused(visitor: Visitor) -> None:
    fields = visitor.press("Begin de chat").fields
    answer = visitor.client.post(
        "/chat", data=fields | {"action": "send"}, files={"text": ("foto.jpg", b"x")}
    )
    assert answer.status_code == 422


def test_the_root_leads_to_the_chat(client: TestClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/chat")
