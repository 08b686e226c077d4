"""The answer to a supervisor's question as rows under headings, as many as fit, in the rights and from the budget of
who asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import orjson
from graphql import OperationType

from server.core.query_limits import PAGE_ROWS
from server.edge.caller import Caller
from server.edge.graphql.admission import Admitted, Gate
from server.edge.graphql.query_cost import answered
from server.edge.graphql.table import Failed, Pages
from server.edge.questions.heading import Head
from server.edge.questions.shape import Figured, Listing, shape
from server.edge.refusal import Refused

SCREEN_ROWS = 300
SHEET_ROWS, SHEET_SECONDS = 50_000, 120  # of a sheet, which waits until the budget has room again


async def raw(gate: Gate, admitted: Admitted, caller: Caller) -> Any:
    """The data of a query that is no table. Raises Failed."""
    body = await gate.engine.execute(admitted.request, caller.viewer)
    data = orjson.dumps(body.get("data"))
    if admitted.paid is not None:
        admitted.paid.settle(answered(data))
    if errors := body.get("errors"):
        raise Failed(errors)
    return orjson.Fragment(data)


@dataclass
class Row:
    """`keys`: the group's codes; `href`: where it opens; `foot`: it stands below the others."""

    cells: list[Any]
    href: str | None = None
    keys: list[str] | None = None
    foot: bool = False


@dataclass
class Table:
    """What was found so far. `cut`: why there is more than was read, or ""."""

    heads: Sequence[Head] = ()
    definitions: list[Any] = field(default_factory=list)
    figures: dict[str, Any] | None = None
    cut: str = ""
    name: str = ""


class Asking:
    """One question of one caller. `parts` reads it once, some rows at a time, and `table` then says what they are."""

    def __init__(self, gate: Gate, admitted: Admitted, caller: Caller) -> None:
        """Raises Refused 400 for what is no table."""
        if admitted.request.kind is not OperationType.QUERY:
            raise Refused(400, "NOT_A_TABLE", "only a query is a table")
        self._gate, self._admitted, self._caller = gate, admitted, caller
        self._shape = shape(admitted.request, gate.engine.schema)
        if admitted.paid is not None:
            admitted.paid.settle(0)  # each part pays for itself
        self.table = Table()

    async def parts(self, most: int, seconds: int = 0) -> AsyncIterator[list[Row]]:
        """At most so many rows; for so long it waits where the budget is spent. Raises Refused, Failed."""
        if isinstance(self._shape, Figured):
            yield await self._figures(self._shape)
            return
        async for rows in self._listed(self._shape, most, monotonic() + seconds):
            yield rows

    async def _figures(self, of: Figured) -> list[Row]:
        paid = self._gate.again(self._admitted, of.request, self._caller)
        body = await self._gate.engine.execute(of.request, self._caller.viewer)
        data = orjson.dumps(body.get("data"))
        if paid is not None:
            paid.settle(answered(data))
        if errors := body.get("errors"):
            raise Failed(errors)
        found = orjson.loads(data)[of.root]
        told = found["definitions"]
        self.table = Table(of.heads(told), told, of.asked, name=of.root)
        rows = [Row(of.cells(one, told), keys=one["keys"]) for one in found["rows"]]
        others = [found["others"]] if found["others"] else []
        return rows + [Row(of.cells(one, told), foot=True) for one in (*others, found["total"])]

    async def _listed(self, of: Listing, most: int, until: float) -> AsyncIterator[list[Row]]:
        self.table = Table(of.heads, name=of.flat.rows[0])
        pages, read = Pages(self._gate, self._admitted, self._caller, of.flat), 0
        while True:
            try:
                found = await pages.read(min(PAGE_ROWS, most - read))
            except Refused as refused:
                if refused.code != "BUDGET_SPENT":
                    raise
                if monotonic() + (refused.retry_after or 1) < until:
                    await asyncio.sleep(refused.retry_after or 1)
                    continue
                if not read:
                    raise
                self.table.cut = "BUDGET"
                return
            rows = found[: most - read]
            read += len(rows)
            yield [Row(of.cells(one), of.href(one)) for one in rows]
            if read >= most and (pages.more or len(found) > len(rows)):
                self.table.cut = "ROWS"
            if read >= most or not pages.more:
                return
