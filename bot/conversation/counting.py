"""What a turn adds to the figures, as columns of its conversation."""

from typing import Any

from bot.engine.answer import Answer, Directive, Noted


def counted(answer: Answer | None) -> dict[str, Any]:
    """The changes for a turn with this answer; none for a turn without."""
    if answer is None:
        return {}
    changes: dict[str, Any] = {}
    if Noted.NOT_UNDERSTOOD in answer.noted:
        changes["count_not_understood"] = True
    if Directive.HAND_OFF in answer.directives:
        changes["asked_person"] = True
    if Noted.PHONE_GIVEN in answer.noted:
        changes |= no_person()
    return changes


def no_person() -> dict[str, Any]:
    """The changes for a visitor for whom no person could come."""
    return {"asked_person": True, "phone_given": True}
