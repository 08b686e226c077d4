"""Who does not read is dropped at 1 MiB and told so when they read again; nobody else notices."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import orjson
import pytest

from server.data.database import Database
from server.edge.graphql import stream
from server.edge.graphql.documents import identify
from server.edge.live.fanout import FanOut, Subscriber
from server.edge.live.listener import BUDGET, Frame, Listener
from tests.edge.live.wire import CHANGED, open_stream
from tests.edge.real import whole
from tests.edge.serving import browser, served, until
from tests.schema.road import ACCEPT, FOUND, Walk

PIECE = Frame(b"x" * 1024, 1)


async def test_one_megabyte_may_wait_and_not_a_byte_more() -> None:
    assert BUDGET == 1024 * 1024
    slow = Listener()
    for _ in range(1024):
        slow.offer(PIECE)
    assert not slow.lost
    assert await slow.take() is PIECE
    slow.offer(PIECE)
    slow.offer(Frame(b"y"))
    assert slow.lost
    assert slow.ended
    assert slow.weight == 0
    assert await slow.take() is None


async def test_one_large_answer_is_told_to_who_keeps_up() -> None:
    steady = Listener()
    large = Frame(b"x" * (BUDGET + 1))
    steady.offer(large)
    assert await steady.take() is large
    assert not steady.lost


async def test_a_connection_that_is_not_read_is_dropped_and_the_others_go_on(
    town: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "STUCK", 0.5)
    async with (
        whole(town, tmp_path) as app,
        served(app) as address,
        browser(address, "wu") as wu,
        browser(address, "zhang") as zhang,
        open_stream(zhang) as zhangs,
    ):
        await zhangs.block()
        live: FanOut = app.state.live
        deaf = _asking(address, wu.cookies["grid"])
        try:
            await until(lambda: live.audience == 2)
            (slow,) = (one for one in live._subscribers if one.followed.viewer.name == "吴敏")
            await _flood(slow)
            assert slow.lost
            walk = Walk()
            await walk.report(*FOUND)
            assert (await zhangs.change())["kind"] == "incident.reported"
            await until(lambda: live.audience == 1)
        finally:
            deaf.close()
        await walk.take(ACCEPT)
        assert (await zhangs.change())["kind"] == "incident.accepted"


def _asking(address: str, cookie: str) -> socket.socket:
    """A connection that asks for the stream, and then never reads a byte."""
    host, port = address.removeprefix("http://").split(":")
    body = orjson.dumps({"documentId": identify(CHANGED), "variables": {}})
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect((host, int(port)))
    head = (
        f"POST /graphql HTTP/1.1\r\nhost: {host}:{port}\r\norigin: {address}\r\ncookie: grid={cookie}\r\n"
        f"accept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    deaf.sendall(head.encode() + body)
    return deaf


async def _flood(slow: Subscriber) -> None:
    """News that comes faster than they read: it fills the connection, and then their queue."""
    async with asyncio.timeout(20):
        while not slow.lost:
            for _ in range(256):
                slow.offer(PIECE)
            assert slow.weight <= BUDGET
            await asyncio.sleep(0)
