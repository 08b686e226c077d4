"""graphql-transport-ws on a real socket: the conversation, and a code of its own for all that is wrong with one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson
import pytest
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.typing import Origin, Subprotocol

from server.edge import crowd
from server.edge.graphql import greeting, socket
from server.edge.graphql.documents import identify
from server.ground.person import actions, bearer_tokens
from tests import town as people
from tests.edge import toy
from tests.edge.conftest import COUNT, HEARD, SAY, THINGS
from tests.edge.serving import browser, served
from tests.edge.test_stream import tell

PROTOCOL = Subprotocol("graphql-transport-ws")


class Talk:
    """One open socket, spoken to in messages."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire = wire

    async def say(self, **message: Any) -> None:
        await self.wire.send(orjson.dumps(message).decode())

    async def hear(self) -> Any:
        async with asyncio.timeout(5):
            return orjson.loads(await self.wire.recv())

    async def greet(self) -> None:
        await self.say(type="connection_init")
        assert await self.hear() == {"type": "connection_ack"}

    async def begin(self, name: str, text: str, /, **variables: Any) -> None:
        await self.say(type="subscribe", id=name, payload={"documentId": identify(text), "variables": variables})

    async def closed(self) -> int:
        """The code with which the other side closes."""
        async with asyncio.timeout(5):
            with suppress(ConnectionClosedError):
                async for _ in self.wire:
                    pass
            await self.wire.wait_closed()
        assert self.wire.close_code is not None
        return self.wire.close_code


@asynccontextmanager
async def talking(app: Starlette, login: str = "wang", protocol: str = PROTOCOL) -> AsyncIterator[Talk]:
    async with served(app) as address, browser(address, login) as somebody:
        cookie = f"grid={somebody.cookies['grid']}"
        async with connect(
            address.replace("http", "ws") + "/graphql",
            subprotocols=[Subprotocol(protocol)],
            origin=Origin(address),
            additional_headers={"cookie": cookie},
        ) as wire:
            yield Talk(wire)


async def test_a_person_has_so_many_sockets_at_a_time(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "REQUESTS_OF_PERSON", 1)
    async with talking(app) as wang:
        await wang.greet()
        asked = wang.wire.request
        assert asked is not None
        again = connect(
            f"ws://{asked.headers['host']}/graphql",
            subprotocols=[PROTOCOL],
            origin=Origin(asked.headers["origin"]),
            additional_headers={"cookie": asked.headers["cookie"]},
        )
        async with again as wire:
            assert await Talk(wire).closed() == 4429
        await wang.wire.close()
        await asyncio.sleep(0.1)
        async with again as wire:
            await Talk(wire).greet()


async def test_a_stream_and_a_question_run_side_by_side(app: Starlette) -> None:
    async with talking(app) as wang:
        await wang.greet()
        await wang.begin("a", COUNT, to=2)
        heard = [await wang.hear() for _ in range(3)]
        assert heard == [
            {"id": "a", "type": "next", "payload": {"data": {"count": 0}}},
            {"id": "a", "type": "next", "payload": {"data": {"count": 1}}},
            {"id": "a", "type": "complete"},
        ]
        await wang.begin("news", HEARD)
        await wang.begin("ask", THINGS, first=1)
        assert (await wang.hear())["payload"] == {"data": {"things": {"nodes": [{"name": "0"}]}}}
        assert await wang.hear() == {"id": "ask", "type": "complete"}
        await tell(app, "incident.filed")
        assert (await wang.hear())["payload"] == {"data": {"heard": "王建国 incident.filed"}}
        await wang.say(type="complete", id="news")
        await wang.say(type="ping")
        assert await wang.hear() == {"type": "pong"}


