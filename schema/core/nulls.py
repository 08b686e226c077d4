"""What may be refused may be null, so that a refusal leaves what stands beside it.

In GraphQL an error at a field that may not be null takes away the object around it, and at a root the whole answer. So
each root of a query and each field that takes arguments is nullable, and says `@semanticNonNull` where null comes with
an error and never without one: clients that stop at errors may take it for non-null (the screens' types do).

Mutations and subscriptions stay non-null: a document holds one of them, which has no neighbour to lose, and a payload
brings its refusals as `problems`.
"""

from __future__ import annotations

from typing import Any

import strawberry
from graphql import GraphQLField, GraphQLNonNull, GraphQLSchema, is_object_type
from strawberry.schema_directive import Location

NAME = "semanticNonNull"


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name=NAME,
    description="为空必有错误；没有错误就不为空。Null only beside an error of its own; else never null.",
)
class SemanticNonNull:
    pass


def loosen(schema: GraphQLSchema) -> None:
    """Let each root of a query and each field with arguments be null."""
    for kind in schema.type_map.values():
        if not is_object_type(kind) or kind.name.startswith("__"):
            continue
        if kind in (schema.mutation_type, schema.subscription_type):
            continue
        for field in kind.fields.values():
            if kind is schema.query_type or field.args:
                _loosen(field)


def _loosen(field: GraphQLField) -> None:
    if not isinstance(field.type, GraphQLNonNull):
        return
    field.type = field.type.of_type
    declared: Any = field.extensions["strawberry-definition"]
    if not any(isinstance(one, SemanticNonNull) for one in declared.directives):
        declared.directives = [*declared.directives, SemanticNonNull()]


def only_with_an_error(field: GraphQLField) -> bool:
    """Whether a field of a schema that was built from its text says that it is null only beside an error."""
    return any(one.name.value == NAME for one in (field.ast_node and field.ast_node.directives) or ())
