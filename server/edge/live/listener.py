"""The queue of one subscriber: bytes that wait for their connection, up to a bound. Who does not read is dropped."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cached_property

HEARTBEAT = 15.0  # seconds without a word after which a proxy may think that nobody is there
BUDGET = 1024 * 1024  # bytes that may wait for one subscriber


@dataclass(frozen=True)
class Frame:
    """One response as it is written, the same object for all who are told it. `cursor`: where they can go on from.

    Without a body it says only that the stream is alive.
    """

    body: bytes = b""
    cursor: int | None = None

    @cached_property
    def block(self) -> bytes:
        """As a server-sent event."""
        mark = b"" if self.cursor is None else b"id: %d\n" % self.cursor
        return b"event: next\n%sdata: %s\n\n" % (mark, self.body) if self.body else b":\n%s\n" % mark


class Listener:
    """What waits for one subscriber. `close` and `lose` end it and throw away what waits; `lost`: they are to be told.

    Decision: thousands of these lie idle. Each has one timer for all of its life and no event of asyncio's, and nothing
    is made anew for each word that they are told.
    """

    __slots__ = ("_asleep", "_beat", "_last", "_waiting", "lost", "over", "weight")

    def __init__(self) -> None:
        self._waiting: list[Frame] = []
        self._asleep: asyncio.Future[None] | None = None  # who waits for a word
        self._beat: asyncio.TimerHandle | None = None
        self._last = 0.0  # when the last word was taken, by the loop's clock
        self.weight, self.over, self.lost = 0, False, False

    def offer(self, frame: Frame) -> None:
        """Hand over; drops them when more than `BUDGET` waits already."""
        if self.over:
            return
        if self._waiting and self.weight + len(frame.body) > BUDGET:
            self.lose()
            return
        self.weight += len(frame.body)
        self._waiting.append(frame)
        self._ring()

    def lose(self) -> None:
        self.lost = True
        self.close()

    def close(self) -> None:
        self.over, self.weight = True, 0
        self._waiting.clear()
        self._ring()

    def finish(self) -> None:
        """Nothing more will come; what waits is still told."""
        self.over = True
        self._ring()

    def leave(self) -> None:
        """Nobody takes any more."""
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None

    @property
    def ended(self) -> bool:
        """Nothing waits and nothing more will come."""
        return self.over and not self._waiting

    async def take(self) -> Frame | None:
        """The next one; None when it has ended, and for each `HEARTBEAT` without any."""
        if not self._waiting and not self.over:
            await self._sleep()
        self._last = asyncio.get_running_loop().time()
        if not self._waiting:
            return None
        frame = self._waiting.pop(0)
        self.weight -= len(frame.body)
        return frame

    async def _sleep(self) -> None:
        loop = asyncio.get_running_loop()
        if self._beat is None:
            self._last = loop.time()
            self._beat = loop.call_later(HEARTBEAT, self._remind)
        self._asleep = loop.create_future()
        try:
            await self._asleep
        finally:
            self._asleep = None

    def _remind(self) -> None:
        """Wake them when nothing was said for so long; else look again when that may be."""
        loop = asyncio.get_running_loop()
        left = self._last + HEARTBEAT - loop.time()
        if left <= 0:
            self._ring()
        self._beat = loop.call_later(left if left > 0 else HEARTBEAT, self._remind)

    def _ring(self) -> None:
        if self._asleep is not None and not self._asleep.done():
            self._asleep.set_result(None)
