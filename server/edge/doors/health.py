"""Two questions of whoever runs the server: does the process live (`/healthz`), and can it serve (`/readyz`)? A third,
`/healthz/seen`, tells whoever asks nothing but how they are seen.

Both name the parts that fail: background loops that keep failing (`relay`, `live`, `sweeper` …; the log says why),
`bus` where the news of other processes do not arrive, `replica` while lists are not read from it, `disk` while it has
no room, and `backup` while the last one is older than GRID_BACKUP_HOURS. The process still serves meanwhile, so that
this makes it neither dead nor unready: it is not ready when the database is away, or older than the server.

Decision: a newer database keeps it ready, and is told as NEWER_DATABASE. Migrations add, and a process only starts on
a database of its own version: so this one is of the release before, and serves until the new one takes its place. What
it knows are the migrations that lay on the disk at its start; those of a release that is just put in place are not its
own. Which ones the database knows is looked at once in `AGAIN` seconds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from time import monotonic

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.errors import Busy
from server.core.settings import Settings
from server.data.database import reader
from server.data.migrate import applied, names
from server.edge.refusal import json
from server.keep.backup import last

LEAST_FREE = 256 * 1024 * 1024  # bytes
AGAIN = 30.0  # seconds

log = structlog.get_logger("grid.health")


@dataclass
class Health:
    """The two questions, for one district."""

    settings: Settings
    known: frozenset[str] = field(default_factory=lambda: frozenset(names()))
    newer: bool = False
    fits_until: float = 0.0  # the database is known to be no older than we until then, by the monotonic clock

    def routes(self) -> list[BaseRoute]:
        return [Route("/healthz", self.alive), Route("/readyz", self.ready), Route("/healthz/seen", self.seen)]

    async def alive(self, request: Request) -> Response:
        return json({"alive": True, "failing": self._failing(request)})

    async def ready(self, request: Request) -> Response:
        reason = await self._why_not()
        told: dict[str, object] = {"ready": reason is None, "failing": self._failing(request)}
        told["reason"] = reason or ("NEWER_DATABASE" if self.newer else None)
        told |= {"backup_age": last.age(self.settings)}  # seconds; None: none is known of
        return json(told, status=503 if reason else 200)

    async def seen(self, request: Request) -> Response:
        """As whom the server sees whoever asks, for `./grid check`: what a proxy in front told of them."""
        address = request.client.host if request.client else ""
        return json({"host": request.headers.get("host", ""), "address": address, "scheme": request.url.scheme})

    def _failing(self, request: Request) -> list[str]:
        """The parts that fail, by name."""
        loops = [one.name for one in request.app.state.loops if one.failing]
        bus, full, late = request.app.state.bus.failing, _is_full(self.settings), last.is_late(self.settings)
        replica = request.app.state.database.replica
        passed_by = replica is not None and bool(replica.why)
        return loops + ["bus"] * bus + ["replica"] * passed_by + ["disk"] * full + ["backup"] * late

    async def _why_not(self) -> str | None:
        """Why we cannot serve: DATABASE_UNREACHABLE or MIGRATIONS_PENDING; None when we can. The log says the rest."""
        try:
            await reader().execute_query("SELECT 1")
            if monotonic() < self.fits_until:
                return None
            there = await applied()
        except Exception as failure:
            away = isinstance(failure, Busy)
            log.warning("not ready", cause=type(failure).__name__, exc_info=None if away else failure)
            return "DATABASE_UNREACHABLE"
        older, self.newer = not there >= self.known, bool(there - self.known)
        self.fits_until = 0.0 if older else monotonic() + AGAIN
        return "MIGRATIONS_PENDING" if older else None


def _is_full(settings: Settings) -> bool:
    """Whether the disk of the data folder has hardly any room left."""
    try:
        room = os.statvfs(settings.data_dir)
    except OSError:
        return True
    return room.f_bavail * room.f_frsize < LEAST_FREE
