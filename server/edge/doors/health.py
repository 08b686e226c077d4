"""Two questions of whoever runs the server: does the process live (`/healthz`), and can it serve (`/readyz`)?

`/healthz` names the background loops that keep failing; the log says why. The process still serves meanwhile, so that
this makes it neither dead nor unready."""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.errors import Busy
from server.data.database import reader
from server.data.migrate import pending
from server.edge.refusal import json

log = structlog.get_logger("grid.health")


def routes(database_url: str) -> list[BaseRoute]:
    async def ready(request: Request) -> Response:
        reason = await _why_not(database_url)
        return json({"ready": reason is None, "reason": reason}, status=503 if reason else 200)

    return [Route("/healthz", _alive), Route("/readyz", ready)]


async def _alive(request: Request) -> Response:
    return json({"alive": True, "failing": [one.name for one in request.app.state.loops if one.failing]})


async def _why_not(database_url: str) -> str | None:
    """Why we cannot serve: DATABASE_UNREACHABLE or MIGRATIONS_PENDING; None when we can. The log says the rest."""
    try:
        await reader().execute_query("SELECT 1")
        waiting = await pending(database_url)
    except Exception as failure:
        away = isinstance(failure, Busy)
        log.warning("not ready", cause=type(failure).__name__, exc_info=None if away else failure)
        return "DATABASE_UNREACHABLE"
    return "MIGRATIONS_PENDING" if waiting else None
