"""How many examples a property test tries: a tenth of them in the quick part of the tests."""

import os

QUICK = "QUICK_TESTS"
FEWEST = 20


def examples(thorough: int) -> int:
    """The number for this run, given the one for a whole run."""
    return max(FEWEST, thorough // 10) if os.environ.get(QUICK) else thorough
