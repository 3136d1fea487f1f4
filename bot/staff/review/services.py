"""What the review routes work with, found on the application."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request

from bot.conversation.archive import Archive
from bot.conversation.archive_corrections import CorrectionList
from bot.conversation.archive_decisions import Decisions
from bot.conversation.archive_search import ArchiveSearch
from bot.conversation.house import House
from bot.organisation import Organisation
from bot.staff.review.labels import Labels, load_labels
from bot.store.audit import AuditLog

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Review:
    """The services behind review; `labels` are what a message can be corrected to."""

    archive: Archive
    search: ArchiveSearch
    decisions: Decisions
    corrections: CorrectionList
    labels: Labels
    house: House

    @property
    def organisation(self) -> Organisation:
        """The facts of the helpline."""
        return self.house.last_good()


def build_review(app: FastAPI) -> Review:
    """The services, from what the composition root put on the application."""
    state: Any = app.state
    house, audit = House(state.organisation), AuditLog(state.vault)
    archive = Archive(state.database, state.vault, house, audit, state.clock)
    return Review(
        archive=archive,
        search=ArchiveSearch(state.database, state.vault, house, archive),
        decisions=Decisions(state.database, state.vault, house, audit, state.clock),
        corrections=CorrectionList(state.database, state.vault, house, archive, audit),
        labels=load_labels(ROOT / "domain.yml"),
        house=house,
    )


def review(request: Request) -> Review:
    """The services for a request."""
    found: Review = request.app.state.review
    return found
