"""The chat on the helpline's own website, and a made-up page that shows it."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.settings import Settings
from bot.visitor.rendering import CATALOGUE, render_page, render_text
from bot.web.facts import facts_of
from bot.web.headers import content_policy

router = APIRouter(include_in_schema=False)


@router.get("/widget.js")
async def widget(request: Request) -> Response:
    """The script that puts a button and a panel with the chat on a website."""
    facts = facts_of(request)
    config = {
        **CATALOGUE.section("widget", facts),
        "exitUrl": facts["exit_url"],
        "emergencyLink": facts["emergency_link"],
        "phoneLink": facts["phone_link"],
    }
    script = render_text(request, "widget.js", {"config": config})
    # Other sites load it, so it says so.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(script, media_type="text/javascript", headers=headers)


@router.get("/example")
async def example(request: Request) -> Response:
    """A fictitious website with the chat on it."""
    settings: Settings = request.app.state.settings
    origin = settings.base_url or str(request.base_url)
    headers = {"Content-Security-Policy": content_policy(frames=("'self'",))}
    return render_page(request, "example.html", {"origin": origin.rstrip("/")}, headers=headers)