async def test_changes_do_not_go_by_the_socket_and_own_queries_are_for_supervisors(app: Starlette) -> None:
    toy.said.clear()
    async with talking(app) as wang:
        await wang.greet()
        await wang.begin("a", SAY, text="x")
        refused = await wang.hear()
        assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", "METHOD_NOT_ALLOWED")
        await wang.say(type="subscribe", id="b", payload={"query": "subscription { count(to: 1) }"})
        assert (await wang.hear())["payload"][0]["extensions"]["code"] == "UNTRUSTED_DOCUMENT"
        await wang.say(type="subscribe", id="c", payload={"query": "{"})
        assert (await wang.hear())["payload"][0]["extensions"]["code"] == "UNTRUSTED_DOCUMENT"
        await wang.say(type="subscribe", id="d", payload=None)
        assert (await wang.hear())["payload"][0]["extensions"]["code"] == "BODY_NOT_OBJECT"
    assert toy.said == []


async def test_a_faulty_query_of_a_supervisor_ends_that_operation_only(app: Starlette) -> None:
    async with talking(app, "wu") as wu:
        await wu.greet()
        for name, query in (("a", "{"), ("b", "{ nothing }"), ("c", "subscription { count heard }")):
            await wu.say(type="subscribe", id=name, payload={"query": query})
            answer = await wu.hear()
            assert (answer["id"], answer["type"]) == (name, "error")
            assert answer["payload"][0]["extensions"]["code"] == "QUERY_INVALID"
        await wu.say(type="subscribe", id="d", payload={"query": "subscription { count(to: 1) }"})
        assert (await wu.hear())["payload"] == {"data": {"count": 0}}


FAULTY = ["5", "null", "[]", "{}", "x", "", '{"type": 5}', '{"type": "nothing"}', '{"type": "subscribe"}', b"\x00",
          '{"type": "subscribe", "id": ""}', '{"type": "subscribe", "id": 5}', '{"type": "complete", "id": null}',
          '{"type": "ping", "type": "ping"}', "[" * 5000]  # fmt: skip


@pytest.mark.parametrize("frame", FAULTY, ids=lambda frame: str(frame)[:30])
async def test_a_malformed_message_closes_with_4400(app: Starlette, frame: str | bytes) -> None:
    async with talking(app) as wang:
        await wang.greet()
        await wang.wire.send(frame)
        assert await wang.closed() == 4400


