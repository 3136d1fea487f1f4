from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from tests.staff.site import Site, open_site


@pytest.fixture
def site(tmp_path: Path, sqlite_template: Path) -> Iterator[Site]:
    copyfile(sqlite_template, tmp_path / "chat.sqlite3")
    with open_site(tmp_path) as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that open the console each time are left out of the quick part."""
    for item in items:
        if "site" in getattr(item, "fixturenames", ()) and "tests/staff" in item.path.as_posix():
            item.add_marker(pytest.mark.thorough)
