"""Connections that take their time: those of honest phones get through, those that only keep a place lose it."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.edge.body import read
from server.edge.connection import Guarded, Limits, look_at_all
from tests.edge.serving import served, until

LEAST, WINDOW = Limits.least, Limits.window
BODY = b"PUT /sum HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
GET = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
UPGRADE = (
    b"GET /no HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
    b"sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
STAYING = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"


class Timed(Guarded):
    """With the clock in our hands."""

    limits = Limits(connections=12)
    now, came = 0.0, 0
    all: ClassVar[set[Any]] = set()

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        Timed.all = self.connections

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        Timed.came += len(data)

    def clock(self) -> float:
        return Timed.now


class Line:
    """One connection of somebody who sends what they like."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end

    async def send(self, *pieces: bytes, pause: float = 0.0) -> None:
        with suppress(ConnectionError):
            for piece in pieces:
                await asyncio.get_running_loop().sock_sendall(self.end, piece)
                await asyncio.sleep(pause)

    async def told(self) -> bytes:
        """All that comes until the server closes; b"" when it says nothing."""
        found = b""
        async with asyncio.timeout(5):
            with suppress(ConnectionError):
                while piece := await asyncio.get_running_loop().sock_recv(self.end, 65536):
                    found += piece
        return found


class Place:
    """A server and the ways to it. What answers late waits for `go`."""

    def __init__(self, address: str, go: asyncio.Event) -> None:
        self.address, self.go = ("127.0.0.1", urlsplit(address).port), go
        self.lines: list[Line] = []

    async def line(self, *pieces: bytes) -> Line:
        """A new one, over which these have come in."""
        end = socket.socket()
        end.setblocking(False)
        before = Timed.came
        await asyncio.get_running_loop().sock_connect(end, self.address)
        self.lines.append(Line(end))
        await self.lines[-1].send(*pieces)
        await until(lambda: Timed.came >= before + len(b"".join(pieces)))
        return self.lines[-1]

    async def pass_by(self, seconds: float, *lines: Line, drop: bytes = b"") -> None:
        """So long nothing happens, but that something drops in over these lines."""
        for line in lines:
            before = Timed.came
            await line.send(drop)
            await until(lambda before=before: Timed.came >= before + len(drop))  # type: ignore[misc]
        Timed.now += seconds
        look_at_all(Timed.all)


def _app(go: asyncio.Event) -> Starlette:
    async def sum_up(request: Request) -> Response:
        return Response(str(len(await read(request, 1_000_000))))

    async def late(request: Request) -> Response:
        await go.wait()
        return await sum_up(request)

    async def no(request: Request) -> Response:
        return Response("no", 401)

    async def long(request: Request) -> Response:
        return Response(b"x" * 20_000_000)

    ways = {"/sum": sum_up, "/late": late, "/no": no, "/long": long, "/": sum_up}
    return Starlette(routes=[Route(path, way, methods=["GET", "PUT"]) for path, way in ways.items()])


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    go = asyncio.Event()
    async with served(_app(go), Timed) as address:
        made = Place(address, go)
        yield made
        go.set()
        for line in made.lines:
            line.end.close()


async def test_a_head_that_never_ends_and_a_line_without_a_word_lose_their_place(place: Place) -> None:
    heads = (b"GET / HTTP/1.1\r\nhost:", b"", b"GET / HTTP/1.1\r\nx: ")
    half, mute, dripping = [await place.line(head) for head in heads]
    await until(lambda: len(Timed.all) == 3)
    for _ in range(3):
        await place.pass_by(7, dripping, drop=b"P")
    assert b" 408 " in await half.told()
    assert b"TOO_SLOW" in await dripping.told()
    assert await mute.told() == b""


async def test_empty_lines_after_an_answer_keep_no_place(place: Place) -> None:
    line = await place.line(STAYING)
    assert (await asyncio.get_running_loop().sock_recv(line.end, 65536)).startswith(b"HTTP/1.1 200")
    await place.pass_by(1, line, drop=b"\r\n")
    assert await line.told() == b""


async def test_a_head_has_a_longest_size(place: Place) -> None:
    one, many = await place.line(b"GET / HTTP/1.1\r\nx: "), await place.line(b"GET / HTTP/1.1\r\n")
    await one.send(*([b"y" * 4000] * 20), pause=0.002)
    await many.send(*([b"x: y\r\n" * 500] * 20), pause=0.002)
    assert b" 431 " in await one.told()
    assert b"HEAD_TOO_LARGE" in await many.told()


