"""How long a list of the answer gets, said where the field is declared, and told as `@listSize` as others do.

Decision: the price of a query is reckoned before it runs (`server/edge/graphql/query_cost.py`), so each list says with
how many rows it is to be reckoned: as `most` of its own, or by the `first` of the page that it stands on. That is no
promise: what a query has cost is told with its answer. A list that says nothing is refused when the schema is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeGuard

import strawberry
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_interface_type,
    is_list_type,
    is_object_type,
)
from strawberry.schema_directive import Location

from server.core.query_limits import LIST_SIZE, LIST_SIZE_BY, WEIGHT

SLICE = "first"  # the argument that says how many
Fielded = GraphQLObjectType | GraphQLInterfaceType


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSize",
    description="按几条计价：assumedSize 条，或按 slicingArguments 所说。With how many rows a list is reckoned: so "
    "many, or as an argument says, which then goes for the lists sizedFields below.",
)
class ListSize:
    assumed_size: int | None = strawberry.UNSET
    slicing_arguments: list[str] | None = strawberry.UNSET
    sized_fields: list[str] | None = strawberry.UNSET
    require_one_slicing_argument: bool | None = strawberry.UNSET


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSizeBy",
    description="按参数的值计条数，如 GRID: 900；没有列出的，按所送的有几项。With how many rows a list is reckoned by "
    "an argument: for each of its values; where none is named, as many as the list holds that is sent.",
)
class ListSizeBy:
    argument: str
    sizes: list[str]


@strawberry.schema_directive(
    locations=[Location.SCALAR],
    name="cost",
    description="一个值按几个字段计价。As how many fields one value of this kind is reckoned.",
)
class Cost:
    weight: str


@dataclass(frozen=True)
class By:
    """The sizes of a list that depend on an argument: by the name of its enum's value."""

    argument: str
    sizes: Mapping[str, int]


@dataclass(frozen=True)
class AsSent:
    """A list that is never longer than the list that was sent as this argument, `most` at most."""

    argument: str
    most: int


Size: TypeAlias = int | By | AsSent


def reckoned(most: Size | None) -> list[Any]:
    """The directives of a list that is never (or hardly ever) longer than `most`."""
    if isinstance(most, By):
        sizes = [f"{value}: {size}" for value, size in most.sizes.items()]
        return [ListSize(assumed_size=max(most.sizes.values())), ListSizeBy(argument=most.argument, sizes=sizes)]
    if isinstance(most, AsSent):
        return [ListSize(assumed_size=most.most), ListSizeBy(argument=most.argument, sizes=[])]
    return [] if most is None else [ListSize(assumed_size=most)]


def publish(schema: GraphQLSchema) -> None:
    """Write each size to where the edge looks for it. Raises TypeError for a list of which nothing is said."""
    types: list[Fielded] = [kind for kind in schema.type_map.values() if _is_ours(kind)]
    unsized = {f"{kind.name}.{name}" for kind in types for name, field in kind.fields.items() if not _own(field)}
    for scalar in schema.type_map.values():
        for directive in getattr(scalar.extensions.get("strawberry-definition"), "directives", ()):
            if isinstance(directive, Cost):
                scalar.extensions[WEIGHT] = int(directive.weight)
    for kind in types:
        for field in kind.fields.values():
            if SLICE in field.args:
                unsized -= _slice(field)
    if unsized:
        raise TypeError(f"{', '.join(sorted(unsized))}: a list; say most=… where it is declared")


def _is_ours(kind: GraphQLNamedType) -> TypeGuard[Fielded]:
    return (is_object_type(kind) or is_interface_type(kind)) and not kind.name.startswith("__")


def _own(field: GraphQLField) -> bool:
    """Whether nothing more has to be said of a field: it is no list, or it says its own size (published with that)."""
    for directive in getattr(field.extensions.get("strawberry-definition"), "directives", ()):
        if isinstance(directive, ListSize):
            field.extensions[LIST_SIZE] = directive.assumed_size
        elif isinstance(directive, ListSizeBy):
            sizes = (one.partition(": ") for one in directive.sizes)
            field.extensions[LIST_SIZE_BY] = (directive.argument, {value: int(size) for value, _, size in sizes})
    if LIST_SIZE in field.extensions:
        return True
    return SLICE in field.args or not is_list_type(get_nullable_type(field.type))


def _slice(field: GraphQLField) -> set[str]:
    """Let a field with `first` say which lists that sizes: itself, or those of its page."""
    page: Any = get_named_type(field.type)
    below = (
        ()
        if is_list_type(get_nullable_type(field.type))
        else (
            name
            for name, list in page.fields.items()
            if is_list_type(get_nullable_type(list.type)) and LIST_SIZE not in list.extensions
        )
    )
    field.extensions[LIST_SIZE] = sized = tuple(below)
    definition = field.extensions["strawberry-definition"]  # of two fields, where one list stands at two places
    definition.directives = [
        *(one for one in definition.directives if not isinstance(one, ListSize)),
        ListSize(
            slicing_arguments=[SLICE], sized_fields=list(sized) or strawberry.UNSET, require_one_slicing_argument=False
        ),
    ]
    return {f"{page.name}.{name}" for name in sized}
