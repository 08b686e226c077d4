"""A command: what a person asks, and what a receipt remembers of it to know another one by."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from server.journal.receipts import Sent
from server.process.fields import Declared, Said, asked, given


class Command(Declared):
    """The operation's id (sending twice is sending once), the version acted on, and what the phone told of its way.

    Weak on purpose: everything but the ids may be missing; the decision says all that is wrong with it at once.
    """

    untold: ClassVar[frozenset[str]] = frozenset({"op_id", "sent", "seen"})  # no part of what is asked

    op_id: UUID = asked(
        "操作编号，由手机生成；重发只办一次。The operation's id, made by the phone: sent twice, done once."
    )
    seen: int | None = asked("操作人所见的版本。The version that the person acted on.", default=None)
    sent: Sent | None = given("这次操作从哪台手机、按什么次序来。Which phone it comes from, and in which order.")

    def body(self) -> dict[str, Any]:
        """The command as plain JSON, without what is `untold`. Its digest is a format: receipts of years hold it."""
        kind: Any = type(self)
        left_out = self.untold | {name for name in _later(kind) if not getattr(self, name)}
        return {name: _plain(value) for name, value in _pairs(self) if name not in left_out}


class On(Command):
    """What is asked of one that is there."""

    id: UUID = asked("编号。Its id.")


class New(On):
    """What makes one."""

    id: UUID = asked("新件的编号，由手机生成。The new one's id, made by the phone.")
    seen: int | None = None


@cache
def _later(kind: Any) -> frozenset[str]:
    """The fields of a command that receipts of before do not know."""
    return frozenset(name for name, said in Said.of(kind).items() if said.later)


def _pairs(thing: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(thing, field.name)) for field in fields(thing)]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _plain(inner) for name, inner in _pairs(value)}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value).encode("utf-8", "backslashreplace").decode()  # half characters have no JSON
