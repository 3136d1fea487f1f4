"""Whether this process lives, and whether it can serve visitors."""

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.visitor.models import HealthOut

log = logging.getLogger(__name__)
router = APIRouter(tags=["health"])
_UNREADY: dict[int | str, dict[str, object]] = {503: {"model": HealthOut}}


@router.get("/healthz", summary="Alive")
async def alive() -> HealthOut:
    """Answers as long as the process can answer anything."""
    return HealthOut(status="ok")


async def is_ready(request: Request) -> bool:
    """Whether model and store answer, by `app.state.ready`; unknown counts as no."""
    try:
        return bool(await run_in_threadpool(request.app.state.ready))
    except Exception as error:  # noqa: BLE001 - whatever it is, this process is not ready
        log.warning("not ready: %s", type(error).__name__)
        return False


@router.get("/readyz", summary="Ready", responses=_UNREADY)
async def ready(response: Response, is_ready: Annotated[bool, Depends(is_ready)]) -> HealthOut:
    """Whether visitors can be served now: the store answers and a model is loaded."""
    if is_ready:
        return HealthOut(status="ok")
    response.status_code = 503
    return HealthOut(status="unavailable")
