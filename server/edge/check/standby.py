"""Whether the replica of GRID_READ_URL is one, and can be read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

from server.core.settings import Settings
from server.data.configuration import dialect_of
from server.data.database import Database
from server.data.replica import MOST_LAG, Replica
from server.edge.check.finding import Finding, finding

EACH = 0.1  # seconds between two looks


async def replicas(settings: Settings, database: Database) -> AsyncIterator[Finding]:
    if settings.read_url and dialect_of(settings.database) == "sqlite":
        yield finding("REPLICA_UNUSED")
    if (replica := database.replica) is not None:
        try:
            if why := await _why_not(replica):
                yield _named(why, replica.cause)
        finally:
            await replica.close()


async def _why_not(replica: Replica) -> str:
    """Why it is not read; "" where it is, as soon as it has what is in the log now."""
    await replica.look()
    until, place = monotonic() + MOST_LAG, replica.needed
    while not replica.why and replica.position < place:
        if monotonic() > until:
            return "LAGS"
        await asyncio.sleep(EACH)
        await replica.look()
    return replica.why


def _named(why: str, cause: str) -> Finding:
    match why:
        case "LAGS":
            return finding("REPLICA_LAGS", most=round(MOST_LAG))
        case "NO_STANDBY":
            return finding("REPLICA_NO_STANDBY")
        case "OTHER_DATABASE":
            return finding("REPLICA_OTHER_DATABASE")
        case _:
            return finding("REPLICA_AWAY", cause=cause)
