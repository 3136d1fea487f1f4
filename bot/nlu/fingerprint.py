"""One string that changes when any of some files changes."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint_of(paths: Iterable[str | Path]) -> str:
    """A digest of the files' contents; raises OSError when one cannot be read."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()
