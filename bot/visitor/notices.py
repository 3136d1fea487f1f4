"""Pages that say one thing: that all is erased, or what went wrong."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.visitor.chat_page import NOBODY, Credentials
from bot.visitor.rendering import CATALOGUE, render_page
from bot.web.facts import facts_of
from bot.web.failures import Failure
from bot.web.problems import problem_of, signals_danger

# After these there is no conversation to go back to.
_LOST = (401, 404)


def erased_page(request: Request) -> HTMLResponse:
    """Says that everything of the conversation is gone."""
    facts = facts_of(request)
    values = {
        "title": CATALOGUE.text("ended.erased_title", facts),
        "paragraphs": [CATALOGUE.text("ended.erased", facts)],
        "again": CATALOGUE.text("ended.again", facts),
        "quiet": CATALOGUE.text("ended.history", facts),
        "conversation": "",
    }
    return render_page(request, "notice.html", values)


def failure_page(request: Request, failure: Failure) -> HTMLResponse:
    """Says what went wrong, with both numbers, and the way back to the conversation."""
    problem = problem_of(request, failure)
    credentials: Credentials = getattr(request.state, "credentials", NOBODY)
    if failure.status in _LOST:
        credentials = NOBODY
    values = {
        "title": problem.title,
        "paragraphs": problem.detail.split("\n"),
        "again": CATALOGUE.text("failure.again", facts_of(request)),
        "quiet": "",
        "conversation": credentials.conversation,
        "token": credentials.token,
        "danger": signals_danger(request),
    }
    return render_page(request, "notice.html", values, failure.status, failure.headers)
