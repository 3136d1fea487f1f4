"""Puts review on the application."""

from fastapi import FastAPI

from bot.staff.review import exports, improvements, lists, searching, transcripts
from bot.staff.review.services import build_review


def install_review(app: FastAPI) -> None:
    """Adds everything under /staff/review; needs what the console needs."""
    app.state.review = build_review(app)
    # The transcripts come last: their path takes any name.
    for part in (lists, searching, improvements, exports, transcripts):
        app.include_router(part.router)
