"""Inputs made of commands, and commands made of inputs: the fields of the same name, their words and bounds,
ids told apart from text, all that is malformed named at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from enum import EnumType
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin
from uuid import UUID

import strawberry
from graphql import GraphQLSchema, is_input_object_type

from schema.core.period import PeriodInput
from schema.core.said import NAMED, field_of
from schema.core.sent import as_sent, renamed
from schema.core.span import SpanInput
from schema.core.stamp import OperationStamp
from server.core.errors import Invalid, Problem
from server.core.period import Period
from server.core.span import Span
from server.core.spoken import camel
from server.core.text import storable
from server.journal.receipts import Sent
from server.process.fields import MAY_LACK, Said, hints

T = TypeVar("T")

# what a part of a command is in an input
PARTS: dict[Any, Any] = {Sent: OperationStamp, UUID: strawberry.ID, Period: PeriodInput, Span: SpanInput}
FIRST = ("op_id", "id", "seen", "sent")
LONGEST: dict[str, dict[str, int]] = {}  # of each input, the texts that must be shorter than usual
WEAK: dict[str, frozenset[str]] = {}  # of each input, the fields that a phone of before may lack


def part(kind: Any, name: str) -> type:
    """The input `name` for a part of commands."""
    made = PARTS[kind] = input_of(kind, name)
    return made


def input_of(kind: Any, name: str) -> type:
    """The input `name` for a command, of its fields that have words. Raises TypeError for one without any.

    What every verb on a subject is told comes first; where it need not say what was seen, how it came is said last.
    """
    if not kind.words:
        raise TypeError(f'{kind} has no words: say class {kind.__name__}(…, words="中文。English.")')
    said = {one.name or key: (key, one) for key, one in Said.of(kind).items()}
    said = {key: said.pop(key) for key in FIRST if key in said} | said
    if "sent" in said and not ("seen" in said and said["seen"][1].needed):
        said["sent"] = said.pop("sent")
    types = {spelled: type_of(kind, key, needed=one.needed) for spelled, (key, one) in said.items()}
    own = {spelled: field_of(one) for spelled, (_, one) in said.items()}
    if longest := {camel(spelled): one.longest for spelled, (_, one) in said.items() if one.longest and not one.names}:
        LONGEST[name] = longest
    if weak := frozenset(camel(spelled) for spelled, (_, one) in said.items() if one.weak):
        WEAK[name] = weak
    return as_sent(strawberry.input(type(name, (), {"__annotations__": types, **own}), description=kind.words))


def publish(schema: GraphQLSchema) -> None:
    """Write what a phone of before may lack to where the edge looks for it (`server/edge/graphql/lenient.py`)."""
    for name, weak in WEAK.items():
        if is_input_object_type(kind := schema.type_map.get(name)):
            for key in weak:
                kind.fields[key].extensions[MAY_LACK] = True


def type_of(kind: type, name: str, *, needed: bool) -> Any:
    """What a field is in the contract."""
    hint = hints(kind)[name]
    names = said.names if (said := Said.of(kind).get(name)) else None
    wanted = NAMED.get(names or "", single(hint))
    if isinstance(wanted, type) and is_dataclass(wanted) and wanted not in PARTS:
        raise TypeError(f'{kind}.{name} has no input: say part({wanted.__name__}, "…Input") before its verbs')
    one: Any = PARTS.get(wanted, wanted)
    if tuple in (get_origin(hint), *map(get_origin, get_args(hint))):
        one = list[one]
    return one if needed else one | None


@dataclass
class Reading:
    """One input on its way to a command, and what is wrong with it so far."""

    problems: list[Problem] = field(default_factory=list)

    def read(self, kind: Any, given: Mapping[str, Any], place: str = "") -> dict[str, Any]:
        """The values for `kind` that `given` has, at `place`; what it leaves out stays as the command has it."""
        values = {}
        for name, spelled, sent, wanted in _wanted(kind):
            if (value := given.get(sent, given.get(spelled))) is not None:
                values[name] = self.value(wanted, value, f"{place}.{spelled}" if place else spelled)
        return values

    def value(self, wanted: Any, value: Any, name: str) -> Any:
        if isinstance(value, list):
            each = dict.fromkeys(value) if isinstance(wanted, EnumType) else value  # of a set each once
            return tuple(self.value(wanted, one, f"{name}.{at}") for at, one in enumerate(each))
        if wanted is UUID:
            return self.identity(value, name)
        if isinstance(value, str) and wanted is str:
            return storable(value)
        is_part = isinstance(wanted, type) and is_dataclass(wanted)
        return wanted(**self.read(wanted, value, name)) if is_part else value

    def identity(self, text: str, name: str) -> UUID | None:
        try:
            return UUID(text)
        except ValueError:
            self.problems.append(Problem("ID_MALFORMED", "an id is a UUID", name))
            return None


def translated(kind: type[T], given: Mapping[str, Any]) -> T:
    """The `kind` that an input gives, or arguments by Python's names. Raises Invalid naming every malformed id."""
    reading = Reading()
    values = reading.read(kind, given)
    if reading.problems:
        raise Invalid.of(reading.problems)
    return kind(**values)


@cache
def _wanted(kind: Any) -> list[tuple[str, str, str, Any]]:
    """Each field, what Python and what clients call it, and the type of one value in it."""
    said, plain = Said.of(kind), renamed(PARTS.get(kind))
    spelled = {name: (name in said and said[name].name) or name for name in hints(kind)}
    sent = plain | {name: one.called for name, one in said.items() if one.called}
    return [(name, own, sent.get(name) or camel(own), single(hints(kind)[name])) for name, own in spelled.items()]


def single(hint: Any) -> Any:
    """The type of one value: UUID of `UUID | None` and of `tuple[UUID, ...]`."""
    inner = [arg for arg in get_args(hint) if arg not in (type(None), Ellipsis)]
    return single(inner[0]) if get_origin(hint) in (Union, UnionType, tuple) else hint
