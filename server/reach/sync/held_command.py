"""A held operation as plain JSON, and the command that it becomes again when its turn has come."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from server.journal.receipts import Sent


def told_of(sent: Sent | None) -> dict[str, Any] | None:
    """What a phone told of an operation's way, as plain JSON."""
    if sent is None:
        return None
    values = {field.name: getattr(sent, field.name) for field in fields(sent)}
    given = {name: value for name, value in values.items() if value is not None}
    return {name: value if isinstance(value, int) else str(value) for name, value in given.items()}


def restored(kind: Any, told: dict[str, Any]) -> Any:
    """The command (or a part of one) that plain JSON tells."""
    wanted = _hints(kind)
    return kind(**{name: _value(wanted[name], value) for name, value in told.items() if value is not None})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, told: Any) -> Any:
    inner = [one for one in get_args(hint) if one not in (type(None), Ellipsis)]
    if get_origin(hint) in (Union, UnionType):
        return _value(inner[0], told)
    if get_origin(hint) is tuple:
        return tuple(_value(inner[0], one) for one in told)
    if is_dataclass(hint):
        return restored(hint, told)
    if hint in (datetime, date):
        return hint.fromisoformat(told)
    return hint(told) if hint is UUID or issubclass(hint, Enum) else told
