from bot.actions import surroundings
from tests.actions.helpers import MONDAY


def test_without_an_installation_nobody_is_present() -> None:
    surroundings.uninstall()
    available = surroundings.current().availability(MONDAY)
    assert not available.person_available
    assert available.next_opening is not None
