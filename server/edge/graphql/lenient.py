"""Input types for documents of ours: what a phone of before may lack may be missing, and is null.

A field that the domain always demanded is non-null in the contract, so that programs are told while they are written.
A row, a parcel or a form that a phone filled in before may be without it. It is refused as it always was, by the
decision, with the field and after its receipt was looked for; an error of the variables would have neither.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from graphql import (
    GraphQLDefaultInput,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
)

from server.process.fields import MAY_LACK


@cache
def lenient(schema: GraphQLSchema) -> GraphQLSchema:
    """The schema, but that variables of its input types may lack what is weak. All else is shared with it."""
    made: dict[str, GraphQLInputObjectType] = {}
    kinds = {name: _lenient(kind, made) for name, kind in schema.type_map.items() if is_input_object_type(kind)}
    view = object.__new__(type(schema))
    view.__dict__.update(schema.__dict__, type_map=schema.type_map | kinds)  # copy() would collect all types anew
    return view


def _lenient(kind: GraphQLInputObjectType, made: dict[str, GraphQLInputObjectType]) -> GraphQLInputObjectType:
    if kind.name not in made:
        told: dict[str, Any] = {**kind.to_kwargs()}
        told["fields"] = lambda: {name: _field(field, made) for name, field in kind.fields.items()}
        made[kind.name] = GraphQLInputObjectType(**told)
    return made[kind.name]


def _field(field: GraphQLInputField, made: dict[str, GraphQLInputObjectType]) -> GraphQLInputField:
    told: dict[str, Any] = {**field.to_kwargs(), "type_": _type(field.type, made)}
    if MAY_LACK in field.extensions:
        told |= {"type_": get_nullable_type(told["type_"]), "default": GraphQLDefaultInput(value=None)}
    return GraphQLInputField(**told)


def _type(kind: Any, made: dict[str, GraphQLInputObjectType]) -> Any:
    if is_non_null_type(kind):
        return GraphQLNonNull(_type(kind.of_type, made))
    if is_list_type(kind):
        return GraphQLList(_type(kind.of_type, made))
    return _lenient(kind, made) if is_input_object_type(kind) else kind
