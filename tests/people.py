"""People who talk to the system by GraphQL, so that a test can say what somebody sends and what they are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLInputField,
    GraphQLSchema,
    execute,
    parse,
    validate,
)

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.edge.caller import Caller
from server.edge.graphql.engine import Engine, GraphQLRequest
from server.edge.graphql.lenient import lenient
from server.edge.live.fanout import FanOut
from server.edge.session_watch import Followed
from server.journal.bus import MemoryBus
from server.process.fields import MAY_LACK
from tests import town

OF_EACH = frozenset({"opId", "id", "seen", "sent"})


@dataclass(frozen=True)
class Answer:
    """What came back for one document."""

    data: dict[str, Any]
    errors: list[GraphQLError] = field(default_factory=list)

    @property
    def only(self) -> Any:
        """The value of the document's only root field."""
        (value,) = self.data.values()
        return value

    @property
    def problems(self) -> list[str]:
        """The codes of what a mutation was refused for, in order."""
        return [problem["code"] for problem in self.only["problems"]]

    @property
    def codes(self) -> list[str | None]:
        """The codes of the errors beside the data."""
        return [(error.extensions or {}).get("code") for error in self.errors]


class Air:
    """The fan-out over a bus, for those who listen without a socket."""

    def __init__(self, bus: MemoryBus | None = None) -> None:
        self.bus = bus or MemoryBus()
        self.engine = Engine(schema._schema, lambda viewer: Context(viewer=viewer, bus=self.bus), ReadingExecutor)
        self.live = FanOut(self.engine, self.bus)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.live.runner().run())  # with the caller's database
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])


@dataclass
class Actor:
    """One of the cast. Their posts are read again for everything that they send."""

    login: str
    air: Air | None = None

    async def viewer(self) -> Viewer:
        return await town.viewer(self.login)

    async def send(self, document: str, **variables: Any) -> Answer:
        """Send a query or a mutation, as they are now."""
        return await answered(await self.viewer(), document, **variables)

    async def send_from_phone(self, document: str, **variables: Any) -> Answer:
        """The same by a document of ours, from a phone that may have kept it since a release before."""
        return await answered(await self.viewer(), document, lenient(schema._schema), **variables)

    async def listen(self, document: str, *, cursor: str | None = None, **variables: Any) -> AsyncIterator[Answer]:
        """Subscribe as they are now, and yield what arrives; their session lasts as long as they have a post."""
        assert self.air is not None
        followed = Followed(Caller(await self.viewer()), set())
        request = GraphQLRequest(self.air.engine.prepare(document), None, variables, trusted=True)
        looking = asyncio.create_task(self._look(followed))
        try:
            async with aclosing(await self.air.live.responses(request, followed, cursor)) as responses:
                async for frame in responses:
                    if frame.body:
                        yield self._heard(orjson.loads(frame.body))
        finally:
            looking.cancel()
            await asyncio.wait([looking])

    async def _look(self, followed: Followed) -> None:
        """What the watch does at the edge."""
        while followed.viewer.seats:
            await asyncio.sleep(0.02)
            followed.viewer = await self.viewer()
        followed.end()

    def _heard(self, body: dict[str, Any]) -> Answer:
        errors = [GraphQLError(error["message"], extensions=error["extensions"]) for error in body.get("errors", ())]
        return Answer(body.get("data") or {}, errors)


@cache
def _checked(document: str) -> tuple[DocumentNode, list[GraphQLError]]:
    """The document, and what is wrong with it: tests send the same ones again and again."""
    parsed = parse(document)
    return parsed, validate(schema._schema, parsed)


async def answered(viewer: Viewer, document: str, taken: GraphQLSchema = schema._schema, /, **variables: Any) -> Answer:
    """What this viewer is told; `taken`: the schema whose inputs the variables are."""
    result = await _executed(document, Context(viewer=viewer), variables, taken)
    data = orjson.loads(orjson.dumps(result.data or {}))  # as it goes over the wire: parts of it are text already
    return Answer(data, list(result.errors or ()))


async def _executed(
    document: str, context: Context, variables: dict[str, Any], taken: GraphQLSchema = schema._schema
) -> ExecutionResult:
    try:
        parsed, errors = _checked(document)
    except GraphQLError as error:
        return ExecutionResult(None, [error])
    if errors:
        return ExecutionResult(None, errors)
    ran = execute(taken, parsed, context_value=context, variable_values=variables,
                  executor_class=ReadingExecutor)  # fmt: skip
    return ran if isinstance(ran, ExecutionResult) else await ran


def demanded(input: str) -> dict[str, bool]:
    """The fields of an input beside those that every operation has: whether each is demanded."""
    fields: dict[str, GraphQLInputField] = schema._schema.type_map[input].fields  # type: ignore[attr-defined]
    return {name: MAY_LACK in one.extensions for name, one in fields.items() if name not in OF_EACH}


class Stranger(Actor):
    """Nobody at all: not signed in."""

    async def viewer(self) -> Viewer:
        return Viewer.nobody()


def op(**frame: Any) -> dict[str, Any]:
    """A mutation's input with a fresh operation id; ids are written as text."""
    return {"opId": str(new_id())} | {
        name: str(value) if isinstance(value, UUID) else value for name, value in frame.items()
    }
