"""Events made into bytes: one statement and one encoding for each document, the variables that shape it, and standing.

Decision: whether an answer depends on who asks is observed and not declared. The event is answered for a viewer who
notes that they were asked anything (`Overheard`); where they were not, the bytes are everybody's who may hear of
the event. No list of viewer-dependent fields can be forgotten that way.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar
from uuid import UUID

import orjson
from graphql import FieldNode, FragmentDefinitionNode, Node, OperationDefinitionNode, VariableNode

from server.core.errors import Missing
from server.core.viewer import Overheard, Viewer
from server.edge.graphql.engine import Engine, GraphQLRequest
from server.edge.live.listener import Frame
from server.journal.bus import Message
from server.journal.live_topic import Audience, Listening, Standing, Topic

REMEMBERED, MOST_REMEMBERED = 1.0, 512  # seconds, answers: for those who come back all at once

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """What one subscriber wants to hear, and as which document with which variables they want it told."""

    listening: Listening
    request: GraphQLRequest
    shape: Hashable

    @classmethod
    def of(cls, listening: Listening, request: GraphQLRequest) -> Wish:
        given = {name: request.variables.get(name) for name in shaping(request)}
        return cls(listening, request, (request.prepared, request.name, repr(given)))


class Memory(OrderedDict[Hashable, tuple[float, Any]]):
    """What was found a moment ago, by key."""

    def find(self, key: Hashable, missing: T) -> Any | T:
        until, value = self.get(key, (0.0, missing))
        return value if monotonic() < until else missing

    def keep(self, key: Hashable, value: T) -> T:
        self[key] = (monotonic() + REMEMBERED, value)
        self.move_to_end(key)
        if len(self) > MOST_REMEMBERED:
            self.popitem(last=False)
        return value


class Scribe:
    """Answers events, one at a time. `asked` counts the answers that were read and encoded."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.asked = engine, 0
        self._audiences, self._answers, self._turn = Memory(), Memory(), asyncio.Lock()

    async def audience(self, topic: Topic | None, message: Message) -> Audience | None:
        """Whom the event concerns."""
        if topic is None:
            return None
        key, missing = (topic, message["id"]), object()
        if (found := self._audiences.find(key, missing)) is missing:
            found = self._audiences.keep(key, await topic.audience(UUID(message["subject_id"])))
        known: Audience | None = found  # type: ignore[assignment]
        return known

    async def frame(self, message: Message, wish: Wish, viewer: Viewer, standing: Standing) -> Frame | None:
        """The event as it is told to all of this standing; None when nothing of it is to be seen (any more)."""
        missing = object()
        anybodys, theirs = (message["id"], wish.shape, None), (message["id"], wish.shape, standing)
        async with self._turn:
            for key in (anybodys, theirs):
                if (found := self._answers.find(key, missing)) is not missing:
                    known: Frame | None = found  # type: ignore[assignment]
                    return known
            frame, personal = await self._answer(message, wish, standing.stand_in(viewer))
            return self._answers.keep(theirs if personal or frame is None else anybodys, frame)

    async def _answer(self, message: Message, wish: Wish, viewer: Viewer) -> tuple[Frame | None, bool]:
        """The answer, and whether it depends on who asks."""
        self.asked += 1
        overheard = Overheard(viewer.person_id, viewer.name, viewer.seats, viewer.holder_id)
        topic = wish.listening.topic(message)
        assert topic is not None  # the fan-out asks for what the listener's topics cover
        chosen = topic.choose(viewer, UUID(message["id"]), UUID(message["subject_id"]))
        body = await self.engine.event(wish.request, overheard, chosen)
        if body.get("data") is None and [error["extensions"]["code"] for error in body["errors"]] == [Missing.code]:
            return None, True  # it went out of sight meanwhile
        return Frame(orjson.dumps(body), message.get("seal")), overheard.asked


def shaping(request: GraphQLRequest) -> tuple[str, ...]:
    """The variables that an answer may depend on: all but those that only choose which events are told."""
    operation = request.prepared.operation(request.name)
    names: dict[str, None] = {}
    for root in operation.selection_set.selections:
        below: list[Node | None] = [root]
        if isinstance(root, FieldNode):
            below = [root.selection_set, *(root.directives or ())]
        names |= dict.fromkeys(name for node in below if node is not None for name in _variables(node))
    for other in request.prepared.document.definitions:
        if isinstance(other, FragmentDefinitionNode):
            names |= dict.fromkeys(_variables(other))
    return tuple(names)


def _variables(node: Node) -> Iterator[str]:
    """The names of the variables that are used in a part of a document."""
    if isinstance(node, VariableNode):
        yield node.name.value
    for key in node.keys:
        child = getattr(node, key)
        for one in child if isinstance(child, list | tuple) else [child]:
            if isinstance(one, Node) and not isinstance(one, OperationDefinitionNode):
                yield from _variables(one)
