"""The end of the log as it grows: every sealed event once, in the district's order, whatever the bus loses.

Decision: the bus only rings. The numbers of the seals have no gap, so a number that is not the next one says that
something was missed, and it is read from the log; one that is not higher was told before. When the connection to
PostgreSQL breaks, the listening goes on behind the last number and nobody downstream notices.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

import structlog

from server.data.database import reader
from server.journal.audit import head
from server.journal.bus import EVENTS, Lagged, MemoryBus, Message, Seen, Subscription
from server.journal.models import Event, Seal
from server.journal.relay import message

PAGE = 200

log = structlog.get_logger("grid.tail")


class Tail:
    """Follows the log from its present end. `last` is the number of the seal that was handed over last."""

    def __init__(self, bus: MemoryBus) -> None:
        self.bus, self.last = bus, 0
        self._seen = Seen()

    async def messages(self, begun: Callable[[int], None]) -> AsyncGenerator[Message, None]:
        """What happens from now on, until the bus is closed. `begun` is told the number after which it begins.

        A message that carries no seal is news that is not in the log (it is told live or not at all).
        """
        first = True
        while True:
            async with self.bus.subscribe(EVENTS) as bell:
                if first:
                    self.last, first = (await head()).number, False
                    begun(self.last)
                try:
                    async with aclosing(self._from(bell)) as messages:
                        async for one in messages:
                            yield one
                    return
                except Lagged as lost:
                    log.warning("news is read from the log", why=str(lost))

    async def _from(self, bell: Subscription) -> AsyncGenerator[Message, None]:
        async for missed in self._up_to((await head()).number):
            yield missed
        async for rung in bell:
            if (number := rung.get("seal")) is None:
                if self._seen.first(rung["id"]):
                    yield rung
            elif number > self.last:
                async for missed in self._up_to(number - 1):
                    yield missed
                self.last = number
                yield rung

    async def _up_to(self, number: int) -> AsyncGenerator[Message, None]:
        async for missed in between(self.last, number):
            self.last = missed["seal"]
            yield missed


async def between(after: int, last: int) -> AsyncGenerator[Message, None]:
    """What the log holds behind the seal `after` up to the seal `last`, as the bus would have told it."""
    while after < last:
        seals = await Seal.filter(number__gt=after, number__lte=last).using_db(reader()).order_by("number").limit(PAGE)
        numbers = {seal.event_number: seal.number for seal in seals}
        events = await Event.filter(number__in=list(numbers)).using_db(reader())
        for event in sorted(events, key=lambda one: numbers[one.number]):
            yield message(event, numbers[event.number])
        if len(seals) < PAGE:
            return
        after = seals[-1].number
