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

    async def now(self) -> T:
        context, moment = require_context(), monotonic()
        held = self._all.get(context)
        if held and moment - held.checked < self.seconds and not (self._daily and held.day != clock.today()):
            return held.value
        mark, day = await self._mark(), clock.today()
        if held is None or held.mark != mark:
            held = self._all[context] = _Held(mark, await self.read(mark), moment, day)
        held.checked, held.day = moment, day
        return held.value

    def last(self) -> T | None:
        """As it was last read, without a statement."""
        held = self._all.get(require_context())
        return held.value if held else None

    def forget(self) -> None:
        """Read it anew when next asked: it was changed in this process."""
        self._all.pop(require_context(), None)
