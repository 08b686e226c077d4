"""Live news as server-sent events, on a real connection: what comes, for whom, and when it ends."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import orjson
import pytest
from starlette.applications import Starlette

from server.core import clock
from server.core.ids import new_id
from server.edge import session_watch
from server.edge.graphql.documents import identify
from server.edge.live import listener
from server.ground.person import actions, bearer_tokens
from server.ground.person.models import Post
from server.journal.bus import MemoryBus
from tests import town as people
from tests.edge.conftest import COUNT, HEARD, SAY, THINGS, code
from tests.edge.serving import browser, served, until
from tests.edge.toy import TOPIC

SSE = {"accept": "text/event-stream"}


class Wire:
    """One open stream, read block by block."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def block(self) -> dict[str, str]:
        """The next block as its fields; a comment is the field ""."""
        fields: dict[str, str] = {}
        async for line in self._lines:
            if not line:
                return fields
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        raise EOFError

    async def event(self) -> tuple[str, object]:
        """The next event that is no heartbeat."""
        while "" in (fields := await self.block()):
            pass
        return fields["event"], orjson.loads(fields["data"]) if fields["data"] else None


@asynccontextmanager
async def listening(client: httpx.AsyncClient, text: str, /, **variables: object) -> AsyncIterator[Wire]:
    body = {"documentId": identify(text), "variables": variables}
    async with client.stream("POST", "/graphql", json=body, headers=SSE) as response:
        if response.status_code != 200:
            await response.aread()
        yield Wire(response)


def listeners(app: Starlette) -> int:
    bus: MemoryBus = app.state.bus
    return bus.audience(TOPIC)


async def tell(app: Starlette, kind: str) -> None:
    """Publish what happened, once somebody listens."""
    bus: MemoryBus = app.state.bus
    await until(lambda: listeners(app) > 0)
    await bus.publish(TOPIC, {"id": str(new_id()), "kind": kind, "subject_id": str(new_id()), "area": people.FIRST})


async def test_events_come_one_by_one_and_then_the_end(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, COUNT, to=2) as wire:
        assert wire.response.headers["content-type"].startswith("text/event-stream")
        assert wire.response.headers["cache-control"] == "no-store"
        assert [await wire.event() for _ in range(3)] == [
            ("next", {"data": {"count": 0}}),
            ("next", {"data": {"count": 1}}),
            ("complete", None),
        ]


async def test_news_of_the_bus_reaches_those_who_listen(app: Starlette) -> None:
    async with (
        served(app) as address,
        browser(address, "wang") as wang,
        browser(address, "feng") as feng,
        listening(wang, HEARD) as first,
        listening(feng, HEARD) as second,
    ):
        await until(lambda: listeners(app) == 2)
        await tell(app, "incident.filed")
        assert await first.event() == ("next", {"data": {"heard": "王建国 incident.filed"}})
        assert await second.event() == ("next", {"data": {"heard": "冯晓燕 incident.filed"}})


async def test_a_question_may_be_asked_as_a_stream_too(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, THINGS, first=1) as wire:
        assert await wire.event() == ("next", {"data": {"things": {"nodes": [{"name": "0"}]}}})
        assert await wire.event() == ("complete", None)


async def test_silence_is_broken_by_a_heartbeat(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "HEARTBEAT", 0.05)
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, HEARD) as wire:
        assert [await wire.block() for _ in range(3)] == [{"": ""}] * 3
        await tell(app, "incident.closed")
        assert (await wire.event())[0] == "next"


async def ends(wire: Wire) -> float:
    """Seconds until the stream says that it is complete."""
    start = time.monotonic()
    while (await wire.event())[0] == "next":  # the end of a token is news itself
        pass
    return time.monotonic() - start


async def test_a_stream_ends_within_two_seconds_of_its_session(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, HEARD) as wire:
        await tell(app, "incident.filed")
        await wire.event()
        await actions.set_password(None, people.WANG, "a new long password")
        assert await ends(wire) < 2


async def test_a_stream_ends_within_two_seconds_of_the_last_post(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, HEARD) as wire:
        await tell(app, "incident.filed")
        await wire.event()
        await Post.filter(person_id=people.WANG).update(ends_on=clock.today() - timedelta(days=1))  # by another process
        assert await ends(wire) < 2.2


async def test_a_stream_by_token_ends_with_the_token(app: Starlette) -> None:
    token, secret = await bearer_tokens.add_token(None, people.WANG, "screen")
    headers = {"authorization": f"Bearer {secret}"}
    async with (
        served(app) as address,
        httpx.AsyncClient(base_url=address, headers=headers, timeout=20) as program,
        listening(program, HEARD) as wire,
    ):
        await tell(app, "incident.filed")
        await wire.event()
        await bearer_tokens.end_token(None, token.id)
        assert await ends(wire) < 2


async def test_a_server_that_stops_ends_its_streams_first(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, HEARD) as wire:
        await tell(app, "incident.filed")
        await wire.event()
        app.state.watch.close()
        assert await ends(wire) < 0.5


async def test_who_leaves_is_forgotten(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang:
        async with listening(wang, HEARD) as wire:
            await tell(app, "incident.filed")
            await wire.event()
        await until(lambda: listeners(app) == 0)


@pytest.mark.parametrize("limit", ["MAX_STREAMS", "STREAMS_OF_PERSON"])
async def test_one_session_and_one_person_have_so_many_streams_and_no_more(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(session_watch, limit, 1)
    async with (
        served(app) as address,
        browser(address, "wang") as wang,
        browser(address, "wang") as at_home,
        browser(address, "feng") as feng,
        listening(wang, HEARD),
        listening(feng, HEARD),
        listening(wang if limit == "MAX_STREAMS" else at_home, HEARD) as second,
    ):
        assert (second.response.status_code, code(second.response)) == (429, "TOO_MANY_STREAMS")


async def test_a_subscriber_that_lost_news_is_told_so(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, HEARD) as wire:
        await tell(app, "incident.filed")
        await wire.event()
        app.state.bus.lose_all("a test")
        _, body = await wire.event()
        assert body["errors"][0]["extensions"]["code"] == "LAGGED"  # type: ignore[index]
        assert await wire.event() == ("complete", None)


async def test_nobody_listens_without_a_session_and_a_faulty_request_is_no_stream(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang:
        async with listening(wang, "subscription Other { count }") as unknown:
            assert (unknown.response.status_code, code(unknown.response)) == (400, "DOCUMENT_UNKNOWN")
        await actions.set_password(None, people.WANG, "a new long password")
        async with listening(wang, HEARD) as wire:
            assert (wire.response.status_code, code(wire.response)) == (401, "AUTH_EXPIRED")


async def test_a_change_by_stream_is_a_change_all_the_same(app: Starlette) -> None:
    async with served(app) as address, browser(address, "wang") as wang, listening(wang, SAY, text="once") as wire:
        assert await wire.event() == ("next", {"data": {"say": "once"}})
