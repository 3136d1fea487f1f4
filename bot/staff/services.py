"""What the console's routes work with, found on the application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from fastapi import FastAPI
from starlette.requests import Request

from bot.clock import Clock
from bot.conversation.desk import Desk
from bot.conversation.hub import Hub
from bot.staff.people.passwords import context_words
from bot.staff.people.signing_in import SignIn
from bot.staff.people.single_sign_on import SingleSignOn, open_single_sign_on
from bot.staff.texts import Texts
from bot.store.acceptance import Acceptance
from bot.store.closing_notes import ClosingNote, latest_note
from bot.store.colleagues import Colleagues
from bot.store.invitations import Invitations
from bot.store.recovery import RecoveryCodes
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
    colleagues: Colleagues
    invitations: Invitations
    acceptance: Acceptance
    recovery: RecoveryCodes
    single_sign_on: SingleSignOn | None
    facts: Callable[[], dict[str, str]]
    closing_note: Callable[[datetime], ClosingNote | None]
    zone: Callable[[], tzinfo]
    base_url: str | None
    sign_in: SignIn = field(init=False)

    def __post_init__(self) -> None:
        sign_in = SignIn(self.accounts, self.sign_ins, self.recovery)
        object.__setattr__(self, "sign_in", sign_in)

    def address(self, request: Request, path: str) -> str:
        """The public address of a path of this site."""
        return (self.base_url or str(request.base_url)).rstrip("/") + path

    def context_words(self, login: str, name: str) -> frozenset[str]:
        """What a guesser of this person's password would try first."""
        facts = self.facts()
        own = (facts["organisation"], facts["helpline"], facts["website"], facts["region"])
        return context_words(login, name, *own, facts["municipalities"])

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
        colleagues=Colleagues(state.database, state.vault),
        invitations=Invitations(state.database, state.vault),
        acceptance=Acceptance(state.database, state.vault),
        recovery=RecoveryCodes(state.database, state.vault),
        single_sign_on=open_single_sign_on(state.settings, state.vault),
        facts=state.facts,
        closing_note=lambda at: latest_note(state.database, at),
        zone=lambda: state.facts.zone,
        base_url=state.settings.base_url,
    )


def services(request: Request) -> Services:
    """The services for a request."""
    found: Services = request.app.state.staff
    return found
