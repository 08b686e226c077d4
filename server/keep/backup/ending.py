"""Work that SIGTERM or SIGINT end in its middle. It runs in a thread with a loop of its own, since it compresses and
copies for minutes and the main loop has to hear them; what it left behind is cleared before the process ends.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

LOOK = 0.2  # seconds after which a thread that waits sees that it is over

GoOn: TypeAlias = Callable[[], None]  # called at each step of the work; raises Ended


class Ended(OSError):
    """Somebody told the work to end."""


def for_ever() -> None:
    """Go on: nobody ends this work."""


@contextmanager
def told() -> Iterator[asyncio.Event]:
    """What SIGTERM and SIGINT set meanwhile."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, ended.set)
    try:
        yield ended
    finally:
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(sign)


async def until(ended: asyncio.Event, work: Callable[[GoOn], Coroutine[Any, Any, T]]) -> T:
    """What `work` gives. Raises Ended, when it was told to end and has ended."""
    over = threading.Event()
    running = asyncio.create_task(asyncio.to_thread(_ran, work, over))
    hearing = asyncio.create_task(ended.wait())
    try:
        await asyncio.wait({running, hearing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hearing.cancel()
        over.set()
    return await running


async def heard(work: Callable[[GoOn], Coroutine[Any, Any, T]]) -> T:
    """The same until a signal comes."""
    with told() as ended:
        return await until(ended, work)


def _ran(work: Callable[[GoOn], Coroutine[Any, Any, T]], over: threading.Event) -> T:
    def go_on() -> None:
        if over.is_set():
            raise Ended("it was told to end")

    async def whole() -> T:
        task = asyncio.create_task(work(go_on))
        while not task.done() and not over.is_set():
            await asyncio.wait({task}, timeout=LOOK)
        task.cancel()  # where it waits; nothing once it is done
        return await task

    try:
        return asyncio.run(whole())
    except asyncio.CancelledError:
        raise Ended("it was told to end") from None
