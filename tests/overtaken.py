"""Somebody is overtaken between reading and writing: what the other does comes just before the transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from server.journal import idempotency

Work = Callable[[], Awaitable[Any]]


@contextmanager
def overtaken(by: Work, at: Any = idempotency) -> Iterator[None]:
    """The next transaction that the module `at` begins waits until `by` is done."""
    whole = at.transaction

    async def transaction(work: Work) -> Any:
        first.stop()
        await by()
        return await whole(work)

    first = patch.object(at, "transaction", transaction)
    first.start()
    try:
        yield
    finally:
        first.stop()


async def at_once(*works: Work) -> list[Any]:
    """All have read and decided, or were refused, before the first of them writes; their answers or refusals."""
    whole: Any = getattr(idempotency, "transaction")  # noqa: B009
    all_decided, undecided = asyncio.Event(), set[Any]()

    def decided(task: Any) -> None:
        undecided.discard(task)
        if not undecided:
            all_decided.set()

    async def transaction(work: Work) -> Any:
        decided(asyncio.current_task())
        await all_decided.wait()
        return await whole(work)

    with patch.object(idempotency, "transaction", transaction):
        tasks = [asyncio.ensure_future(one()) for one in works]
        undecided.update(tasks)
        for task in tasks:
            task.add_done_callback(decided)
        return await asyncio.gather(*tasks, return_exceptions=True)
