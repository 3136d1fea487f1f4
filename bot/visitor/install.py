"""Puts everything for visitors into the application."""

from functools import cache

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from bot.visitor import api, health, pages, widget
from bot.visitor.notices import failure_page
from bot.visitor.openapi import describe
from bot.visitor.rendering import HERE
from bot.web.install import install_web, render_failures_of


def install(app: FastAPI) -> None:
    """Mounts the visitor's API, pages and widget, and the shared web layer around them.

    Reads from `app.state`: `settings` and `organisation` now; `conversations`, `desk`, `hub`
    and `ready` (a function that says whether model and store answer) when requests come in.
    """
    install_web(app)
    render_failures_of(app, "/chat", failure_page)
    app.include_router(api.router)
    app.include_router(health.router)
    app.include_router(pages.router)
    app.include_router(widget.router)
    app.mount("/chat/static", StaticFiles(directory=HERE / "static"), name="visitor-static")
    _serve_description(app, [*api.router.routes, *health.router.routes])


def _serve_description(app: FastAPI, routes: list[BaseRoute]) -> None:
    # Made when somebody asks, which at most sites is never.
    document = cache(lambda: describe(routes))

    async def description(request: Request) -> Response:
        return JSONResponse(document())

    for path in (f"{api.BASE}/openapi.json", "/openapi.json"):
        app.router.add_route(path, description, include_in_schema=False)
