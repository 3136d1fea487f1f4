"""What the console's routes work with, found on the application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from fastapi import FastAPI
from starlette.requests import Request

from bot.clock import Clock
from bot.conversation.desk import Desk
from bot.conversation.hub import Hub
from bot.staff.people.signing_in import SignIn
from bot.staff.texts import Texts
from bot.store.closing_notes import ClosingNote, latest_note
from bot.store.staff_accounts import StaffAccounts
from bot.store.staff_sessions import StaffSessions


@dataclass(frozen=True)
class Services:
    """The services behind the console."""

    desk: Desk
    hub: Hub
    clock: Clock
    texts: Texts
    accounts: StaffAccounts
    sign_ins: StaffSessions
    closing_note: Callable[[datetime], ClosingNote | None]
    zone: Callable[[], tzinfo]
    base_url: str | None
    facts: Callable[[], dict[str, str]]
    sign_in: SignIn = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sign_in", SignIn(self.accounts, self.sign_ins))

    def local(self, at: datetime) -> datetime:
        """The moment by the clock of the helpline."""
        return at.astimezone(self.zone())


def build_services(app: FastAPI, texts: Texts) -> Services:
    """The services, from what the composition root put on the application."""
    state = app.state
    return Services(
        desk=state.desk,
        hub=state.hub,
        clock=state.clock,
        texts=texts,
        accounts=StaffAccounts(state.database, state.vault),
        sign_ins=StaffSessions(state.database),
        closing_note=lambda at: latest_note(state.database, at),
        zone=lambda: state.facts.zone,
        base_url=state.settings.base_url,
        facts=state.facts,
    )


def services(request: Request) -> Services:
    """The services for a request."""
    found: Services = request.app.state.staff
    return found
