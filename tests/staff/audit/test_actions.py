"""Whatever is noted in the audit log has words on its page."""

import pytest

from bot.staff.audit.describe import words_of
from tests.staff.audit.actions import Source
from tests.staff.site import Site


@pytest.fixture(scope="module")
def noted() -> set[str]:
    return Source().actions()


def test_the_source_is_read_well(noted: set[str]) -> None:
    # One of each way in which an action gets to the log.
    assert {"take", "available", "sign_in", "change_roles", "export_audit"} <= noted


def test_every_action_has_its_words(site: Site, noted: set[str]) -> None:
    texts = site.app.state.staff.texts

    assert {action for action in noted if not texts.has(f"audit.actions.{action}")} == set()


def test_an_action_without_words_goes_by_its_code(site: Site) -> None:
    assert words_of(site.app.state.staff, "launch_rocket") == "launch_rocket"


def test_no_code_is_too_long_for_the_log(noted: set[str]) -> None:
    assert max(map(len, noted)) <= 40