async def test_a_head_of_an_honest_browser_has_room(place: Place) -> None:
    line = await place.line(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx: " + b"y" * 15 * 1024 + b"\r\n\r\n")
    assert b" 200 " in await line.told()
    too_long = await place.line(b"GET / HTTP/1.1\r\nhost: x\r\nx: " + b"y" * 17 * 1024)
    assert b" 431 " in await too_long.told()


async def test_one_address_takes_no_more_than_its_share_of_the_connections(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Timed, "limits", Limits(connections=12, of_address=2))
    monkeypatch.setattr(Timed, "of_address", Counter[str]())
    for _ in range(3):  # a socket is another protocol's from then on
        await place.line(UPGRADE)
        await until(lambda: not Timed.of_address["127.0.0.1"])
    for _ in range(2):
        await place.line(STAYING)
    third = await place.line()
    assert b" 503 " in await third.told()
    place.lines[3].end.close()
    await until(lambda: Timed.of_address["127.0.0.1"] < 2)
    assert b" 200 " in await asyncio.get_running_loop().sock_recv((await place.line(STAYING)).end, 4096)
    monkeypatch.setattr(Timed, "trusted", "127.0.0.1")
    for _ in range(3):  # who is behind a proxy is counted by the proxy's word
        assert b" 200 " in await asyncio.get_running_loop().sock_recv((await place.line(STAYING)).end, 4096)


async def test_a_body_that_hardly_comes_is_refused_and_bursts_of_an_honest_phone_are_not(place: Place) -> None:
    stopped, dripping = await place.line(BODY % 5000 + b"x" * 100), await place.line(BODY % 5000)
    for _ in range(3):
        await place.pass_by(WINDOW / 3 + 1, dripping, drop=b"x" * 1000)
    assert b" 408 " in await stopped.told()
    assert b"TOO_SLOW" in await dripping.told()
    honest = await place.line(BODY % (10 * LEAST))
    for _ in range(9):
        await place.pass_by(WINDOW, honest, drop=b"x" * LEAST)
    await honest.send(b"x" * LEAST)
    assert (await honest.told()).endswith(b"\r\n\r\n%d" % (10 * LEAST))


async def test_nobody_is_slow_while_it_is_the_server_that_does_not_read(place: Place) -> None:
    line = await place.line(BODY.replace(b"/sum", b"/late") % 900_000)
    sending = asyncio.create_task(line.send(b"x" * 900_000))
    await until(lambda: any(one.flow.read_paused for one in Timed.all))
    for _ in range(3):
        await place.pass_by(WINDOW)
    place.go.set()
    assert (await line.told()).endswith(b"900000")
    await sending


async def test_who_was_refused_may_send_the_rest_for_a_while_and_not_for_ever(place: Place) -> None:
    line = await place.line(BODY.replace(b"/sum", b"/no").replace(b"close", b"keep-alive") % 900_000)
    assert (await asyncio.get_running_loop().sock_recv(line.end, 65536)).startswith(b"HTTP/1.1 401")
    await place.pass_by(Limits.rest - 1, line, drop=b"x")
    assert not any(one.transport.is_closing() for one in Timed.all)
    await place.pass_by(2, line, drop=b"x")
    await line.told()


async def test_an_answer_that_nobody_reads_ends(place: Place) -> None:
    line = await place.line(GET.replace(b"/ ", b"/long "))
    await until(lambda: any(one.transport.get_write_buffer_size() for one in Timed.all))
    for _ in range(20):
        await place.pass_by(Limits.unread + 1)
        await asyncio.sleep(0.02)
    assert len(await line.told()) < 20_000_000
    assert Timed.all == set()


async def test_the_newcomer_gets_the_place_of_who_has_waited_longest(place: Place) -> None:
    waiting = []
    for _ in range(Timed.limits.connections):
        waiting.append(await place.line(b"G"))
        await place.pass_by(1)
    assert (await (await place.line(GET)).told()).startswith(b"HTTP/1.1 200")
    assert await waiting[0].told() == b""
    for _ in range(Timed.limits.connections):
        await place.line(BODY.replace(b"/sum", b"/late") % 5 + b"12345")
    assert b"503" in await (await place.line()).told()


@pytest.mark.parametrize(
    "odd", [b"content-length: 2\r\n\r\n{}", b"".join(b"x%d: y\r\n" % n for n in range(200)) + b"\r\n"]
)
async def test_a_handshake_that_is_none_keeps_no_place(place: Place, odd: bytes) -> None:
    line = await place.line(UPGRADE.removesuffix(b"\r\n") + odd)
    assert (await line.told()).startswith(b"HTTP/1.1 400 ")


async def test_whoever_has_just_come_when_the_server_ends_is_answered() -> None:
    async with served(_app(asyncio.Event()), Timed) as address:
        reading, writing = await asyncio.open_connection("127.0.0.1", urlsplit(address).port)
        await until(lambda: len(Timed.all) == 1)

        async def asks_a_moment_later() -> bytes:
            await asyncio.sleep(0.2)  # by then it ends
            writing.write(STAYING)
            return await reading.read()

        asking = asyncio.create_task(asks_a_moment_later())
    answer = await asking
    writing.close()
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close" in answer


async def test_a_line_that_lay_idle_holds_up_no_end(place: Place) -> None:
    idle = await place.line()
    await until(lambda: len(Timed.all) == 1)
    Timed.now += Limits.just_come
    for connection in tuple(Timed.all):
        connection.shutdown()
    assert await idle.told() == b""
