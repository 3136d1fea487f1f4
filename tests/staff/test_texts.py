import re
from pathlib import Path

from bot.helpline.availability import Reason
from bot.helpline.ownership import State
from bot.helpline.report import CODES
from bot.staff.desk.canned_pages import LANGUAGES
from bot.staff.desk.console import NOTICES
from bot.staff.desk.describe_side import NUMBERS
from bot.staff.texts import load_texts

STAFF = Path(__file__).parents[2] / "bot" / "staff"
FACTS = {"helpline": "Voorbeeldlijn", "phone": "000", "emergency": "111"}
TEXTS = load_texts(lambda: FACTS)


def keys_in(pattern: str, call: str) -> set[str]:
    return {
        key for path in STAFF.rglob(pattern) for key in re.findall(call, path.read_text("utf-8"))
    }


def test_every_text_of_a_page_exists() -> None:
    used = keys_in("*.html", r"\bt\('([\w.]+)'[,)]") | keys_in("*.py", r'texts\("([\w.]+)"')

    assert len(used) > 50
    assert {key for key in used if not TEXTS.has(key)} == set()


def test_every_text_of_the_script_goes_along_with_the_page() -> None:
    used = keys_in("*.js", r'\bt\("([\w.]+)"') | keys_in("*.js", r'\? "(\w+\.\w+)" : "\w+\.\w+"')
    used |= keys_in("*.js", r'\? "\w+\.\w+" : "(\w+\.\w+)"')

    assert len(used) > 20
    assert used - TEXTS.for_script().keys() == set()


def test_every_state_that_is_put_into_words_has_them() -> None:
    keys = {f"desk.{reason.value}" for reason in Reason}
    keys |= {f"chat.owner_{role}" for role in ("waiting", "me", "other", "listening", "closed")}
    keys |= NOTICES.keys()
    keys |= {f"told.{kind}" for kind in (*NUMBERS, *State)}
    keys |= {f"told.numbers.{kind}" for kind in NUMBERS} | {f"owners.{state}" for state in State}
    keys |= {f"notes.kind.{kind}" for kind in ("note", "whisper", "transfer", "extension")}
    keys |= {f"colleagues.{state}" for state in ("free", "full", "busy", "inactive", "away")}
    keys |= {f"canned.languages.{language}" for language in LANGUAGES}
    keys |= {f"chips.minors_{known}" for known in ("yes", "no", "unknown")}
    keys |= {f"summary.fields.{name}" for name in CODES}
    keys |= {f"summary.values.{value}" for values in CODES.values() for value in values}
    keys |= {f"transcript.{sender}" for sender in ("visitor", "bot", "staff", "system")}

    assert {key for key in keys if not TEXTS.has(key)} == set()


def test_what_the_script_fills_in_stays_open() -> None:
    assert TEXTS.for_script()["chat.title"] == "Gesprek {code}"


def test_facts_are_filled_in() -> None:
    assert TEXTS("bar.brand") == "Voorbeeldlijn"
