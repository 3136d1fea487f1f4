"""Puts the staff console on the application."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot.staff.audit import pages as audit
from bot.staff.desk import actions, canned_pages, pages, presence, stream
from bot.staff.figures import pages as figures
from bot.staff.people import (
    account,
    colleague,
    colleagues,
    entrance,
    provider_routes,
    welcome,
)
from bot.staff.render import render_failure
from bot.staff.review.install import install_review
from bot.staff.services import build_services
from bot.staff.texts import load_texts
from bot.web.install import render_failures_of


def install(app: FastAPI) -> None:
    """Adds everything under /staff.

    Needs `settings`, `organisation`, `clock`, `desk`, `hub`, `database` and `vault` on
    `app.state`.
    """
    render_failures_of(app, "/staff", render_failure)
    app.state.staff = build_services(app, load_texts(app.state.facts))
    static = StaticFiles(directory=Path(__file__).parent / "static")
    app.mount("/staff/static", static, name="staff-static")
    people = (entrance, account, welcome, provider_routes, colleagues, colleague)
    for part in (audit, figures, *people, pages, actions, presence, canned_pages, stream):
        app.include_router(part.router)
    install_review(app)
