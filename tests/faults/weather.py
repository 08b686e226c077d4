"""A bad network on a real socket: it cuts at a random byte, there or back, delays, doubles and reorders."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

LATEST = 0.05  # seconds that a piece may be kept back, which is also what puts later ones before it
PIECE = 4096


@dataclass
class Weather:
    """What happens to connections, by chance. `calm` lets everything through, at once."""

    chance: random.Random
    calm: bool = False
    happened: dict[str, int] = field(default_factory=dict)

    def fate(self) -> str:
        """What becomes of the next connection."""
        if self.calm:
            return "calm"
        fate = self.chance.choice(["cut there", "cut back", "twice", "late", "late"])
        self.happened[fate] = self.happened.get(fate, 0) + 1
        return fate


@asynccontextmanager
async def proxy(upstream: tuple[str, int], weather: Weather) -> AsyncIterator[str]:
    """The address of a proxy in front of `upstream`."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await _Passage(weather, upstream).run(reader, writer)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


class _Passage:
    """One connection, which carries one request."""

    def __init__(self, weather: Weather, upstream: tuple[str, int]) -> None:
        self.weather, self.upstream, self.fate = weather, upstream, weather.fate()
        chance = weather.chance
        self.there = chance.randrange(1, 1200) if self.fate == "cut there" else None
        self.back = chance.randrange(0, 900) if self.fate == "cut back" else None
        self.said = bytearray()

    async def run(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_connection(*self.upstream)
        try:
            there = asyncio.create_task(self._carry(reader, ours, self.there))
            back = asyncio.create_task(self._carry(theirs, writer, self.back))
            await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
            if back.done() or self.there is not None:
                there.cancel()
            await asyncio.wait({there, back}, timeout=10)
            if self.fate == "twice":
                await self._again()
        finally:
            ours.close()

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, most: int | None) -> None:
        """Carry bytes on, up to the one at which the connection is cut."""
        carried = 0
        while piece := await source.read(PIECE):
            if self.fate == "late":
                await asyncio.sleep(self.weather.chance.uniform(0, LATEST))
            if most is not None:
                piece = piece[: most - carried]
            self.said += piece if sink.get_extra_info("peername")[1] == self.upstream[1] else b""
            sink.write(piece)
            await sink.drain()
            carried += len(piece)
            if carried == most:
                break
        with suppress(OSError):
            sink.close()

    async def _again(self) -> None:
        """What was said arrives a second time; nobody hears the answer."""
        theirs, ours = await asyncio.open_connection(*self.upstream)
        ours.write(bytes(self.said))
        await ours.drain()
        with suppress(TimeoutError):
            async with asyncio.timeout(2):
                await theirs.read(PIECE)
        ours.close()
