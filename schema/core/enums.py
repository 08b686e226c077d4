"""Enums of the domain in the contract: each member has words in Chinese and English and keeps its name.

The words stand with the members (`server.core.text.Worded`), once. Decision: they go into the definition that
Strawberry keeps on the enum, whether or not a type has met the enum before, so that modules may be imported in any
order.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from graphql import GraphQLSchema, is_enum_type

from server.core.text import Worded, both

_published: dict[str, type[Enum]] = {}


def publish(enum: type[Worded], name: str, description: str | None = None) -> None:
    """Publish `enum` under `name`, in its members' words; its own are its docstring's where no description is given."""
    if (other := _published.setdefault(name, enum)) is not enum:
        raise TypeError(f"{name} is {other.__module__}'s: publish {enum.__module__}'s under another name")
    if not hasattr(enum, "__strawberry_definition__"):
        strawberry.enum(enum)
    definition: Any = enum.__strawberry_definition__  # type: ignore[attr-defined]
    definition.name, definition.description = name, description or enum.__doc__
    for value in definition.values:
        value.description = both(enum[value.name].words, f"{enum.__name__}.{value.name}")


def publish_all(noun: str, *enums: type[Worded]) -> None:
    """Publish each under the noun's name and its own."""
    for enum in enums:
        publish(enum, f"{noun}{enum.__name__}")


def check(schema: GraphQLSchema) -> None:
    """Raises TypeError for an enum that a type of the contract uses and nobody has published."""
    for name, kind in schema.type_map.items():
        if is_enum_type(kind) and not name.startswith("__") and name not in _published:
            words = f'{name}, "{name}", "中文。English."'
            raise TypeError(f"the enum {name} has no words: say publish({words}) beside the type that uses it")
