"""What changes seldom and is asked for all the time: kept in memory for each database, read again when it changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from tortoise.context import TortoiseContext, require_context

from server.core import clock

M = TypeVar("M")
T = TypeVar("T")


@dataclass
class _Held(Generic[M, T]):
    mark: M
    value: T
    checked: float  # by the monotonic clock
    day: date


class Remembered(Generic[M, T]):
    """`mark` tells one state from another and costs little; it is looked at every `seconds` at most, which is when
    another process's change is seen. This process's own counts at once (`forget`). `read` is given a new mark.
    `daily`: the mark is looked at on another day too, since days put things in force."""

    def __init__(
        self,
        mark: Callable[[], Awaitable[M]],
        read: Callable[[M], Awaitable[T]],
        *,
        seconds: float,
        daily: bool = False,
    ) -> None:
        self.seconds, self.read, self._daily, self._mark = seconds, read, daily, mark
        self._all: WeakKeyDictionary[TortoiseContext, _Held[M, T]] = WeakKeyDictionary()
        self._changes = 0  # made by this process

    async def now(self) -> T:
        context, moment = require_context(), monotonic()
        held = self._all.get(context)
        if held and moment - held.checked < self.seconds and not (self._daily and held.day != clock.today()):
            return held.value
        changes, day = self._changes, clock.today()
        mark = await self._mark()
        if held is None or held.mark != mark:
            held = _Held(mark, await self.read(mark), moment, day)
        if changes == self._changes:  # else what was read is of before: it is read again by whoever asks next
            held.checked, held.day = moment, day
            self._all[context] = held
        return held.value

    def last(self) -> T | None:
        """As it was last read, without a statement."""
        held = self._all.get(require_context())
        return held.value if held else None

    def forget(self) -> None:
        """Read it anew when next asked: it was changed in this process."""
        self._changes += 1
        self._all.pop(require_context(), None)
