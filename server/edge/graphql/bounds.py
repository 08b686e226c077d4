"""How many a list may hold, how long a text may be, how far from now a moment that is asked for: looked at in what was
sent, before the executor makes values of it.

Decision: the executor, the domain and the database take what they are given: 6,600 times the same light in a filter,
60 KiB of a trusted document's variables, stopped everybody for 44 s. So the places of a document where lists and texts
can stand are found once, when it is prepared, and a request only walks its own variables there. What a list may hold
stands in the schema (`extensions`, by `MOST`), and how far away a moment may be (by `WITHIN`); the domain has narrower
bounds for what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    GraphQLArgument,
    GraphQLInputField,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    VariableNode,
    Visitor,
    get_named_type,
    is_input_object_type,
    visit,
)

from server.core import clock
from server.core.query_limits import MAX_CHARACTERS, MAX_ITEMS
from server.edge.refusal import Refused

MOST, WITHIN = "most", "within"  # the keys

Declared = GraphQLArgument | GraphQLInputField


@dataclass(frozen=True)
class Place:
    """Where a document uses a variable: what is declared there, and its name for people ("filter.states")."""

    variable: str
    declared: Declared
    name: str


def places(document: DocumentNode, schema: GraphQLSchema) -> tuple[Place, ...]:
    """Every use of a variable in a valid document. Raises Refused 400 for what is too long in the document itself."""
    types = TypeInfo(schema)
    reader = _Reader(types)
    visit(document, TypeInfoVisitor(types, reader))
    defaults = {
        each.variable.name.value: each.default_value
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
        for each in node.variable_definitions or ()
        if each.default_value is not None
    }
    for place in reader.found:
        if place.variable in defaults:
            _Reader(types).literal(defaults[place.variable], place.declared, place.name)
    return tuple(reader.found)


def check(used: tuple[Place, ...], variables: Mapping[str, Any]) -> None:
    """Raises Refused 400: TOO_MANY or TEXT_TOO_LONG, with the field."""
    for place in used:
        _check(variables.get(place.variable), place.declared, place.name)


def _check(value: Any, declared: Declared, name: str) -> None:
    if isinstance(value, str):
        _text(value, name)
        _moment(value, declared, name)
    elif isinstance(value, list):
        _list(value, declared, name)
        for one in value:
            if not isinstance(one, list):  # no input is a list of lists: the executor says so
                _check(one, declared, name)
    elif isinstance(value, dict) and is_input_object_type(kind := get_named_type(declared.type)):
        for key, inner in value.items():
            if (field := kind.fields.get(key)) is not None:
                _check(inner, field, f"{name}.{key}")


class _Reader(Visitor):
    """Walks the arguments of a document: notes the variables, weighs what is written out."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types, self.found = types, list[Place]()

    def enter_argument(self, node: ArgumentNode, *rest: object) -> None:
        if (declared := self.types.get_argument()) is not None:
            self.literal(node.value, declared, node.name.value)

    def literal(self, node: ValueNode, declared: Declared, name: str) -> None:
        if isinstance(node, VariableNode):
            self.found.append(Place(node.name.value, declared, name))
        elif isinstance(node, StringValueNode):
            _text(node.value, name)
            _moment(node.value, declared, name)
        elif isinstance(node, ListValueNode):
            _list(node.values, declared, name)
            for one in node.values:
                if not isinstance(one, ListValueNode):
                    self.literal(one, declared, name)
        elif isinstance(node, ObjectValueNode) and is_input_object_type(kind := get_named_type(declared.type)):
            for each in node.fields:
                if (field := kind.fields.get(each.name.value)) is not None:
                    self.literal(each.value, field, f"{name}.{each.name.value}")


def _list(values: list[Any] | tuple[Any, ...], declared: Declared, name: str) -> None:
    most = declared.extensions.get(MOST, MAX_ITEMS)
    if len(values) > most:
        field = _field(name)
        raise Refused(
            400,
            "TOO_MANY",
            f"{field} may hold at most {most}, not {len(values)}",
            field=field,
            hint=f"至多 {most} 个，现在 {len(values)} 个。At most {most}, not {len(values)}.",
        )


def _text(value: str, name: str) -> None:
    if len(value) > MAX_CHARACTERS:
        field = _field(name)
        raise Refused(
            400,
            "TEXT_TOO_LONG",
            f"{field} may have at most {MAX_CHARACTERS} characters",
            field=field,
            hint=f"至多 {MAX_CHARACTERS} 个字符。At most {MAX_CHARACTERS} characters.",
        )


def _moment(value: str, declared: Declared, name: str) -> None:
    """What is no day is the executor's to refuse."""
    if (bound := declared.extensions.get(WITHIN)) is None:
        return
    try:
        days = (date.fromisoformat(value[:10]) - clock.today()).days
    except ValueError:
        return
    if not -bound[0] <= days <= bound[1]:
        field, span = _field(name), f"from {bound[0]} days ago to {bound[1]} days ahead"
        hint = f"最早 {bound[0]} 天前，最晚 {bound[1]} 天后。{span.capitalize()}."
        code = "MOMENT_TOO_EARLY" if days < 0 else "MOMENT_TOO_LATE"
        raise Refused(400, code, f"{field} goes {span}", field=field, hint=hint)


def _field(name: str) -> str:
    """As the problems of a verb name it: its one argument, `input`, goes without saying."""
    return name.removeprefix("input.")
