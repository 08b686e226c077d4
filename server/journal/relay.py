"""The relay: seals what was recorded, in the order in which it sees the commits, and then tells the bus. At least
once.

Decision: writers only append to their subject's chain and to `unsealed`; the one order of the whole district is made
here, by one sealer at a time, so that no writer ever waits for the seal of another. A round seals and commits, tells
the bus, and takes the told ones off `unsealed` in its next round. A crash in between tells twice and loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from server.core import clock
from server.core.runner import Runner
from server.data.database import Database, asked, inside, put, queue_for, reader, transaction
from server.journal import chain
from server.journal.bus import EVENTS, Bus
from server.journal.models import Event, Seal, Unsealed
from server.journal.newest import Newest

BATCH = 200  # events sealed in one transaction: other writers of SQLite wait that long
TOGETHER = 0.02  # seconds between two rounds, for others to come along: a round costs nearly the same for many
PAUSE = 1.0  # seconds between two looks when nobody wakes us: another process may have written


class Relay:
    """One in each process; whichever is first seals."""

    def __init__(self, database: Database, bus: Bus, *, pause: float = PAUSE, newest: Newest | None = None) -> None:
        self.database, self.bus, self.pause = database, bus, pause
        self.newest = newest or Newest()
        self._published: list[int] = []

    def runner(self) -> Runner:
        """Beside the server; woken by each commit of this process."""
        return Runner("relay", self._round, self.database.changed.hear(), self.pause)

    async def _round(self) -> float | None:
        busy = await self.once()
        await self.newest.refresh()
        if not busy:
            return None
        return TOGETHER if busy < BATCH else 0.0

    async def once(self) -> int:
        """One round; how many events were told. Raises RuntimeError within a transaction, OSError without a bus."""
        if inside():
            raise RuntimeError("the relay seals what is committed; it cannot run inside a transaction")
        if not self._published and not await Unsealed.all().using_db(reader()).exists():
            return 0
        published = tuple(self._published)
        events = await transaction(lambda: _sealed(published, BATCH))
        self._published = self._published[len(published) :]
        for number, event in events:
            await self.bus.publish(EVENTS, message(event, number))
            self._published.append(event.number)
        return len(events)


async def seal_all(batch: int = 5000) -> int:
    """Seal what was recorded without telling anyone: for a history that is made before there are listeners."""
    sealed, published = 0, tuple[int, ...]()
    while events := await transaction(lambda published=published: _sealed(published, batch)):  # type: ignore[misc]
        published = tuple(event.number for _, event in events)
        sealed += len(published)
    return sealed


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event on `unsealed`, as far as sealing and telling look at it. Ids as the database's driver has them."""

    number: int
    id: object
    kind: str
    subject_id: object
    area: str
    hash: str
    seal: int | None  # it has one after a crash


_TAKE_OFF = "DELETE FROM unsealed WHERE event_number = ?"
_WAITING = (
    "SELECT e.number, e.id, e.kind, e.subject_id, e.area, e.hash, s.number FROM unsealed u "
    "JOIN event e ON e.number = u.event_number LEFT JOIN seal s ON s.event_number = u.event_number "
    "ORDER BY u.event_number LIMIT ?"
)
_LAST = "SELECT number, seal FROM seal ORDER BY number DESC LIMIT 1"


async def _sealed(published: Sequence[int], batch: int) -> list[tuple[int, Waiting]]:
    """Within a transaction: take the told ones off, seal the next ones; all that it returns are to be told, each with
    the number of its seal, in their order."""
    await queue_for("seal")
    if published:
        await put(_TAKE_OFF, [[number] for number in published])
    waiting = [Waiting(*one) for one in await asked(_WAITING, [batch])]
    made = await _seals([event for event in waiting if event.seal is None])
    if made:
        await Seal.bulk_create(made)
    new = {seal.event_number: seal.number for seal in made}
    return sorted(((event.seal or new[event.number], event) for event in waiting), key=itemgetter(0))


async def _seals(events: list[Waiting]) -> list[Seal]:
    """The next links of the district's chain for these events."""
    if not events:
        return []
    last = await asked(_LAST, [])
    number, previous = last[0] if last else (0, "")
    made: list[Seal] = []
    for event in events:
        number += 1
        previous = chain.seal_of(previous, number, event.number, event.hash)
        made.append(Seal(number=number, event_number=event.number, seal=previous, sealed_at=clock.now()))
    return made


def message(event: Event | Waiting, seal: int) -> dict[str, str | int]:
    """What is told of an event: ids, its kind, where it was, and its place in the district's order."""
    subject, kind = str(event.subject_id), event.kind
    return {"id": str(event.id), "kind": kind, "subject_id": subject, "area": event.area, "seal": seal}
