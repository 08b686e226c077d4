"""Inputs that stay the mapping which GraphQL has checked until they become commands (`input_mapping`).

Decision: the library would make an object of each, and look up the type of every field anew with each request.
"""

from __future__ import annotations

from typing import TypeVar

from strawberry.types.base import get_object_definition

T = TypeVar("T")


def as_sent(made: type[T]) -> type[T]:
    """The same input, of which resolvers get the mapping that was sent."""
    get_object_definition(made, strict=True).from_input = lambda kind, sent, context: sent
    return made


def renamed(made: type | None) -> dict[str, str]:
    """Its fields that clients call otherwise, by their names in Python."""
    known = get_object_definition(made) if made else None
    return {one.python_name: one.graphql_name for one in known.fields if one.graphql_name} if known else {}
