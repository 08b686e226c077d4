"""What a process remembers of its database is read once for all copies of a template that nobody has written in.

Decision: each case has a database of its own, and to read its catalogue, posts and areas anew was a fifth of what a
verb's case costs. A copy whose write-ahead log is empty holds byte for byte what its template holds, so what one of
them told under a mark, all tell. Where somebody wrote before, as who changes the catalogue does, it is read anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from tortoise.context import TortoiseContext, require_context

from server.data.database import Database, inside
from server.data.remembered import Remembered

_copies: WeakKeyDictionary[TortoiseContext, tuple[Path, Path]] = WeakKeyDictionary()  # each one's template, and its log


def is_copy(opened: Database, template: Path) -> None:
    """This database of SQLite was copied from `template` just now."""
    _share()
    _copies[opened.context] = template, Path(opened.url.removeprefix("sqlite:///") + "-wal")


@cache
def _share() -> None:
    for one in _all():
        one.read = _once(one.read)


def _all() -> Iterator[Remembered[Any, Any]]:
    from server.ground.area import map, territory
    from server.ground.catalogue import queries
    from server.ground.person import standing_in

    yield from (one.REMEMBERED for one in (map, territory, queries, standing_in))


def _once(read: Callable[[Any], Awaitable[Any]]) -> Callable[[Any], Awaitable[Any]]:
    kept: dict[tuple[Path, Any], Any] = {}

    async def known(mark: Any) -> Any:
        copy = _copies.get(require_context())
        if copy is None or inside() or not _is_empty(copy[1]):
            return await read(mark)
        if (copy[0], mark) not in kept:
            kept[copy[0], mark] = await read(mark)
        return kept[copy[0], mark]

    return known


def _is_empty(log: Path) -> bool:
    return not log.exists() or log.stat().st_size == 0
