"""Background loops: a `Runner` is one loop with a name, and `running` is the only place where loops are started.

Decision: a loop never ends by itself. One that crashes is logged by its name and goes on after a pause that doubles
with every failure in a row, so that a defect in one stops no other and does not fill the log. A database or bus that
is away (Busy, OSError) is no defect: it gets a line without a traceback, and is looked for again soon.
Loops begin in an empty context, so that they are in no transaction and no request of whoever starts them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext, suppress
from contextvars import Context
from dataclasses import dataclass, field

import structlog

from server.core.errors import Busy

LONGEST, AWAY = 60.0, 2.0  # seconds of rest at most after a failure: of a defect, and while the database is away
KEEPS_FAILING = 3  # failures in a row of which the operator is told
AGAIN, SLOW = 0.2, 5.0  # seconds after which a loop that does not end is cancelled again, and is logged

log = structlog.get_logger("grid.runner")


class Signal:
    """Wakes the loops that hear it. Each has an event of its own, so that none clears what another has not seen."""

    def __init__(self) -> None:
        self._heard: list[asyncio.Event] = []

    def hear(self) -> asyncio.Event:
        """A new event, set by every `ring` from now on."""
        self._heard.append(event := asyncio.Event())
        return event

    def ring(self) -> None:
        for event in self._heard:
            event.set()


@dataclass
class Runner:
    """A loop. `once` is one round; it answers after how many seconds the next one comes, or None: when `wake` is set,
    at the latest after `pause` seconds. After a wake it rests for `together` seconds, for more to come along. `ended`
    is called when the loop has been told to end.
    """

    name: str
    once: Callable[[], Awaitable[float | None]]
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    pause: float = 1.0
    together: float = 0.0
    ended: Callable[[], Awaitable[None]] | None = None
    failures: int = 0  # in a row, until now
    failed_at: float = 0.0  # by the loop's clock

    @property
    def failing(self) -> bool:
        """Whether it keeps failing. A round may last for days: one that has gone on for long enough is well."""
        return self.failures >= KEEPS_FAILING and asyncio.get_running_loop().time() - self.failed_at < 2 * LONGEST

    async def run(self) -> None:
        """Round after round, until cancelled."""
        try:
            while True:
                self.wake.clear()
                rest = await self._tried()
                await (self._woken() if rest is None else asyncio.sleep(rest))
        finally:
            if self.ended is not None:
                with suppress(Exception):
                    await asyncio.shield(self.ended())

    async def _tried(self) -> float | None:
        """One round; a failure is logged, and answers how long to rest."""
        begun = asyncio.get_running_loop().time()
        try:
            rest = await self.once()
        except (Busy, OSError) as failure:
            rest = self._rest(AWAY, begun)
            log.warning("loop waits", loop=self.name, cause=type(failure).__name__)
        except Exception:
            rest = self._rest(LONGEST, begun)
            log.exception("loop failed", loop=self.name, in_a_row=self.failures)
        else:
            self.failures = 0
        return rest

    def _rest(self, longest: float, begun: float) -> float:
        self.failed_at = asyncio.get_running_loop().time()
        before = 0 if self.failed_at - begun > LONGEST else self.failures
        self.failures = before + 1
        doubled: float = self.pause * 2 ** min(before, 20)
        return min(doubled, max(longest, self.pause))

    async def _woken(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.pause):  # not wait_for: Python 3.11's swallows a cancellation
                await self.wake.wait()
        await asyncio.sleep(self.together)


@asynccontextmanager
async def running(
    runners: Sequence[Runner], within: Callable[[], AbstractContextManager[object]] = nullcontext
) -> AsyncIterator[None]:
    """Run the loops, each inside `within()`, until the block is left; then end one after another, the last first."""
    raised: BaseException | None = None
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_within(one, within), name=one.name, context=Context()) for one in runners]
        try:
            yield
        except BaseException as failure:  # as it is: the group would wrap it
            raised = failure
        for task in reversed(tasks):
            await _end(task)
    if raised is not None:
        raise raised


async def _within(runner: Runner, within: Callable[[], AbstractContextManager[object]]) -> None:
    with within():
        await runner.run()


async def _end(task: asyncio.Task[None]) -> None:
    """Cancel until it is done: one that waits for what it must not leave by half may need a second word."""
    begun = asyncio.get_running_loop().time()
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=AGAIN)
        if not task.done() and asyncio.get_running_loop().time() - begun > SLOW:
            log.error("loop does not end", loop=task.get_name())
            begun += SLOW
