"""How long the texts of inputs may be where that is less than usual, for the phones' forms: the domain's own bounds,
which `tests/schema/test_texts.py` holds beside these."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLNamedType, GraphQLSchema, get_named_type, is_input_object_type

from schema.core.input_mapping import LONGEST

USUAL = 2000


def shorter(types: GraphQLSchema, mutation: str) -> dict[str, Any]:
    """The bounds of a mutation's input and of the inputs in it: {"externalNo": 64, "place": {"address": 200}}."""
    assert types.mutation_type is not None
    argument = types.mutation_type.fields[mutation].args.get("input")
    return _within(get_named_type(argument.type)) if argument else {}


def _within(kind: GraphQLNamedType) -> dict[str, Any]:
    found: dict[str, Any] = dict(LONGEST.get(kind.name, {}))
    for name, field in kind.fields.items() if is_input_object_type(kind) else ():
        inner = get_named_type(field.type)
        if is_input_object_type(inner) and (bounds := _within(inner)):
            found[name] = bounds
    return found
