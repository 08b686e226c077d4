"""A slow network in front of a server: so much delay and so many bytes a second, for all connections together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

PIECE = 2048


class Line:
    """One direction of a phone's connection: bytes leave it at its rate, `delay` seconds after they came."""

    def __init__(self, rate: float, delay: float) -> None:
        self.rate, self.delay, self._free, self.bytes = rate, delay, 0.0, 0

    async def carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Everything from `source` to `sink`."""
        loop = asyncio.get_running_loop()
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        delivering = asyncio.create_task(self._deliver(on_the_way, sink))
        with suppress(OSError):
            while piece := await source.read(PIECE):
                self.bytes += len(piece)
                self._free = max(self._free, loop.time()) + len(piece) / self.rate
                await on_the_way.put((self._free + self.delay, piece))
                await asyncio.sleep(max(0.0, self._free - loop.time()))
        await on_the_way.put((loop.time() + self.delay, b""))
        await delivering

    async def _deliver(self, on_the_way: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while True:
                at, piece = await on_the_way.get()
                await asyncio.sleep(max(0.0, at - loop.time()))
                if not piece:
                    break
                sink.write(piece)
                await sink.drain()
        sink.close()


@asynccontextmanager
async def slowly(port: int, *, round_trip: float, rate: float) -> AsyncIterator[tuple[str, Line]]:
    """The address of a slow way to a port of this machine, and the line that leads down from there."""
    up, down = Line(rate, round_trip / 2), Line(rate, round_trip / 2)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(round_trip)  # the connection itself takes one
        theirs, ours = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(up.carry(reader, ours), down.carry(theirs, writer))

    async with await asyncio.start_server(connected, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", down
