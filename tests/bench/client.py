"""The load generator: keep-alive connections that send prepared bytes and read just enough of HTTP to know the end.

Closed loop: each connection sends its next request when its last is answered, so that a slow server is not flooded.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

PER_CALL = 20.0  # seconds within which an answer must have come


class WrongAnswer(Exception):
    """A server said something else than 200, or closed the connection."""


@dataclass(frozen=True)
class Shot:
    """One request as bytes, ready to be sent again and again."""

    data: bytes


@dataclass
class Taken:
    """What a burst of requests brought: seconds of each, bytes of all bodies, seconds of the whole."""

    seconds: list[float] = field(default_factory=list)
    bodies: int = 0
    whole: float = 0.0

    @property
    def requests(self) -> int:
        return len(self.seconds)

    def quantile(self, share: float) -> float:
        """Seconds within which this share of the requests was answered."""
        ranked = sorted(self.seconds)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def shot(path: str, body: bytes, headers: dict[str, str], host: str = "bench") -> Shot:
    """A POST of JSON."""
    given = {"host": host, "content-type": "application/json", "accept": "application/json"} | headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return Shot(f"POST {path} HTTP/1.1\r\n{lines}content-length: {len(body)}\r\n\r\n".encode() + body)


class Wire(asyncio.Protocol):
    """One connection. Understands content-length and chunked bodies."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.transport: asyncio.Transport | None = None
        self.waiting: asyncio.Future[bytes] | None = None
        self.begins, self.ends, self.chunked = 0, -1, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.waiting and not self.waiting.done():
            self.waiting.set_exception(WrongAnswer("the server closed the connection"))

    def send(self, one: Shot) -> asyncio.Future[bytes]:
        """The body of the answer, some time. Only one request at a time is under way."""
        assert self.transport is not None
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(one.data)
        return self.waiting

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.ends < 0 and not self._head():
            return
        if self.chunked:
            if self.buffer.endswith(b"0\r\n\r\n"):
                self._done(_joined(bytes(self.buffer[self.begins :])))
        elif len(self.buffer) >= self.ends:
            self._done(bytes(self.buffer[self.begins : self.ends]))

    def _head(self) -> bool:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.buffer[:end]).lower()
        if not head.startswith(b"http/1.1 200"):
            self._fail(bytes(self.buffer[:600]))
            return False
        self.begins, at = end + 4, head.find(b"content-length:")
        self.chunked = at < 0
        length = 0 if at < 0 else int(head[at + 15 :].split(b"\r\n", 1)[0])
        self.ends = self.begins + length
        return True

    def _done(self, body: bytes) -> None:
        self.buffer.clear()
        self.ends = -1
        if self.waiting and not self.waiting.done():
            self.waiting.set_result(body)

    def _fail(self, said: bytes) -> None:
        if self.waiting and not self.waiting.done():
            self.waiting.set_exception(WrongAnswer(said.decode("utf-8", "replace")))


def _joined(chunked: bytes) -> bytes:
    """The body of a chunked answer."""
    parts, at = [], 0
    while at < len(chunked):
        line = chunked.index(b"\r\n", at)
        size = int(chunked[at:line].split(b";")[0], 16)
        parts.append(chunked[line + 2 : line + 2 + size])
        at = line + 2 + size + 2
    return b"".join(parts)


async def ask(port: int, one: Shot) -> bytes:
    """The body of one answer. Raises WrongAnswer."""
    transport, wire = await asyncio.get_running_loop().create_connection(Wire, "127.0.0.1", port)
    try:
        return await asyncio.wait_for(wire.send(one), PER_CALL)
    except TimeoutError:
        raise WrongAnswer(f"port {port} did not answer within {PER_CALL:.0f} s") from None
    finally:
        transport.close()


async def burst(port: int, shots: list[Shot], *, connections: int, seconds: float) -> Taken:
    """Send `shots` round and round for `seconds`. Raises WrongAnswer."""
    loop, supply = asyncio.get_running_loop(), cycle(shots)
    opened = [await loop.create_connection(Wire, "127.0.0.1", port) for _ in range(connections)]
    taken, started = Taken(), time.perf_counter()
    try:
        until = started + seconds
        asking = asyncio.gather(*(_keep_asking(wire, supply, until, taken) for _, wire in opened))
        await asyncio.wait_for(asking, seconds + PER_CALL)
        taken.whole = time.perf_counter() - started
        return taken
    except TimeoutError:
        raise WrongAnswer(f"port {port} answered {taken.requests} requests and then none") from None
    finally:
        for transport, _ in opened:
            transport.close()


async def _keep_asking(wire: Wire, supply: Iterator[Shot], until: float, taken: Taken) -> None:
    clock = time.perf_counter
    for one in supply:
        begun = clock()
        body = await wire.send(one)
        taken.bodies += len(body)
        taken.seconds.append(clock() - begun)
        if clock() >= until:  # each has asked once, however busy the machine is
            return
