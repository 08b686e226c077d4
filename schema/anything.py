"""Anything by its id: an area by its code, all else by UUID. Whatever is a Node is found, each kind by its own door.

Which kinds there are the schema itself knows. Of all ids that are asked for, one statement says of what kind each is,
and one for each kind that is among them reads their rows as far as they are the viewer's to see.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Annotated, Any

import strawberry
from graphql import GraphQLSchema

from schema.core.context import Info
from schema.core.fields import field
from schema.core.list_sizes import AsSent
from schema.core.lists import list_argument
from schema.core.node import Node
from schema.core.problems import identity
from schema.core.reading.request_scope import Ground
from server.query.kinds import ByKey, Found, kinds_of, rows_of
from server.query.row_query import Held

MOST = 100  # ids of one question


@cache
def kinds(schema: GraphQLSchema) -> list[type[Node]]:
    """Every type of the contract that is a Node."""
    node: Any = schema.type_map["Node"]
    return [one.extensions["strawberry-definition"].origin for one in schema.get_possible_types(node)]


async def found(types: list[type[Node]], at: Ground, ids: Sequence[str]) -> Found:
    """Where the rows with these ids are, and what of them lies in memory."""
    keys = {id: identity(id) for id in ids}
    memory = {id: value for id in keys if (value := _held(types, at, id)) is not None}
    doors = {one.source: one.sight for one in types if one.sight}
    wanted = list(dict.fromkeys(key for id, key in keys.items() if key and id not in memory))
    rows = await kinds_of(list(doors), wanted)
    choices = [rows_of(model, doors[model](at.viewer), among) for model, among in rows.items()]
    return Found(choices, {keys[id] or id: Held(value) for id, value in memory.items()})


def _held(types: list[type[Node]], at: Ground, id: str) -> Any:
    return next((value for one in types if one.held and (value := one.held(at, id)) is not None), None)


@strawberry.type
class NodeQuery:
    """What may be found by its id alone."""

    @field(
        "按编号查任何东西；没有或看不到则为空。Anything by its id; null when not there or not yours to see.",
        Node | None,
    )
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="编号。Its id.")]
    ) -> Any:
        return _by_key(info, [id], only=True)

    @field(
        "按编号查多个，依所问次序；没有或看不到的为空。Several by their ids, in that order; null for each that is not "
        "there or not yours to see.",
        list[Node | None],
        most=AsSent("ids", MOST),
    )
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], list_argument("编号。Their ids.", MOST)]
    ) -> Any:
        return _by_key(info, ids, only=False)


def _by_key(info: Info, ids: Sequence[str], *, only: bool) -> ByKey:
    types = kinds(info._raw_info.schema)
    keys = [identity(id) or id for id in ids]
    return ByKey(keys, partial(found, types, ids=ids), only)
