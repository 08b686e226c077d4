"""Refusals: what the domain says instead of doing what was asked. Each has a code of `server.core.codes`.

Refusal
├── Forbidden      FORBIDDEN, TWO_PERSON     you may know of it, but not do it
├── Missing        NOT_FOUND                 it is not there, or not for you to know of
├── Conflict       CONFLICT, STEP_CLOSED     somebody was first; `current` is what is true now
├── Invalid        INVALID and finer codes   what was sent cannot stand; one problem per field
├── Reused         OP_ID_REUSED              the operation's id was used for something else
├── Held           HELD, HELD_TOO_LONG       it waits for the operation before it, which has not arrived
├── StorageFull    STORAGE_FULL              there is no room to write; reads go on, the same again later is safe
└── Busy           BUSY                      the database would not let us in; the same again later is safe
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from server.core.codes import SENTENCES


@dataclass(frozen=True)
class Near:
    """Something that there is, whose code or name is spelled much like what was written."""

    code: str
    name: str


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a public code, English words, and the input field it is about ("filter.classCodes.1").

    `hint` says what to do, "中文。English."; `nearest` is what may have been meant.
    """

    code: str
    message: str
    field: str | None = None
    hint: str = ""
    nearest: tuple[Near, ...] = ()


class Refusal(Exception):
    """An answer of "no" that a person can act on. `problems` is never empty."""

    code = "REFUSED"

    def __init__(self, message: str = "", *, field: str | None = None, code: str | None = None) -> None:
        code = code or self.code
        self.problems: tuple[Problem, ...] = (Problem(code, message or SENTENCES.get(code, code), field),)
        super().__init__(message)


class Forbidden(Refusal):
    code = "FORBIDDEN"


class Missing(Refusal):
    """Also what a stranger gets for a thing they may not know of: byte for byte the same as for nothing."""

    code = "NOT_FOUND"


class Conflict(Refusal):
    """Somebody changed it first. `current` is the row as it is now, for those who may see it."""

    code = "CONFLICT"

    def __init__(self, message: str = "", *, current: Any = None, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.current = current


class Invalid(Refusal):
    """What was sent cannot stand. Collect every problem first: `raise Invalid.of(problems)`."""

    code = "INVALID"

    @classmethod
    def of(cls, problems: list[Problem]) -> Invalid:
        refusal = cls(problems[0].message, field=problems[0].field, code=problems[0].code)
        refusal.problems = tuple(problems)
        return refusal


class Reused(Refusal):
    code = "OP_ID_REUSED"


class Held(Refusal):
    code = "HELD"


class StorageFull(Refusal):
    code = "STORAGE_FULL"


class Busy(Refusal):
    code = "BUSY"
