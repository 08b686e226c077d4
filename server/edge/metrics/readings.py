"""What is read when somebody asks for the metrics: sizes, depths and ages, at most once in some seconds."""

from __future__ import annotations

import asyncio
import math
import os
from dataclasses import dataclass, field
from time import monotonic

from starlette.applications import Starlette

from server.core import clock
from server.core.errors import Busy
from server.core.runner import Runner
from server.core.settings import Settings
from server.data.configuration import dialect_of, sqlite_file
from server.data.database import Database, reader
from server.edge.metrics.meter import Meter
from server.ground.person.models import Session
from server.journal.models import Follower, Seal, Unsealed
from server.keep.backup import last
from server.reach.notice.models import Delivery
from server.reach.sync.models import HeldOperation

AGAIN = 5.0  # seconds
EACH = 0.5  # seconds between two looks at the loop


@dataclass
class Readings:
    """Fills the gauges of a meter."""

    settings: Settings
    meter: Meter
    read_at: float = -math.inf
    lists: dict[str, int] = field(default_factory=dict)  # that were counted, by who told them

    async def refresh(self, app: Starlette) -> None:
        """Read anew what is older than `AGAIN`. While the database is away its gauges stand, and `grid_ready` is 0."""
        if monotonic() - self.read_at < AGAIN:
            return
        self.read_at, gauges = monotonic(), self.meter.gauges
        age = last.age(self.settings)
        gauges["grid_backup_age_seconds"].set(math.nan if age is None else age)
        room = os.statvfs(self.settings.data_dir)
        gauges["grid_disk_free_bytes"].set(room.f_bavail * room.f_frsize)
        self.meter.looked(app.state.loops)
        self._of_replica(app.state.database)
        try:
            await self._from_database()
            gauges["grid_ready"].set(1)
        except (Busy, OSError):
            gauges["grid_ready"].set(0)

    def _of_replica(self, database: Database) -> None:
        replica, gauges = database.replica, self.meter.gauges
        gauges["grid_replica_read"].set(math.nan if replica is None else not replica.why)
        gauges["grid_replica_lag_seconds"].set(math.nan if replica is None else replica.lag)
        if replica is not None:
            for by, count in (("replica", replica.told), ("primary", replica.passed)):
                self.meter.lists.labels(by).inc(count - self.lists.get(by, 0))
                self.lists[by] = count

    async def _from_database(self) -> None:
        gauges = self.meter.gauges
        gauges["grid_database_bytes"].set(await _size(self.settings.database))
        gauges["grid_unsealed_events"].set(await Unsealed.all().using_db(reader()).count())
        gauges["grid_held_operations"].set(await HeldOperation.all().using_db(reader()).count())
        gauges["grid_deliveries_waiting"].set(
            await Delivery.filter(next_at__not_isnull=True).using_db(reader()).count()
        )
        gauges["grid_sessions"].set(await Session.filter(expires_at__gt=clock.now()).using_db(reader()).count())
        newest = await Seal.all().order_by("-number").using_db(reader()).first()
        for one in await Follower.all().using_db(reader()):
            self.meter.followers.labels(one.name).set(max(0, newest.number - one.seal) if newest else 0)

    def runner(self, app: Starlette) -> Runner:
        """Measures how late the loop wakes, and tells others how we are."""

        async def once() -> float:
            begun = asyncio.get_running_loop().time()
            await asyncio.sleep(EACH)
            self.meter.lag.observe(max(0.0, asyncio.get_running_loop().time() - begun - EACH))
            self.meter.looked(app.state.loops)
            return 0.0

        return Runner("metrics", once)


async def _size(url: str) -> int:
    """Bytes of the database, with its log where that lies beside it."""
    if dialect_of(url) == "postgres":
        _, rows = await reader().execute_query("SELECT pg_database_size(current_database()) AS size")
        return int(rows[0]["size"])
    file = sqlite_file(url)
    return sum(one.stat().st_size for one in (file, file.with_name(f"{file.name}-wal")) if one.exists())
