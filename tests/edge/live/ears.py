"""People with open streams: each an ear with what it has heard, over one fan-out and its relay."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

from server.data.database import Database
from server.journal.audit import head
from server.journal.bus import MemoryBus
from server.journal.relay import Relay
from tests.edge.serving import until
from tests.people import Actor, Air, Answer

CHANGED = """subscription Changed($area: AreaCode, $id: ID) {
  incidentChanged(area: $area, id: $id) { eventId kind at cursor incident { id version state grid { path } } } }"""


class Ear:
    """Somebody who listens, and what they have heard so far."""

    def __init__(self, login: str, air: Air, document: str, cursor: str | None, **wish: object) -> None:
        self.heard: list[Answer] = []
        stream = Actor(login, air).listen(document, cursor=cursor, **wish)
        self.task = asyncio.create_task(self._listen(stream))

    async def _listen(self, stream: AsyncIterator[Answer]) -> None:
        async with aclosing(stream):  # type: ignore[type-var]
            async for answer in stream:
                self.heard.append(answer)

    @property
    def kinds(self) -> list[str]:
        return [answer.only["kind"] for answer in self.heard]

    @property
    def cursor(self) -> str:
        """Of the last that they heard."""
        return str(self.heard[-1].only["cursor"])

    async def ended(self) -> None:
        """Wait until the stream has ended by itself."""
        await asyncio.wait_for(self.task, 5)

    async def leave(self) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])


class Sky(Air):
    """The fan-out with its relay, and everybody who listens."""

    def __init__(self, town: Database, bus: MemoryBus | None = None) -> None:
        super().__init__(bus)
        self.ears = list[Ear]()
        self.relay = Relay(town, self.bus)

    async def listen(self, login: str, *, document: str = CHANGED, cursor: str | None = None, **wish: object) -> Ear:
        """Returns when they have caught up and listen, or were told that they cannot."""
        before = self.live.audience
        ear = Ear(login, self, document, cursor, **wish)
        self.ears.append(ear)
        await until(lambda: self.live.audience > before or ear.task.done())
        return ear

    async def tell(self) -> None:
        """Let the relay tell of everything, and everybody hear it."""
        while await self.relay.once():
            pass
        last = (await head()).number
        await until(lambda: self.live.settled >= last)
        await asyncio.sleep(0.1)
