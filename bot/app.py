"""Puts the product together: every part is made here and handed to those that use it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import text

from bot.actions import surroundings
from bot.clock import Clock, system_clock
from bot.conversation.services import open_services
from bot.engine.answer import DialogueEngine, EngineUnavailable
from bot.engine.embedded import EmbeddedEngine
from bot.organisation import OrganisationFile
from bot.settings import Settings
from bot.staff.install import install as install_staff
from bot.store.database import Database
from bot.visitor.install import install as install_visitor
from bot.wording import Wording

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
WATCH_SECONDS = 2.0
RETENTION_SECONDS = 600.0


def create_app(
    settings: Settings,
    engine: DialogueEngine | None = None,
    clock: Clock = system_clock,
) -> FastAPI:
    """The whole product as one ASGI application.

    Without `engine` the newest model of `settings.model_dir` is loaded when the server
    starts; a model that cannot be loaded is logged, and visitors get the phone numbers.
    Raises what the parts raise when a setting, the organisation file, the key or the
    database is not usable: see bot.serving.
    """
    organisation = OrganisationFile(settings.organisation_file)
    own_engine = None
    if engine is None:
        engine = own_engine = _embedded(settings, organisation)
    services = open_services(
        settings=settings,
        engine=engine,
        words=Wording.load(ROOT),
        organisation=organisation,
        clock=clock,
    )
    surroundings.install(services.desk.availability, clock, organisation.current)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if own_engine:
            await asyncio.to_thread(_start, own_engine)
        jobs = [asyncio.create_task(_repeat(services.tick, clock, WATCH_SECONDS))]
        if settings.retention_job:
            jobs.append(
                asyncio.create_task(_repeat(services.run_retention, clock, RETENTION_SECONDS))
            )
        yield
        for job in jobs:
            job.cancel()
        for job in jobs:
            with suppress(asyncio.CancelledError):
                await job
        services.close()
        if own_engine:
            await asyncio.to_thread(own_engine.close)

    # The framework's own documentation pages would fetch files from elsewhere; the visitor
    # API describes itself under /api/v1/openapi.json.
    app = FastAPI(lifespan=lifespan, openapi_url=None)
    app.state.settings = settings
    app.state.organisation = organisation
    app.state.clock = clock
    app.state.engine = engine
    app.state.services = services
    app.state.conversations = services.conversations
    app.state.desk = services.desk
    app.state.hub = services.hub
    app.state.database = services.database
    app.state.vault = services.vault
    app.state.ready = lambda: _ready(engine, services.database)
    install_visitor(app)
    install_staff(app)
    return app


def _embedded(settings: Settings, organisation: OrganisationFile) -> EmbeddedEngine:
    return EmbeddedEngine(
        settings.model_dir,
        facts=lambda language: organisation.current().facts(language),
        timeout=settings.engine_timeout,
    )


def _ready(engine: DialogueEngine, database: Database) -> bool:
    with database.read() as connection:
        connection.execute(text("SELECT 1"))
    return engine.ready


def _start(engine: EmbeddedEngine) -> None:
    try:
        engine.start()
    except EngineUnavailable as error:
        logger.error("visitors get the phone numbers only: %s", error)


async def _repeat(job: Callable[[datetime], object], clock: Clock, seconds: float) -> None:
    """Runs a job over and over; one that fails is logged and tried again."""
    while True:
        try:
            await asyncio.to_thread(job, clock())
        except Exception as error:  # noqa: BLE001 - a job that ends would never come back
            logger.error("a job failed: %s", type(error).__name__)
        await asyncio.sleep(seconds)
