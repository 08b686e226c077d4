"""The variables of a query as a form: which kind of value each wants, where it stands, and what may be chosen.

Relative periods are words in the place of a period; here they become moments, each time the query is asked anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from graphql import (
    GraphQLSchema,
    NonNullTypeNode,
    OperationDefinitionNode,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    print_ast,
    type_from_ast,
    value_from_ast_untyped,
)

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.viewer import Viewer
from server.edge.graphql.engine import Prepared
from server.edge.questions.heading import named, words
from server.ground.area.territory import territory
from server.ground.catalogue.queries import catalogue
from server.ground.worktime.calendar import midnight
from server.insight.saved_question.relative import Relative, told

UNITS = frozenset({"unit", "leadUnit", "unitId"})
CLASSES, MAJORS = frozenset({"classCode", "classCodes"}), frozenset({"majorCodes"})
KINDS = {"PeriodInput": "period", "AreaCode": "area", "DateTime": "moment", "Date": "day", "Int": "number",
         "Float": "number", "Boolean": "yes"}  # fmt: skip
SHOWN = 12  # digits of the smallest areas that may be chosen from a list: communities


async def form(prepared: Prepared, name: str | None, schema: GraphQLSchema, viewer: Viewer) -> list[dict[str, Any]]:
    """One field for each variable of the operation, in its order."""
    operation = prepared.operation(name)
    fields = [_field(one, prepared, schema) for one in operation.variable_definitions or ()]
    for one in fields:
        one["options"] = await _options(one, viewer)
    return [{key: value for key, value in one.items() if key != "enum"} for one in fields]


def _field(one: Any, prepared: Prepared, schema: GraphQLSchema) -> dict[str, Any]:
    name = one.variable.name.value
    kind = type_from_ast(schema, one.type)
    place = next((use for use in prepared.uses if use.variable == name), None)
    zh, en = named(place.declared.description if place else None, name)
    listed = is_list_type(get_nullable_type(kind)) if kind else False
    inner = get_named_type(kind) if kind else None
    return {
        "name": name,
        "type": print_ast(one.type),
        "kind": _kind(inner, place.name.rpartition(".")[2] if place else name),
        "many": listed,
        "needed": isinstance(one.type, NonNullTypeNode) and one.default_value is None,
        "zh": zh,
        "en": en,
        "usual": value_from_ast_untyped(one.default_value) if one.default_value else None,
        "enum": inner if inner is not None and is_enum_type(inner) else None,
    }


def _kind(kind: Any, where: str) -> str:
    """By what it is; an id or a text by what it names."""
    if kind is None:
        return "text"
    if is_enum_type(kind):
        return "choice"
    if is_input_object_type(kind) and kind.name != "PeriodInput":
        return "json"
    if kind.name == "ID":
        return "unit" if where in UNITS else "text"
    if kind.name == "String":
        return "class" if where in CLASSES else "major" if where in MAJORS else "text"
    return KINDS.get(kind.name, "text")


async def _options(one: Mapping[str, Any], viewer: Viewer) -> list[dict[str, str]]:
    kind, enum = one["kind"], one["enum"]
    if enum is not None:
        return [_option(code, *both) for code, both in words(enum).items()]
    if kind == "unit":
        return [_option(str(unit.id), unit.name) for unit in (await catalogue()).units_in_force()]
    if kind == "major":
        return [_option(major.code, major.name) for major in (await catalogue()).majors]
    if kind == "class":
        return [_option(code, found.name) for code, found in (await catalogue()).classes.items()]
    if kind == "area":
        within = tuple(seat.area for seat in viewer.seats)
        known = (await territory()).areas.values()
        return [_option(area.code, area.name) for area in known if area.code.startswith(within) and _chosen(area.code)]
    if kind == "period":
        return [_option(which, *named(which.words)) for which in Relative]
    return []


def _chosen(code: str) -> bool:
    return len(code) <= SHOWN


def _option(value: str, zh: str, en: str = "") -> dict[str, str]:
    return {"value": value, "zh": zh, "en": en or zh}


def absolute(
    prepared: Prepared, name: str | None, given: Mapping[str, Any], schema: GraphQLSchema, now: datetime | None = None
) -> dict[str, Any]:
    """The values with moments for relative periods; what is empty is left out, and what names no variable."""
    operation: OperationDefinitionNode = prepared.operation(name)
    at = now or clock.now()
    found = {}
    for one in operation.variable_definitions or ():
        key = one.variable.name.value
        if given.get(key) not in (None, ""):
            found[key] = _absolute(given[key], type_from_ast(schema, one.type), at)
    return found


def _absolute(value: Any, kind: Any, now: datetime) -> Any:
    inner = get_named_type(kind) if kind is not None else None
    if inner is None or not is_input_object_type(inner):
        return value
    if inner.name == "PeriodInput" and isinstance(value, str):
        return _period(value, now)
    if isinstance(value, list):
        return [_absolute(one, inner, now) for one in value]
    if isinstance(value, dict):
        known = inner.fields
        return {key: _absolute(one, known[key].type if key in known else None, now) for key, one in value.items()}
    return value


def is_relative(value: str) -> bool:
    """Whether it may be a period in words."""
    return value in Relative.__members__ or ".." in value


def _period(value: str, now: datetime) -> Any:
    """A word like LAST_MONTH, or two days with both dots between, the last included; what is neither stays."""
    if value in Relative.__members__:
        return told(Relative(value), now)
    try:
        first, last = (date.fromisoformat(one) for one in value.split(".."))
    except ValueError:
        return value
    ends = (midnight(first), midnight(last + timedelta(days=1)))
    return dict(zip(("from", "before"), (one.astimezone(SHANGHAI).isoformat() for one in ends), strict=True))


def typed(prepared: Prepared, name: str | None, given: Mapping[str, str], schema: GraphQLSchema) -> dict[str, Any]:
    """Values as an address has them, all text: lists with commas, numbers, true and false, objects as JSON."""
    kinds = {
        one.variable.name.value: type_from_ast(schema, one.type)
        for one in prepared.operation(name).variable_definitions or ()
    }
    return {key: _typed(text, kinds[key]) for key, text in given.items() if key in kinds and text}


def _typed(text: str, kind: Any) -> Any:
    if kind is not None and is_list_type(get_nullable_type(kind)):
        return [_typed(one, get_named_type(kind)) for one in text.split(",")]
    name = get_named_type(kind).name if kind is not None else ""
    try:
        if name in ("Int", "Float", "Boolean") or text.startswith("{"):
            return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    return text


async def gone(prepared: Prepared, given: Mapping[str, Any]) -> list[dict[str, str]]:
    """Which values name what is no more: `[{what, name, value}]`."""
    known = await catalogue()
    areas = (await territory()).areas
    units = {str(one.id) for one in known.units_in_force()}
    told: list[dict[str, str]] = []
    for key, where, value in _named_values(prepared, given):
        if where in UNITS and value not in units:
            told.append({"what": "unit", "name": key, "value": value})
        elif where == "area" and value not in areas:
            told.append({"what": "area", "name": key, "value": value})
        elif where in CLASSES and value not in known.classes:
            told.append({"what": "class", "name": key, "value": value})
    return told


def _named_values(prepared: Prepared, given: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Every text among the values, with its variable and the last name of where it stands."""
    found: list[tuple[str, str, str]] = []

    def walk(key: str, where: str, value: Any) -> None:
        if isinstance(value, str):
            found.append((key, where, value))
        elif isinstance(value, list):
            for one in value:
                walk(key, where, one)
        elif isinstance(value, dict):
            for name, one in value.items():
                walk(key, name, one)

    for use in prepared.uses:
        if use.variable in given:
            walk(use.variable, use.name.rpartition(".")[2], given[use.variable])
    return found
