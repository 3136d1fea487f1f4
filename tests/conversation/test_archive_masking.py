"""What the assistant understood shows nothing of what is masked."""

import secrets

from bot.conversation.archive_masking import Mask, identifiers_of, understood
from bot.organisation import OrganisationFile
from bot.store.bodies import seal_review
from bot.store.conversations import Letter
from bot.store.vault import Key
from tests.cast import ROOT, TUESDAY_MORNING

ORGANISATION = OrganisationFile(ROOT / "organisation.yml").current()
TEXT = "Een busje, 12-ABC-3, haalt 7 mannen op in Urk. Bel Wiesje."


def entities(opened: bool, *found: tuple[str, str]) -> list[str]:
    """The values that are shown of what was found in TEXT."""
    key = Key(secrets.token_bytes(32))
    review = {
        "intent": "form_labour",
        "confidence": 0.9,
        "entities": found,
        "danger": "none",
        "reasons": (),
        "engine": True,
    }
    letter = Letter(1, "visitor", TUESDAY_MORNING, b"", review=seal_review(key, 1, review))
    mask = Mask(identifiers_of(ORGANISATION), [TEXT, "mijn zus heet Wiesje"], opened)
    understanding = understood(key, letter, TEXT, mask)
    assert understanding is not None
    return [value for _, value in understanding.entities]


def test_what_can_be_read_in_the_message_is_shown() -> None:
    assert entities(False, ("number", "7"), ("place", "Urk")) == ["7", "Urk"]


def test_what_was_worked_out_is_shown() -> None:
    assert entities(False, ("place", "Noordoostpolder"), ("asks", "yes")) == [
        "Noordoostpolder",
        "yes",
    ]


def test_a_part_of_what_is_masked_is_not() -> None:
    assert entities(False, ("figure", "12"), ("figure", "3"), ("place", "wiesje")) == ["•••"] * 3


def test_an_opened_conversation_shows_it() -> None:
    assert entities(True, ("figure", "12"), ("place", "wiesje")) == ["12", "wiesje"]
