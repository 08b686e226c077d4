"""The wire to PostgreSQL, which can be cut: a proxy on a port of this machine in front of the server's socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Wire:
    """`cuts`: whoever says a word, or hears one, is cut off."""

    upstream: Path
    cuts: bool = False
    port: int = 0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def mend(self) -> None:
        """As it was at first."""
        self.cuts = False
        if self._server is None:
            self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Cut all who are connected, and take nobody."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.drop()
        await asyncio.sleep(0)

    def drop(self) -> None:
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_unix_connection(str(self.upstream))
        self._writers |= {writer, ours}
        both = [asyncio.create_task(self._carry(reader, ours)), asyncio.create_task(self._carry(theirs, writer))]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for one in (writer, ours):
            one.transport.abort()
        await asyncio.wait(both)
        self._writers -= {writer, ours}

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while (piece := await reader.read(65536)) and not self.cuts:
                writer.write(piece)
                await writer.drain()


@asynccontextmanager
async def wire(folder: Path) -> AsyncIterator[Wire]:
    """A wire to the server whose socket lies in `folder`."""
    made = Wire(folder / ".s.PGSQL.5432")
    await made.mend()
    try:
        yield made
    finally:
        await made.refuse()
