"""From inputs to what the domain takes: the fields of the same name, ids told apart from text, all that is malformed
named at once."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import EnumType
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from server.errors import Invalid, Problem
from server.event.receipts import Sent
from server.incident import commands, filters
from server.sync import stuck
from server.whistle.commands import Call

T = TypeVar("T")

NESTED = frozenset({commands.Place, commands.Photo, filters.Box, Call, Sent, stuck.Told, stuck.Wrote})
ELSEWHERE = {"incident_id": "id"}  # the command's name for what the input calls otherwise


@dataclass
class Reading:
    """One input on its way to a command, and what is wrong with it so far."""

    problems: list[Problem] = field(default_factory=list)

    def read(self, kind: Any, given: Any) -> dict[str, Any]:
        """The values for `kind` that `given` has; what it leaves out stays as the command has it."""
        values = {}
        for name, wanted in _wanted(kind).items():
            told = name if hasattr(given, name) else ELSEWHERE.get(name, name)
            value = getattr(given, told, None)
            if value is not None:
                values[name] = self.value(wanted, value, told)
        return values

    def value(self, wanted: Any, value: Any, name: str) -> Any:
        if isinstance(value, list):
            if isinstance(wanted, EnumType):  # a set: each once
                value = dict.fromkeys(value)
            return tuple(self.value(wanted, one, name) for one in value)
        if wanted is UUID:
            return self.identity(value, name)
        if isinstance(value, str) and wanted is str:
            return plain(value)
        return wanted(**self.read(wanted, value)) if wanted in NESTED else value

    def identity(self, text: str, name: str) -> UUID | None:
        try:
            return UUID(text)
        except ValueError:
            self.problems.append(Problem("ID_MALFORMED", "an id is a UUID", name))
            return None


def plain(text: str) -> str:
    """The text without what no database keeps: NUL, and halves of characters that a cut on a phone may leave."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def translated(kind: type[T], given: Any) -> T:
    """The `kind` (a command, a filter) that an input gives. Raises Invalid naming every malformed id."""
    reading = Reading()
    values = reading.read(kind, given)
    if reading.problems:
        raise Invalid.of(reading.problems)
    return kind(**values)


@cache
def _wanted(kind: Any) -> dict[str, Any]:
    """Each field of a command and the type of one value in it: UUID of `UUID | None` and of `tuple[UUID, ...]`."""
    hints = get_type_hints(kind)
    return {each.name: _one(hints[each.name]) for each in fields(kind)}


def _one(hint: Any) -> Any:
    inner = [arg for arg in get_args(hint) if arg not in (type(None), Ellipsis)]
    return _one(inner[0]) if get_origin(hint) in (Union, UnionType, tuple) else hint
