"""What is known of the request that asks the database: what it has seen, whether it only reads, whether it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

NOWHERE = 2**64 - 1  # a place that no log reaches


@dataclass
class Asking:
    """One request. `since`: the place in the log of PostgreSQL that its person knows of."""

    since: int = 0
    reads: bool = False
    wrote: bool = False


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asking(since: int) -> Iterator[Asking]:
    """Within this block a request runs."""
    token = _asking.set(one := Asking(since))
    try:
        yield one
    finally:
        _asking.reset(token)


def current() -> Asking | None:
    return _asking.get()


def reads_only() -> None:
    """From now on the request only reads: its lists and figures may come from a replica."""
    if (one := _asking.get()) is not None:
        one.reads = True


def wrote() -> None:
    if (one := _asking.get()) is not None:
        one.wrote = True
