"""The nouns as the generic screens know them, made by `./grid schema`: of each that is shown, its trusted documents and
one module of data (web/api/nouns/NOUN.js), and web/api/nouns.js, which names them all.

What a noun, its type and its commands declare is read here once: states and the road through them, columns and forms
with their kinds, bounds and words. Words are "中文：说明。English: more."; a label is what stands before the first
comma, colon or semicolon.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLNamedType, GraphQLSchema, get_named_type
from strawberry.utils.str_converters import to_snake_case as snake

from schema.core.documents.forms import HELD, form
from schema.core.documents.words import Label, label
from server.core.spoken import camel
from server.core.viewer import Role
from server.data import orm
from server.process.contact.revealing import STEP as REVEAL
from server.process.lifecycle import Lifecycle
from server.process.shown import Shown
from server.process.slice import Slice
from server.slices import slices

HEAD = "// Made by `./grid schema` from what the nouns declare. Do not edit.\n"
TYPE = "/** @type {import('../../core/noun.js').Noun} */\n"
KINDS = {"String": "text", "AreaCode": "text", "DateTime": "moment", "Date": "day", "Boolean": "flag",
         "Int": "number", "Float": "number",
         "Area": "area", "Unit": "unit", "Person": "person", "Incident": "incident", "Whistle": "whistle"}  # fmt: skip
PARTS = {"area": "code name path", "unit": "id name phone", "person": "id name", "whistle": "id number",
         "incident": "id number incidentClass { name nameEn }"}  # fmt: skip
ITS_OWN = frozenset({"id", "version", "state", "allowedSteps", "events", "url"})  # what the screens know of every noun
EVENTS = "events(first: 30%s) { nodes { id kind at role unit { id name } payload } pageInfo { hasNextPage endCursor } }"
ANSWER = "receipt { opId at code statement signature clockOff } problems { code message field }"
PAGE = "pageInfo { hasNextPage endCursor }"


@dataclass(frozen=True)
class Made:
    """A noun that is shown: in whose menu it is, its data, without the ids of its operations, and their text."""

    name: str
    to: list[Role]
    data: dict[str, Any]
    graphql: str


def made(types: GraphQLSchema) -> list[Made]:
    """Every noun that is shown. Raises TypeError saying what a noun has to declare."""
    return [_made(one, one.shown, types) for one in slices() if one.shown is not None]


def _made(slice: Slice, shown: Shown, types: GraphQLSchema) -> Made:
    kind = slice.noun.model.__name__
    field, listed = _asked(kind, types)
    declared: Any = types.type_map[kind]
    columns = [_column(key, one, shown) for key, one in declared.fields.items() if _is_shown(key, shown)]
    columns = [one for one in columns if one["kind"] is not None]
    commands = [form(mutation, types) for mutation in _verbs(kind, types) if mutation not in _apart(slice, shown)]
    wanted = get_named_type(_query(types, listed).args["filter"].type).fields
    data = {
        "name": slice.noun.name,
        "type": kind,
        "field": field,
        "list": listed,
        "words": label(shown.words),
        "empty": [part.strip() for part in _halves(shown.empty)],
        "states": _codes(types.type_map[f"{kind}State"]),
        "steps": _codes(types.type_map[f"{kind}Step"]),
        "roads": _roads(shown.life, str(orm.field(slice.noun.model, "state").default)),
        "ended": _ended(shown.life, types.type_map[f"{kind}State"]),
        "heading": [camel(one) for one in shown.heading],
        "line": shown.line,
        "due": shown.due and camel(shown.due),
        "waits": list(shown.waits),
        "columns": columns,
        "commands": commands,
        "contact": camel(shown.contact) if shown.contact else None,
        "mine": label(wanted["mine"].description) if "mine" in wanted else None,
        "byState": "states" in wanted,
        "byArea": "area" in wanted,
    }
    return Made(slice.noun.name, sorted(shown.to), data, _documents(kind, data, shown.card))


def _asked(kind: str, types: GraphQLSchema) -> tuple[str, str]:
    """The queries of one and of a page."""
    assert types.query_type is not None
    found = {get_named_type(one.type).name: name for name, one in types.query_type.fields.items()
             if "id" in one.args or "filter" in one.args}  # fmt: skip
    if kind not in found or f"{kind}Connection" not in found:
        raise TypeError(f"{kind} is shown but not asked for: say one_of(…, {kind}, …) and page_of(…, {kind}Connection)")
    return found[kind], found[f"{kind}Connection"]


def _query(types: GraphQLSchema, name: str) -> Any:
    assert types.query_type is not None
    return types.query_type.fields[name]


def _verbs(kind: str, types: GraphQLSchema) -> list[str]:
    assert types.mutation_type is not None
    return [
        name for name, one in types.mutation_type.fields.items() if get_named_type(one.type).name == f"{kind}Payload"
    ]


def _apart(slice: Slice, shown: Shown) -> set[str]:
    """The mutations of commands with a form of their own."""
    return {camel(f"{slice.noun.name}_{one}") for one in shown.apart}


def _is_shown(key: str, shown: Shown) -> bool:
    return key not in ITS_OWN and snake(key) not in shown.unlisted


def _column(key: str, field: Any, shown: Shown) -> dict[str, Any]:
    kind = get_named_type(field.type)
    codes = _codes(kind) or {str(code): label(words) for code, words in shown.codes.get(snake(key), {}).items()}
    plain = key if key in HELD else KINDS.get(kind.name)
    data = {"key": key, "words": label(field.description), "kind": "code" if codes else plain}
    return data | ({"codes": codes} if codes else {})


def _codes(kind: GraphQLNamedType) -> dict[str, Label]:
    """The members of an enum with their words."""
    return {key: label(one.description) for key, one in getattr(kind, "values", {}).items()}


def _roads(life: Lifecycle[Any, Any], begin: str) -> dict[str, list[str]]:
    """Of each state the way to it from where all begin, the shortest, and on from there by the first step out of each:
    what a stepper shows. The order of the table's rows decides."""
    ways: dict[str, list[str]] = {begin: [begin]}
    for state in (found := [begin]):  # grows while it is walked
        for to in [str(to) for (origin, _), to in life.transitions.items() if origin == state and to not in ways]:
            ways[to] = [*ways[state], to]
            found.append(to)
    return {state: _onward(life, way) for state, way in ways.items()}


