"""Keyset connections: a page begins after a cursor and never skips or repeats a row that stays. At most 100 rows.

Their source is `server.query.keyset.Paged`: rows, cursors, whether more follow, and the total if it was asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from inspect import isawaitable
from types import new_class
from typing import Any, Generic, TypeAlias, TypeVar

import strawberry

from schema.core.context import Info
from schema.core.deprecation import instead
from schema.core.fields import paging, part, seen
from schema.core.problems import asked
from schema.core.reading.bounds import limited
from schema.core.reading.cursors import opened, sealed
from server.query.keyset import Paged
from server.query.row_query import Held, Page

TOTAL = date(2026, 11, 30)  # since when a connection has `total`

T = TypeVar("T")
Choose: TypeAlias = Callable[[int, str | None], Any | Awaitable[Any]]


def behind(rows: Sequence[Any], first: int, after: str | None, *, key: Callable[[Any], str]) -> Paged:
    """A page of rows that lie in memory, sorted by `key`, their cursor: up to `first` of those behind `after`."""
    begin = bisect_right(rows, after, key=key) if after is not None else 0
    shown = rows[begin : begin + first]
    return Paged(shown, [key(row) for row in shown], len(rows) > begin + first, len(rows))


async def paged(info: Info, first: int | None, after: str | None, choose: Choose) -> Any:
    """What `choose(first, after)` means, with cursors of the list that is asked for."""
    list = info.field_name

    async def work() -> Any:
        place = opened(list, after)
        found = choose(limited(first), place)
        return named(list, await found if isawaitable(found) else found, behind=place is not None)

    return await asked(work())


def named(list: str, page: Page | Paged, *, behind: bool) -> Page | Held:
    """A page with cursors of its list."""
    if isinstance(page, Page):
        place = page.cursor
        return replace(page, cursor=lambda row: sealed(list, place(row)), behind=behind)
    return Held(replace(page, cursors=[sealed(list, one) for one in page.cursors], behind=behind))


@strawberry.type(description="这一页前后还有没有。Whether more stands before or behind this page.")
class PageInfo:
    has_next_page: bool = paging("后面还有。More follows.", of="more")
    has_previous_page: bool = paging("前面还有：从游标之后开始的。It begins behind a cursor, so more stands before.",
                                     of="behind")  # fmt: skip
    start_cursor: str | None = paging("本页第一条的游标。The cursor of the first row here.", of="start_cursor")
    end_cursor: str | None = paging("本页最后一条的游标。The cursor of the last row here.", of="end_cursor")


@strawberry.type(description="一个列表共有多少。How many a list holds in all.")
class ConnectionTotal:
    count: int = paging("几条，至多数到 10000。How many, counted up to 10,000.", of="total")
    exact: bool = paging("数全了；否则不止这些。Whether that is all of them; else there are more.", of="exact")


@strawberry.type(description="一条及其游标。One row and its cursor.")
class Edge(Generic[T]):
    cursor: str = paging("游标，内容不透明。An opaque cursor.", of="cursor")
    node: T = seen("这一条。The row.", of="node")


def connection(kind: type, description: str) -> type:
    made = new_class(f"{kind.__name__}Connection", (Connection[kind],))  # type: ignore[valid-type]  # made as it runs
    return strawberry.type(made, description=description)


@strawberry.type(description="一页。One page.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = seen("各条及其游标。The rows with their cursors.", of="edges")
    nodes: list[T] = seen("各条。The rows.", of="rows")
    page_info: PageInfo = part("翻页信息。How to go on.")
    total: ConnectionTotal = part("共有多少，问了才数。How many in all; counted only when asked for.")
    total_count: int = paging(
        "共有多少，问了才数，数到 10000 为止。How many in all; counted only when asked for, up to 10,000.",
        of="total",
        deprecated=instead("total { count }", TOTAL),
    )
    total_exact: bool = paging(
        "总数数全了；否则不止这些。Whether that is all of them; else there are more.",
        of="exact",
        deprecated=instead("total { exact }", TOTAL),
    )
