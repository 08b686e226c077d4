"""Lists that a client sends: each says how many it may hold, in words for people and as `@most` for programs.

Decision: the number stands where the list is declared and nowhere else. The edge refuses a longer one before anything
is made of it (`server/edge/graphql/bounds.py`), the phones' forms read it from `web/api/operations.js`.
"""

from __future__ import annotations

from typing import Any

import strawberry
from graphql import GraphQLArgument, GraphQLInputField, GraphQLSchema, is_input_object_type, is_object_type
from strawberry.schema_directive import Location

from schema.core.moments import WITHIN, bound_of
from schema.core.numbers import within

MOST = "most"  # the key of `extensions` under which the edge looks


@strawberry.schema_directive(
    locations=[Location.ARGUMENT_DEFINITION, Location.INPUT_FIELD_DEFINITION],
    description="这个表至多几项。How many this list may hold at most.",
)
class Most:
    items: int


def several(description: str, most: int, *, between: tuple[int, int] | None = None, **default: Any) -> Any:
    """A list among the fields of an input, `most` at most, its numbers `between`; left out it is null, or what
    `default` says (`default`, `default_factory`)."""
    described, directives = _described(description, most), [Most(items=most), *within(between)]
    return strawberry.field(description=described, directives=directives, **(default or {"default": None}))


def needed(description: str, most: int, *, between: tuple[int, int] | None = None) -> Any:
    """The same, and it must be there."""
    return strawberry.field(description=_described(description, most), directives=[Most(items=most), *within(between)])


def list_argument(description: str, most: int) -> Any:
    """A list among the arguments of a field."""
    return strawberry.argument(description=_described(description, most), directives=[Most(items=most)])


def _described(description: str, most: int) -> str:
    """The description, "中文。English.", with the number in both languages."""
    chinese, _, english = description.partition("。")
    return f"{chinese}；至多 {most} 个。{english.removesuffix('.')}; at most {most}."


def publish(schema: GraphQLSchema) -> None:
    """Write each bound, of a list or a moment, to where the edge looks for it, which knows nothing of how the schema is
    made."""
    for kind in schema.type_map.values():
        if is_input_object_type(kind):
            for field in kind.fields.values():
                _publish(field)
        elif is_object_type(kind) and not kind.name.startswith("__"):
            for asked in kind.fields.values():
                for argument in asked.args.values():
                    _publish(argument)


def _publish(place: GraphQLArgument | GraphQLInputField) -> None:
    declared = place.extensions.get("strawberry-definition")
    for directive in getattr(declared, "directives", ()):
        if isinstance(directive, Most):
            place.extensions[MOST] = directive.items
    if (bound := bound_of(place)) is not None:
        place.extensions[WITHIN] = bound
