"""Finding conversations by what stands in their sealed report.

A mark is a keyed hash of a slot and its value: equal for equal values, and without the
master key it tells nothing but that.
"""

from collections.abc import Mapping

from bot.store.vault import Vault

FORM = "exploitation_form"
MUNICIPALITY = "municipality"


def report_marks(vault: Vault, report: Mapping[str, str]) -> dict[str, bytes | None]:
    """The columns of a conversation with this report; None for what it does not say."""
    return {
        "form_mark": _mark(vault, report, FORM),
        "municipality_mark": _mark(vault, report, MUNICIPALITY),
    }


def mark_of(vault: Vault, slot: str, value: str) -> bytes:
    """What the rows with this value in this slot (FORM or MUNICIPALITY) are marked with."""
    return vault.mark(f"{slot}:{value}")


def _mark(vault: Vault, report: Mapping[str, str], slot: str) -> bytes | None:
    value = report.get(slot)
    return None if value is None else mark_of(vault, slot, value)
