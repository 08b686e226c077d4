"""The shared stream on real connections: cursors in every block, going on after a cut, and an end for who may not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from websockets.asyncio.client import connect
from websockets.typing import Origin

from server.core import clock
from server.data.database import Database
from server.edge.graphql.documents import identify
from server.edge.live import listener
from server.ground.person import actions
from server.ground.person.models import Post
from tests import town as people
from tests.edge.live.wire import CHANGED, open_stream
from tests.edge.real import whole
from tests.edge.serving import browser, served, until
from tests.edge.test_socket import PROTOCOL, Talk
from tests.schema.road import ACCEPT, FILE, FOUND, Walk


@pytest.fixture
async def real(town: Database, tmp_path: Path) -> AsyncIterator[Starlette]:
    async with whole(town, tmp_path) as started:
        yield started


async def test_who_was_cut_goes_on_behind_the_last_id(real: Starlette) -> None:
    walk = Walk()
    async with served(real) as address, browser(address, "zhang") as zhang:
        async with open_stream(zhang) as stream:
            assert await stream.block() == {"": "", "id": "0"}
            await walk.report(*FOUND)
            assert (await stream.change())["kind"] == "incident.reported"
            assert stream.cursor == "1"
        await walk.take(ACCEPT)
        await walk.take(FILE)
        await until(lambda: real.state.live.position == 3)  # what is sealed later comes as news, not as what was missed
        async with open_stream(zhang, stream.cursor) as again:
            assert [(await again.change())["kind"] for _ in range(2)] == ["incident.accepted", "incident.filed"]
            assert await again.block() == {"": "", "id": "3"}
        async with open_stream(zhang, "99") as lost:
            name, body = await lost.event()
            assert (name, body["errors"][0]["extensions"]["code"]) == ("next", "LAGGED")
            assert await lost.event() == ("complete", None)


async def test_silence_moves_the_cursor_past_what_is_not_theirs(
    real: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "HEARTBEAT", 0.05)
    async with served(real) as address, browser(address, "feng") as feng, open_stream(feng) as stream:
        await stream.block()
        walk = Walk()
        await walk.report(*FOUND)
        blocks = [await stream.block()]
        while stream.cursor != "1":
            blocks.append(await stream.block())
        assert all(block.keys() == {"", "id"} for block in blocks)


@pytest.mark.parametrize("cut", ["session", "post"])
async def test_a_revoked_person_hears_nothing_of_what_happens_two_seconds_later(real: Starlette, cut: str) -> None:
    async with served(real) as address, browser(address, "zhang") as zhang, open_stream(zhang) as stream:
        await stream.block()
        begun = time.monotonic()
        if cut == "session":
            await actions.set_password(None, people.ZHANG, "a new long password")
        else:
            await Post.filter(person_id=people.ZHANG).update(ends_on=clock.today() - timedelta(days=1))
        assert await stream.event() == ("complete", None)
        assert time.monotonic() - begun < 2.2
        await Walk().report(*FOUND)
        with pytest.raises(EOFError):
            await stream.block()
        assert real.state.live.audience == 0


async def test_a_change_of_posts_changes_what_an_open_stream_brings(real: Starlette) -> None:
    async with served(real) as address, browser(address, "feng") as feng, open_stream(feng) as stream:
        await stream.block()
        await Post.filter(person_id=people.FENG).update(area_id=people.FIRST)
        await asyncio.sleep(2)
        walk = Walk()
        await walk.report(*FOUND)
        assert (await stream.change())["incident"]["id"] == walk.id


async def test_the_socket_tells_the_same_and_goes_on_from_a_cursor_too(real: Starlette) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    async with (
        served(real) as address,
        browser(address, "wu") as wu,
        connect(
            address.replace("http", "ws") + "/graphql",
            subprotocols=[PROTOCOL],
            origin=Origin(address),
            additional_headers={"cookie": f"grid={wu.cookies['grid']}"},
        ) as wire,
    ):
        talk = Talk(wire)
        await talk.greet()
        query = 'subscription { incidentChanged(after: "0") { kind cursor incident { id } } }'
        await talk.say(type="subscribe", id="a", payload={"query": query})
        first = (await talk.hear())["payload"]["data"]["incidentChanged"]
        assert first == {"kind": "incident.reported", "cursor": "1", "incident": {"id": walk.id}}
        await talk.say(type="subscribe", id="b", payload={"documentId": identify(CHANGED)})
        await talk.say(type="ping")
        assert await talk.hear() == {"type": "pong"}
        await walk.take(ACCEPT)
        told = {(await talk.hear())["id"] for _ in range(2)}
        assert told == {"a", "b"}
