"""What is wrong with a command: every problem is collected before it is refused, one per field.

What a check hands on has the type that is wanted, so that a decision reads straight on; where something was wrong with
it, nothing comes of it, since `settle` refuses before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from server.core.errors import Invalid, Problem
from server.core.moments import TOO_EARLY, Within
from server.core.text import kept
from server.process.fields import Said

LONGEST_TEXT = 2000

T = TypeVar("T")


def said(command: Any, field: str = "text") -> str:
    """What is kept of the one text of a command. Raises Invalid where it is not within its declared bounds."""
    check = Check()
    words = check.words(command, field)
    check.settle()
    return words


def stated(field: str, given: str | None, *, least: int = 0, most: int = LONGEST_TEXT) -> str:
    """What is kept of the one text that is to be checked. Raises Invalid where it is not within these bounds."""
    check = Check()
    words = check.text(field, given, least=least, most=most)
    check.settle()
    return words


class Check:
    """Collects problems; `settle` refuses with all of them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, field: str, message: str, code: str = "INVALID", *, hint: str = "") -> None:
        """`hint` says what to do, "中文。English."."""
        self.problems.append(Problem(code, message, field, hint))

    def need(self, ok: object, field: str, message: str, code: str = "INVALID") -> None:
        if not ok:
            self.add(field, message, code)

    def given(self, field: str, value: T | None, message: str, code: str = "INVALID") -> T:
        """The value, which must be there."""
        self.need(value is not None, field, message, code)
        return cast(T, value)

    def between(self, field: str, given: int, bound: tuple[int, int]) -> None:
        """It lies between the two, both included."""
        least, most = bound
        if not least <= given <= most:
            told = f"from {least} to {most}, not {given}"
            self.add(field, told, hint=f"从 {least} 到 {most}，不是 {given}。{told.capitalize()}.")

    def text(
        self,
        field: str,
        given: str | None,
        *,
        least: int = 0,
        most: int = LONGEST_TEXT,
        made: Callable[[str], str] = kept,
    ) -> str:
        """What is kept of the words; `made`: how, for words of one line and for numbers."""
        words = made(given or "")
        if len(words) < least:
            told = "say it in words" if least == 1 else f"say it in at least {least} characters"
            self.add(field, told, hint=f"至少写 {least} 个字。{told.capitalize()}.")
        if len(words) > most:
            told = f"at most {most} characters, not {len(words)}"
            self.add(field, told, "TEXT_LONG", hint=f"至多 {most} 个字，现在 {len(words)} 个。{told.capitalize()}.")
        return words

    def words(self, command: Any, field: str, *, made: Callable[[str], str] = kept) -> str:
        """What is kept of a command's text, within the bounds that its field declares."""
        said = Said.of(type(command))[field]
        most = said.longest or LONGEST_TEXT
        return self.text(field, getattr(command, field), least=said.least, most=most, made=made)

    def moment(self, given: datetime | None, default: datetime) -> datetime:
        """An aware time in UTC; the server's own where the phone named none."""
        if given is None:
            return default
        return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)

    def within(
        self,
        field: str,
        given: date | datetime | None,
        bound: Within,
        now: datetime,
        *,
        since: datetime | None = None,
    ) -> None:
        """A moment or a day of a person's, if they named one, lies within its bounds: see `server.core.moments`."""
        if given is not None and (broken := bound.broken(given, now, written=since)):
            days = bound.past if broken == TOO_EARLY else bound.future
            self.add(field, f"at most {days} days {'before' if broken == TOO_EARLY else 'after'} now", broken)

    def settle(self) -> None:
        """Raises Invalid with everything that was found."""
        if self.problems:
            raise Invalid.of(self.problems)
