"""What a receipt remembers of a command, to know another one by that comes under the same operation id."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from server.incident.commands import Command, Photo, Place

UNTOLD = frozenset({"op_id", "sent", "seen"})  # what is asked is the same, whatever of it was seen by then


def body(command: Command) -> dict[str, Any]:
    """The command as plain JSON without the operation's id: what a receipt remembers to know another body by."""
    return {name: _plain(value) for name, value in _pairs(command) if name not in UNTOLD}


def _pairs(thing: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(thing, field.name)) for field in fields(thing)]


def _plain(value: Any) -> Any:
    if isinstance(value, Photo | Place):
        return {name: _plain(inner) for name, inner in _pairs(value)}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value).encode("utf-8", "backslashreplace").decode()  # half characters have no JSON
