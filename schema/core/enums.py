"""Enums of the domain in the contract: each member has words in Chinese and English and keeps its name.

The domain does not know that it is published. Decision: the words go into the definition that Strawberry
keeps on the enum, whether or not a type has met the enum before, so that modules may be imported in any order.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeVar

import strawberry
from graphql import GraphQLSchema, is_enum_type

from server.process.lifecycle import Worded

E = TypeVar("E", bound=type[Enum])

_published: dict[str, type[Enum]] = {}


def publish(enum: E, name: str, description: str, members: dict[str, str]) -> E:
    """Publish `enum` under `name`. `members` describes every member, "中文。English.", or it is a KeyError."""
    if (other := _published.setdefault(name, enum)) is not enum:
        raise TypeError(f"{name} is {other.__module__}'s: publish {enum.__module__}'s under another name")
    if not hasattr(enum, "__strawberry_definition__"):
        strawberry.enum(enum)
    definition: Any = enum.__strawberry_definition__  # type: ignore[attr-defined]
    definition.name, definition.description = name, description
    for value in definition.values:
        value.description = members[value.name]
    return enum


def publish_worded(noun: str, *enums: type[Worded]) -> None:
    """Publish each under the noun's name and its own, in the words that it says itself."""
    for enum in enums:
        publish(enum, f"{noun}{enum.__name__}", enum.__doc__ or "", {one.name: one.words for one in enum})


def check(schema: GraphQLSchema) -> None:
    """Raises TypeError for an enum that a type of the contract uses and nobody has published."""
    for name, kind in schema.type_map.items():
        if is_enum_type(kind) and not name.startswith("__") and name not in _published:
            words = f'{name}, "…", "中文。English.", {{"{next(iter(kind.values))}": "中文。English.", …}}'
            raise TypeError(f"the enum {name} has no words: say publish({words}) beside the type that uses it")
