"""A small schema with every shape that the edge has to know: pages, lists, cycles, changes, streams, bugs, refusals."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import strawberry

from schema.core.list_sizes import publish, reckoned
from server.core.errors import Missing
from server.core.viewer import Viewer
from server.journal.bus import MemoryBus, news

TOPIC = "toys"
said: list[str] = []


@dataclass
class Context:
    viewer: Viewer
    bus: MemoryBus


Info = strawberry.Info[Context, None]


def alone() -> list[Thing]:
    return []


@strawberry.type
class Thing:
    name: str

    @strawberry.field
    def things(self, first: int = 10) -> list[Thing]:
        return [Thing(name=f"{self.name}.{number}") for number in range(min(first, 3))]

    friends: list[Thing] = strawberry.field(resolver=alone, directives=reckoned(10))


@strawberry.type
class Things:
    nodes: list[Thing]


@strawberry.type
class Me:
    name: str
    signed_in: bool


@strawberry.type
class Query:
    @strawberry.field
    def viewer(self, info: Info) -> Me:
        return Me(name=info.context.viewer.name, signed_in=info.context.viewer.signed_in)

    @strawberry.field
    def things(self, first: int = 30) -> Things:
        return Things(nodes=[Thing(name=str(number)) for number in range(first)])

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError("SELECT secret FROM /etc/passwd")

    @strawberry.field
    def missing(self) -> str | None:
        raise Missing("there is no such thing")

    @strawberry.field
    def echo(self, text: str = "", number: int = 0) -> str:
        return f"{text}{number}"


@strawberry.type
class Mutation:
    @strawberry.mutation
    def say(self, text: str) -> str:
        said.append(text)
        return text


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, to: int = 3) -> AsyncGenerator[int, None]:
        for number in range(to):
            await asyncio.sleep(0)
            yield number

    @strawberry.subscription
    async def heard(self, info: Info) -> AsyncGenerator[str, None]:
        async for message in news(info.context.bus, TOPIC):
            yield f"{info.context.viewer.name} {message['kind']}"


schema = strawberry.Schema(query=Query, mutation=Mutation, subscription=Subscription)
publish(schema._schema)
