"""`GET /metrics`: for a scraper on this machine, or for one with a system administrator's token (GRID_METRICS).

Decision: "loopback" believes an address only where nobody stands between: a request that a proxy passed on says so in
its head, or asks for another name than this machine's own. Whoever may not read it is told that there is nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.settings import Settings
from server.core.viewer import Role
from server.edge.caller import caller_of
from server.edge.metrics.readings import Readings
from server.edge.origin import is_own

LOOPBACK = {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
PASSED_ON = ("x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip")


@dataclass(frozen=True)
class MetricsDoor:
    """The address, for one district."""

    settings: Settings
    readings: Readings

    def routes(self) -> list[BaseRoute]:
        return [Route("/metrics", self.told)]

    async def told(self, request: Request) -> Response:
        if not await self._may(request):
            raise HTTPException(404)
        await self.readings.refresh(request.app)
        text = await asyncio.to_thread(generate_latest, self.readings.meter.told)
        return Response(text, media_type=CONTENT_TYPE_LATEST, headers={"cache-control": "no-store"})

    async def _may(self, request: Request) -> bool:
        if self.settings.metrics == "token":
            caller = await caller_of(request)
            return caller.by_token and Role.SYS_ADMIN in caller.viewer.roles
        here = request.client is not None and request.client.host in LOOPBACK and is_own(request)
        return here and not any(name in request.headers for name in PASSED_ON)