def _onward(life: Lifecycle[Any, Any], way: list[str]) -> list[str]:
    after = next((str(to) for (origin, _), to in life.transitions.items() if origin == way[-1]), None)
    return way if after is None or after in way else _onward(life, [*way, after])


def _ended(life: Lifecycle[Any, Any], states: GraphQLNamedType) -> list[str]:
    left = {str(origin) for origin, _ in life.transitions}
    return [state for state in _codes(states) if state not in left]


def _selected(column: dict[str, Any]) -> str:
    inner = PARTS.get(column["kind"])
    return f"{column['key']} {{ {inner} }}" if inner else str(column["key"])


def _documents(kind: str, data: dict[str, Any], more: tuple[str, ...]) -> str:
    """The operations of a noun: its list, with a total and without, one of it with its events, its commands."""
    field, listed = data["field"], data["list"]
    on_card = {*data["heading"], data["line"], data["due"], *map(camel, more)}
    card = [one for one in data["columns"] if one["key"] in on_card or one["kind"] in ("area", "flag", "moment")]
    given = f"$filter: {kind}Filter, $first: Int, $after: String"
    page = f"({given}) {{ {listed}(filter: $filter, first: $first, after: $after)"
    may = f" {data['contact']}Open" if data["contact"] else ""
    lines = [
        f"fragment {kind}Card on {kind} {{ id version state {' '.join(map(_selected, card))} }}",
        f"fragment {kind}Whole on {kind} {{ id version state allowedSteps {{ step allowed why }} "
        f"{' '.join(map(_selected, data['columns']))}{may} }}",
        f"query {kind}List{page} {{ nodes {{ ...{kind}Card }} {PAGE} }} }}",
        f"query {kind}Counted{page} {{ total {{ count exact }} nodes {{ ...{kind}Card }} {PAGE} }} }}",
        f"query {kind}Detail($id: ID!) {{ {field}(id: $id) {{ ...{kind}Whole {EVENTS % ''} }} }}",
        f"query {kind}Events($id: ID!, $after: String) {{ {field}(id: $id) {{ id {EVENTS % ', after: $after'} }} }}",
    ]
    for one in data["commands"]:
        name, told = one["mutation"], f" {data['contact']}Revealed" if one["step"] == REVEAL else ""
        lines.append(
            f"mutation {one['name']}($input: {one['name']}Input!) "
            f"{{ {name}(input: $input) {{ {field} {{ ...{kind}Whole{told} }} {ANSWER} }} }}"
        )
    return "\n".join(lines)


def module(one: Made, operations: dict[str, Any]) -> str:
    """A noun's data with its operations by name, as a module."""
    return f"{HEAD}{TYPE}export const noun = {_json(one.data | {'operations': operations})}\n"


def index(all: list[Made]) -> str:
    """web/api/nouns.js: which there are, in whose menu, and how to load one."""
    rows = [
        f"  {one.name}: {{ words: {_line(one.data['words'])}, to: {_line(one.to)}, "
        f"load: () => import('./nouns/{one.name}.js') }},\n"
        for one in all
    ]
    kind = (
        "/** @type {Record<string, { words: [string, string], to: string[], load: () => Promise<{ noun: "
        "import('../core/noun.js').Noun }> }>} */\n"
    )
    return f"{HEAD}{kind}export const NOUNS = {{\n{''.join(rows)}}}\n"


def files(types: GraphQLSchema, operations: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The modules below web/api by their names; `operations` has those of each noun."""
    all = made(types)
    return {"nouns.js": index(all)} | {f"nouns/{one.name}.js": module(one, operations[one.name]) for one in all}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _halves(words: str) -> list[str]:
    return re.split(r"(?<=。)", words, maxsplit=1)
