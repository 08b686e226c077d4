"""What keeps step with the log: each event handled once, in the order of the seals, whatever is killed in between.

Decision: a follower's place in the log is kept in the transaction of what it does, so that what it writes is exactly
the sum of the events up to its place. One process at a time moves a follower on; the others find nothing left to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import structlog

from server.core.errors import Busy
from server.data.database import Database, queue_for, reader, transaction
from server.journal.models import Event, Follower, Seal

BATCH = 500  # events of one transaction
PAUSE = 1.0  # seconds between two looks

log = structlog.get_logger("grid.follow")


@dataclass(frozen=True)
class Following:
    """A follower by its name, and what it does with the next events, within the transaction of its place."""

    name: str
    handle: Callable[[Sequence[Event]], Awaitable[None]]
    batch: int = BATCH

    async def once(self) -> int:
        """Handle the next events; how many there were."""
        if not await Seal.filter(number__gt=await place(self.name)).using_db(reader()).exists():
            return 0
        return await transaction(self._work)

    async def _work(self) -> int:
        await queue_for(f"follower {self.name}")
        begun = await place(self.name)
        events = await sealed(begun, self.batch)
        if events:
            await self.handle(events)
            await keep(self.name, begun + len(events))
        return len(events)

    async def to_the_end(self) -> None:
        """Handle everything that is sealed by now."""
        while await self.once():
            pass


async def place(name: str) -> int:
    """The number of the last seal that a follower has handled; 0: none."""
    found = await Follower.filter(name=name).using_db(reader()).values_list("seal", flat=True)
    return int(str(found[0])) if found else 0


async def keep(name: str, seal: int) -> None:
    """Write how far a follower has come, within the transaction of what it did."""
    await Follower.update_or_create({"seal": seal}, name=name)


async def sealed(behind: int, most: int) -> list[Event]:
    """The next events behind a seal, in the order of their seals, which have no gap."""
    seals = Seal.filter(number__gt=behind).order_by("number").limit(most).using_db(reader())
    numbers = [int(str(one)) for one in await seals.values_list("event_number", flat=True)]
    found = {one.number: one for one in await Event.filter(number__in=numbers).using_db(reader())}
    return [found[number] for number in numbers]


def start(database: Database, following: Iterable[Following], *, pause: float = PAUSE) -> asyncio.Task[None]:
    """Follow beside the server until cancelled."""
    return database.start(_run(database, tuple(following), pause))


async def _run(database: Database, following: tuple[Following, ...], pause: float) -> None:
    while True:
        counts = [await _tried(one) for one in following]
        if any(count >= one.batch for count, one in zip(counts, following, strict=True)):
            continue
        if not any(counts):
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await database.changed.wait()
        await asyncio.sleep(pause / 4)  # until the relay has sealed it, and for others to come along


async def _tried(following: Following) -> int:
    """What fails is logged and tried again."""
    try:
        return await following.once()
    except (Busy, OSError) as failure:
        log.warning("follower waits", follower=following.name, reason=type(failure).__name__)
    except Exception:
        log.exception("follower failed", follower=following.name)
    return 0
