"""Turning off the switch of somebody who does nothing."""

from datetime import datetime

from sqlalchemy import Connection

from bot.conversation.notices import Notices
from bot.helpline.staffing import Rules
from bot.store import desk as desk_rows
from bot.store.audit import AuditLog

INACTIVE = "inactive"


def turn_off(
    connection: Connection,
    audit: AuditLog,
    operator_id: int,
    rules: Rules,
    at: datetime,
    notices: Notices,
) -> None:
    """Turns the switch off, unless something was done meanwhile; comes last in its transaction."""
    if desk_rows.switch_off(connection, operator_id, INACTIVE, at - rules.inactive):
        audit.append(connection, operator_id, "not_available", at, detail=INACTIVE)
        notices.presence()
