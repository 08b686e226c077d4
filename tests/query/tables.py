"""Of which table the rows of each type of the contract are, as its declarations say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema, get_named_type
from tortoise import Model

from schema.core.reading.declare import Many, Pages, Reads, Same, Seen, To
from schema.core.reading.plan import Unplanned, reads_of


def declarations(kind: GraphQLObjectType) -> Iterator[tuple[str, Reads]]:
    """What each field of a type says that it reads; without those that answer by themselves."""
    for name, told in kind.fields.items():
        try:
            yield name, reads_of(kind, name, told).at(kind.name, name)
        except Unplanned:
            continue


def origins(schema: GraphQLSchema) -> Iterator[tuple[str, type]]:
    """The class that declares each object type."""
    for name, kind in schema.type_map.items():
        declared: Any = (kind.extensions or {}).get("strawberry-definition")
        if declared and isinstance(kind, GraphQLObjectType):
            yield name, declared.origin


def sources(schema: GraphQLSchema) -> dict[str, type]:
    """The types that can be found by an id, with what their values are."""
    return {name: one for name, origin in origins(schema) if isinstance(one := getattr(origin, "source", None), type)}


def tables(schema: GraphQLSchema, seeds: Iterable[tuple[str, type]]) -> dict[str, type[Model]]:
    """The model of each of these types, as far as it has one, and of what is reached from them."""
    found: dict[str, type[Model]] = {}
    waiting = [(name, source) for name, source in seeds if issubclass(source, Model)]
    for name, model in waiting:
        if name in found:
            continue
        found[name] = model
        kind: Any = schema.type_map[name]
        for field, reads in declarations(kind):
            below = get_named_type(kind.fields[field].type).name
            if isinstance(reads, To):
                waiting.append((below, reads.link.model))
            elif isinstance(reads, Many | Pages):
                waiting.append((below, reads.hanging.model))
            elif isinstance(reads, Same | Seen):
                waiting.append((below, model))
    return found
