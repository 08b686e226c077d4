"""A read replica: a streaming standby of PostgreSQL from which lists and figures are read (GRID_READ_URL).

The primary tells all else: sessions, posts and with them what somebody may see, single rows, whatever a command decides
about, and phones' copies, whose place in the order of changes must not be newer than their rows. Within a list the
replica's own rows are held against that sight.

Whoever asks is never told less than they can know. After each commit of this process, and after news of others' on the
bus, the next list asks the primary how far its log is written, and the replica how far it has replayed it. What
somebody wrote by another process is in their cookie, as a place in the log. A replica that is not so far, lags, is
away, refuses or was promoted is not read; the primary is, and readiness, /metrics and `./grid check` say so.

Decision: places in the log, against a window of time and a memory of who wrote. A window is wrong as soon as the
replica lags longer than it lasts. A memory by person misses other people's work, of which the stream has told them and
after which their screens read their lists anew. Two questions of 0.1 ms are paid by the first list behind a commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

import structlog

from server.core.errors import Busy
from server.core.runner import Runner
from server.data import asking
from server.data.configuration import POOL, WAITS, postgres_address
from server.data.postgres import ReturningClient

T = TypeVar("T")

PATIENCE = 2.0  # seconds in which something must be heard of the replica; what takes longer there is not begun anew
MOST_LAG = 2.0  # seconds
AGAIN = 1.0  # seconds between two looks at how it is
BREATH = 0.005  # seconds between two questions how far it is, and after one that was not answered
MOST = POOL["maxsize"] - 2  # lists and figures at a time, so that looks find a connection

# without a commit that waits for the disk its place is only in memory yet
WRITTEN = """SELECT (CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
ELSE pg_current_wal_flush_lsn() END - '0/0'::pg_lsn)::bigint AS place"""
REPLAYED = "SELECT pg_is_in_recovery() AS standby, (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint AS place"
WHOSE = "SELECT system_identifier AS cluster, current_database() AS name FROM pg_control_system()"

log = structlog.get_logger("grid.replica")


@dataclass
class Replica:
    """The replica of one database, as this process sees it. `why` it is not read: "" where it is, else "AWAY",
    "NO_STANDBY", "OTHER_DATABASE" or "LAGS"."""

    client: ReturningClient
    primary: Any
    why: str = "AWAY"
    cause: str = ""
    lag: float = 0.0  # seconds
    told: int = 0  # lists and figures that the replica told …
    passed: int = 0  # … and that the primary had to
    position: int = -1  # how far it has replayed
    needed: int = 0  # how far the primary's log was written when it was last asked
    commits: int = 0  # of this process and on the bus …
    covered: int = 0  # … and those that `needed` covers
    looked_at: float = 0.0
    heard_at: float = 0.0  # when something came from it
    unanswered_at: float = 0.0  # when the primary did not say how far its log is written
    reading: int = 0  # lists and figures at this moment
    news: asyncio.Event = field(default_factory=asyncio.Event)  # set when others have committed
    mark: tuple[float, int] | None = None  # a moment, and how far the log was written at it
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)  # the primary, one for all who wait
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)  # at the replica

    @classmethod
    def of(cls, url: str, database: str, primary: Any) -> Replica:
        """The replica at `url` of the `database`, which `primary` reaches; it is opened by its runner."""
        address = postgres_address(url)
        address["schema"] = address["schema"] or postgres_address(database)["schema"]
        return cls(ReturningClient(connection_name="replica", **address | POOL | WAITS), primary)

    def committed(self) -> None:
        """This process has committed."""
        self.commits += 1
        asking.wrote()

    async def read(self, work: Callable[[Any], Awaitable[T]]) -> T | None:
        """What `work` reads by a connection to the replica; None where the primary has to be asked."""
        current = asking.current()
        if current is None or not current.reads:
            return None
        if self.why or not await self.shows(current.since) or self.reading >= MOST:
            self.passed += 1
            return None
        self.reading += 1
        try:
            found = await _patiently(work(self.client), lambda: self.heard_at)
            self.heard_at = monotonic()
        except Exception as failure:
            if isinstance(failure, Busy | OSError):
                self._is("AWAY", failure)
            self.passed += 1
            return None  # what is wrong with the statement the primary says, too
        finally:
            self.reading -= 1
        self.told += 1
        return found

    async def shows(self, since: int) -> bool:
        """Whether it shows everything until this place, and what was committed until now."""
        if self.news.is_set():
            self.news.clear()
            self.commits += 1
        if not await self._covers():
            return False
        if self.position >= max(since, self.needed):
            return not self.why
        async with self.looking:
            due = monotonic() - self.looked_at >= BREATH
            if due and not self.why and self.position < max(since, self.needed):
                await self._look()
        return not self.why and self.position >= max(since, self.needed)

    async def place(self) -> int:
        """How far the primary's log is written now; asking.NOWHERE while it cannot tell."""
        return self.needed if await self._covers() else asking.NOWHERE

    async def _covers(self) -> bool:
        """Whether `needed` covers every commit until now. Who waited behind a question in vain does not repeat it."""
        if self.covered == self.commits:
            return True
        async with self.asking:
            if self.covered == self.commits:
                return True
            return monotonic() - self.unanswered_at >= BREATH and await self._ask()

    async def _ask(self) -> bool:
        covered = self.commits
        try:
            _, found = await _patiently(self.primary.execute_query(WRITTEN))
        except (Busy, OSError):
            self.unanswered_at = monotonic()
            return False
        self.needed, self.covered = max(self.needed, int(found[0]["place"])), covered
        return True

    async def _look(self) -> None:
        try:
            found = (await _patiently(self.client.execute_query(REPLAYED)))[1][0]
        except Exception as failure:
            self._is("AWAY", failure)
            return
        self.looked_at = self.heard_at = monotonic()
        self.position = int(found["place"] or 0)
        if not found["standby"]:
            self._is("NO_STANDBY")

    def _is(self, why: str, cause: object = "") -> None:
        self.cause = str(cause).partition("\n")[0] or type(cause).__name__ if cause != "" else ""
        if why != self.why:
            self.why = why
            if why:
                log.warning("the replica is not read", why=why, cause=self.cause)
            else:
                log.info("the replica is read")

    def runner(self, news: asyncio.Event) -> Runner:
        """Looks how the replica is. `news` is set when others have committed."""
        self.news = news
        return Runner("replica", self.look, pause=AGAIN, ended=self.close)

    async def look(self) -> None:
        """How the replica is. Raises Busy while the primary is away."""
        now = monotonic()
        if not await self._ask():
            raise Busy("the database is away; the same operation may be sent again")
        try:
            if self.client._pool is None:
                await _patiently(self.client.create_connection(with_db=True))
            whose = [(await _patiently(one.execute_query(WHOSE)))[1][0] for one in (self.primary, self.client)]
            found = (await _patiently(self.client.execute_query(REPLAYED)))[1][0]
        except Exception as failure:
            self._is("AWAY", failure)
            return
        self.looked_at, self.heard_at, self.position = now, monotonic(), int(found["place"] or 0)
        if not found["standby"] or tuple(whose[0]) != tuple(whose[1]):
            self._is("OTHER_DATABASE" if found["standby"] else "NO_STANDBY")
            return
        if self.mark is None or self.position >= self.mark[1]:
            self.mark = now, self.needed
        self.lag = now - self.mark[0] if self.position < self.mark[1] else 0.0
        self._is("LAGS" if self.lag > MOST_LAG else "")

    async def close(self) -> None:
        """At once: a machine that is silent answers no goodbye."""
        if self.client._pool is not None:
            self.client._pool.terminate()
            self.client._pool = None


async def _patiently(work: Awaitable[T], heard_at: Callable[[], float] = lambda: 0.0) -> T:
    """Its answer; raises TimeoutError when that does not come in time, counted from when something was heard last. Who
    waits does not wait for its end then, which a machine that is silent can put off."""
    task, began = asyncio.ensure_future(work), monotonic()
    try:
        while not task.done() and (left := max(began, heard_at()) + PATIENCE - monotonic()) > 0:
            await asyncio.wait([task], timeout=left)
    finally:
        if not task.done():
            task.cancel()
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    if not task.done():
        raise TimeoutError(f"no answer in {PATIENCE:.0f} s")
    return task.result()
