"""What keeps step with the log: each event handled once, in the order of the seals, whatever is killed in between.

Decision: a follower's place in the log is kept in the transaction of what it does, so that what it writes is exactly
the sum of the events up to its place. One process at a time moves a follower on; the others find nothing left to do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from server.core.runner import Runner
from server.data.database import Database, queue_for, reader, transaction
from server.journal.models import Event, Follower, Seal

BATCH = 500  # events of one transaction
PAUSE = 1.0  # seconds between two looks


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

    def runner(self, database: Database, *, pause: float = PAUSE) -> Runner:
        """Beside the server. After a commit it rests until the relay has sealed it, and for others to come along."""
        rest = pause / 4

        async def batch() -> float | None:
            count = await self.once()
            return None if not count else rest if count < self.batch else 0.0

        return Runner(f"projection {self.name}", batch, database.changed.hear(), pause, together=rest)

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
