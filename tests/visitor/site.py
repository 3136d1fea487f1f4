"""The visitor's site around the fake service, for tests and for looking at it."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from bot.conversation.hub import Hub
from bot.organisation import organisation_file
from bot.settings import Settings
from bot.visitor.install import install
from tests.visitor.fake_service import FakeConversations, FakeDesk

ORGANISATION = Path(__file__).parents[2] / "organisation.yml"
WIDGET_ORIGIN = "https://www.voorbeeld.example"


@dataclass(frozen=True)
class Site:
    """An application with the parts that a test wants to reach."""

    app: FastAPI
    service: FakeConversations
    desk: FakeDesk
    hub: Hub


def make_site() -> Site:
    """A site of its own for one test."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    hub = Hub()
    service, desk = FakeConversations(hub), FakeDesk()
    app.state.settings = Settings(widget_origins=(WIDGET_ORIGIN,))
    app.state.organisation = organisation_file(ORGANISATION)
    app.state.conversations, app.state.desk, app.state.hub = service, desk, hub
    app.state.ready = lambda: True
    install(app)
    return Site(app, service, desk, hub)
