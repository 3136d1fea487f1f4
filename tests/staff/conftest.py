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
