"""Connections under limits of time, size and number, where uvicorn's own protocol has none.

    a head        within 20 s and 16 KiB                                                  else 408, 431
    a body        15 KiB in each 30 s, or its end; it is the phone's time that counts,
                  not ours: while we do not read, nobody is slow                          else 408
    its rest      3 minutes, when it was refused before it had come: whoever sends it
                  must be able to read why
    an answer     something of it is read every 30 s                                      else the end
    at a time     4,000; the newcomer gets the place of those who have waited longest
                  for something to say, or 503
    of an address 1,000, proxies of ours apart (`server.edge.crowd` counts behind them)   else 503
    at our end    who came within the last half second may still ask                      else the end

Decision: a rate over a window, not a deadline. A phone that has 50 KB a second, or nothing for half a minute and then
a burst, brings a parcel of 32 MB in its own time; whoever sends a byte now and then to keep a place does not. One look
a second at all connections costs less than a timer for each: they are counters, and nothing is done in between.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any, ClassVar

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.core.query_limits import CONNECTIONS_OF_ADDRESS, HEAD_BYTES
from server.edge.proxies import is_trusted, neighbourhood


@dataclass(frozen=True)
class Limits:
    """What a connection may take; seconds and bytes."""

    head: float = 20.0
    head_bytes: int = HEAD_BYTES
    window: float = 30.0
    least: int = 15 * 1024
    rest: float = 180.0
    unread: float = 30.0
    connections: int = 4000
    of_address: int = CONNECTIONS_OF_ADDRESS
    just_come: float = 0.5


class Phase(Enum):
    """What a connection waits for: a request's head, its body, or nothing since it is whole."""

    HEAD = 0
    BODY = 1
    WHOLE = 2


class Guarded(HttpToolsProtocol):
    """uvicorn's protocol, which notes how far a request has come. `look` ends what does not come on."""

    limits = Limits()
    of_address: ClassVar[Counter[str]] = Counter()  # of this process
    trusted: ClassVar[str] = ""  # proxies, as the setting lists them

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._phase, self._begun = Phase.HEAD, False
        self._since, self._came, self._mark, self._head = self.clock(), 0, 0, 0
        self._unread, self._unread_since, self._ending = 0, 0.0, False

    def clock(self) -> float:
        """Seconds since some moment."""
        return self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        host = self.client[0] if self.client else ""
        self._peer = neighbourhood(host) if host and not is_trusted(host, self.trusted) else ""
        self.of_address[self._peer] += 1
        self._counted = True
        if self._peer and self.of_address[self._peer] > self.limits.of_address:
            self._refuse(503, "BUSY", "too many connections from this address")
        elif len(self.connections) > self.limits.connections and not make_room(self.connections, self):
            self._refuse(503, "BUSY", "too many connections")

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._uncount()

    def handle_websocket_upgrade(self) -> None:
        super().handle_websocket_upgrade()
        self._uncount()  # a socket is another protocol's from here on, and its end is not told to us
        taken: Any = self.transport.get_protocol()
        if not taken.handshake_initiated:  # a head that it does not take, with a body say: it would never answer
            self.send_400_response("No handshake of a socket.")

    def _uncount(self) -> None:
        if self._counted:
            self._counted = False
            self.of_address[self._peer] -= 1
            if not self.of_address[self._peer]:
                del self.of_address[self._peer]

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._came += len(data)
        if self._phase is Phase.HEAD and not self.transport.is_closing():
            self._head += len(data)
            if self._head > self.limits.head_bytes:
                self._refuse(431, "HEAD_TOO_LARGE", f"a head may have at most {self.limits.head_bytes} bytes")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._phase, self._begun, self._since, self._head = Phase.HEAD, True, self.clock(), 0

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._phase, self._since, self._mark = Phase.BODY, self.clock(), self._came
        if self._ending and self.cycle is not None:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._phase, self._since = Phase.WHOLE, self.clock()

    def shutdown(self) -> None:
        """Whoever has just come is about to ask, as a proxy is that opens a line for each request: they are answered
        yet, where closing would be an error to somebody who did nothing wrong."""
        if self.cycle is None and self.clock() - self._since < self.limits.just_come:
            self._ending = True
            self.loop.call_later(self.limits.just_come, super().shutdown)
        else:
            super().shutdown()

    @property
    def waits(self) -> bool:
        """Whether it has nothing to say yet, or any more: its place may be another's."""
        return self._phase is Phase.HEAD or (self._phase is Phase.WHOLE and self._answered)

    @property
    def since(self) -> float:
        return self._since

    @property
    def _answered(self) -> bool:
        return self.cycle is None or bool(self.cycle.response_complete)

    def look(self) -> None:
        """End the connection when what it is about has not come on for too long."""
        now = self.clock()
        if self._is_unread(now):
            self.transport.abort()
        elif not self.transport.is_closing() and not self.flow.read_paused:
            waited = now - self._since
            if self._phase is Phase.HEAD and waited > self.limits.head:
                self._refuse(408, "TOO_SLOW", "the request did not come in time")
            elif self._phase is Phase.BODY:
                self._look_at_body(now, waited)
            elif self._phase is Phase.WHOLE and self._answered and self.timeout_keep_alive_task is None:
                self.transport.close()  # empty lines, which begin no request and end no pause
        elif self._phase is Phase.BODY:
            self._since, self._mark = now, self._came  # it is us who take our time

    def _look_at_body(self, now: float, waited: float) -> None:
        if self._answered:
            if waited > self.limits.rest:
                self.transport.close()
        elif waited >= self.limits.window:
            if self._came - self._mark < self.limits.least:
                self._refuse(408, "TOO_SLOW", "the body did not come in time")
            else:
                self._since, self._mark = now, self._came

    def _is_unread(self, now: float) -> bool:
        """Whether what is written has lain there for too long and nothing of it was taken."""
        written = self.transport.get_write_buffer_size()
        if written == 0 or written != self._unread:
            self._unread, self._unread_since = written, now
        return written > 0 and now - self._unread_since > self.limits.unread

    def _refuse(self, status: int, code: str, message: str) -> None:
        """Answer where a request has begun and no answer has, and close; who waits for a body learns that it ended."""
        if (self._begun or status == 503) and (self._answered or not self.cycle.response_started):
            self.transport.write(_response(status, code, message))
        self.transport.close()
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()


def look_at_all(connections: Iterable[object]) -> None:
    """Look at every connection that speaks HTTP; sockets have their own limits (greeting, pings)."""
    for connection in tuple(connections):
        if isinstance(connection, Guarded):
            connection.look()


def make_room(connections: Iterable[object], newcomer: Guarded) -> bool:
    """End those who have waited longest for something to say, one in a hundred; whether there were any."""
    waiting = [one for one in connections if isinstance(one, Guarded) and one is not newcomer and one.waits]
    for one in heapq.nsmallest(max(1, newcomer.limits.connections // 100), waiting, key=lambda one: one.since):
        one.transport.abort()
    return bool(waiting)


def _response(status: int, code: str, message: str) -> bytes:
    body = orjson.dumps({"code": code, "message": message})
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: application/json; charset=utf-8\r\n"
    return f"{head}content-length: {len(body)}\r\nconnection: close\r\ncache-control: no-store\r\n\r\n".encode() + body