async def test_the_other_faults_have_codes_of_their_own(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    async with talking(app) as wang:
        await wang.begin("a", COUNT, to=1)
        assert await wang.closed() == 4401
    async with talking(app) as wang:
        await wang.greet()
        await wang.say(type="connection_init")
        assert await wang.closed() == 4429
    async with talking(app) as wang:
        await wang.greet()
        await wang.begin("a", HEARD)
        await wang.begin("a", HEARD)
        assert await wang.closed() == 4409
    async with talking(app) as wang:
        await wang.greet()
        await wang.say(type="ping", payload="x" * 70_000)
        assert await wang.closed() == 4413
    monkeypatch.setattr(greeting, "WITHIN", 0.05)
    async with talking(app) as wang:
        assert await wang.closed() == 4408


async def test_a_socket_has_so_many_operations_and_messages_and_no_more(app: Starlette) -> None:
    async with talking(app) as wang:
        await wang.greet()
        for number in range(socket.MOST_OPERATIONS + 1):
            await wang.begin(str(number), HEARD)
        assert await wang.closed() == 4429
    async with talking(app) as wang:
        await wang.greet()
        for _ in range(greeting.MOST_MESSAGES):
            await wang.say(type="pong")
        assert await wang.closed() == 4429


async def test_another_protocol_another_origin_and_nobody_are_turned_away(app: Starlette) -> None:
    async with talking(app, protocol="graphql-ws") as old:
        assert await old.closed() == 4406
    async with served(app) as address:
        where = address.replace("http", "ws") + "/graphql"
        async with connect(where, subprotocols=[PROTOCOL], origin=Origin(address)) as wire:
            await Talk(wire).say(type="connection_init")
            assert await Talk(wire).closed() == 4403
        with pytest.raises(InvalidStatus) as refused:
            await connect(where, subprotocols=[PROTOCOL], origin=Origin("https://evil.test"))
        assert refused.value.response.status_code == 403


async def test_a_socket_ends_within_two_seconds_of_its_session(app: Starlette) -> None:
    async with talking(app) as wang:
        await wang.greet()
        await wang.begin("news", HEARD)
        await tell(app, "incident.filed")
        await wang.hear()
        await actions.set_password(None, people.WANG, "a new long password")
        async with asyncio.timeout(2):
            assert await wang.closed() == 4403


async def test_a_server_that_stops_says_that_it_goes_away(app: Starlette) -> None:
    async with talking(app) as wang:
        await wang.greet()
        app.state.watch.close()
        assert await wang.closed() == 1001


@asynccontextmanager
async def calling(address: str, *, cookie: str = "", **payload: Any) -> AsyncIterator[Talk]:
    """A program's socket, which says who it is in its greeting."""
    headers = {"cookie": cookie} if cookie else {}
    where = address.replace("http", "ws") + "/graphql"
    async with connect(where, subprotocols=[PROTOCOL], additional_headers=headers) as wire:
        talk = Talk(wire)
        await talk.say(type="connection_init", **payload)
        yield talk


GREETINGS = [{"token": "{}"}, {"Authorization": "Bearer {}"}, {"authorization": "bearer  {} "}, {"AUTHORIZATION": "{}"}]


async def test_a_program_may_say_its_token_in_the_greeting(app: Starlette) -> None:
    token, secret = await bearer_tokens.add_token(None, people.WU, "screen")
    async with served(app) as address:
        for greets in GREETINGS:
            payload = {key: value.format(secret) for key, value in greets.items()}
            async with calling(address, payload=payload) as program:
                assert await program.hear() == {"type": "connection_ack"}
                await program.say(type="subscribe", id="a", payload={"query": "{ viewer { name } }"})
                assert (await program.hear())["payload"]["data"] == {"viewer": {"name": "吴敏"}}
        async with calling(address, payload={"token": secret}) as program:
            assert await program.hear() == {"type": "connection_ack"}
            await program.begin("news", HEARD)
            await tell(app, "incident.filed")
            await program.hear()
            await bearer_tokens.end_token(None, token.id)
            async with asyncio.timeout(2):
                assert await program.closed() == 4403
        async with calling(address, payload={"token": secret}) as late:
            assert await late.closed() == 4403


@pytest.mark.parametrize(
    ("payload", "expected"),
    [({"token": "wrong"}, 4403), ({"token": "x" * 300}, 4403), ({"token": ""}, 4403), ({}, 4403), (None, 4403),
     ({"Authorization": "Basic eDp5"}, 4403), ({"token": 5}, 4400), ([], 4400), ("wrong", 4400)],
)  # fmt: skip
async def test_a_greeting_without_a_token_that_works_is_closed(app: Starlette, payload: Any, expected: int) -> None:
    async with served(app) as address, calling(address, payload=payload) as stranger:
        assert await stranger.closed() == expected


async def test_a_wrong_token_is_not_made_good_by_a_cookie_nor_a_cookie_taken_from_strangers(app: Starlette) -> None:
    async with talking(app) as wang:
        await wang.say(type="connection_init", payload={"token": "wrong"})
        assert await wang.closed() == 4403
    async with served(app) as address, browser(address, "wang") as somebody:
        cookie = f"grid={somebody.cookies['grid']}"
        async with calling(address, cookie=cookie) as program:  # no page of ours: it states no Origin
            assert await program.closed() == 4403


async def test_so_many_sockets_may_wait_to_say_who_they_are(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greeting, "MOST_UNKNOWN", 1)
    async with served(app) as address:
        where = address.replace("http", "ws") + "/graphql"
        async with connect(where, subprotocols=[PROTOCOL]), connect(where, subprotocols=[PROTOCOL]) as second:
            assert await Talk(second).closed() == 4429
        async with browser(address, "wang") as somebody:
            headers = {"cookie": f"grid={somebody.cookies['grid']}"}
            async with (
                connect(where, subprotocols=[PROTOCOL]),
                connect(where, subprotocols=[PROTOCOL], origin=Origin(address), additional_headers=headers) as known,
            ):
                await Talk(known).greet()  # who showed in the handshake who they are is not kept waiting
