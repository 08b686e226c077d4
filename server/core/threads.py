"""Threads of one kind of work: what would hold up the event loop is done beside it, so much at once and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Threads:
    """At most so many, begun when they are needed; what comes when all are busy waits its turn."""

    def __init__(self, most: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(most, thread_name_prefix=name)

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` answers or raises. It goes on to its end even when nobody waits for it any more."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)
