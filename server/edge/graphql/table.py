"""A table for spreadsheets and scripts (`Accept: text/csv`): one list of a query, read page by page to its end.

Decision: the file lies on disk until it is whole. Only then can its header say that it was cut, a refusal halfway is
still a refusal, and memory holds one page. Each page runs as the same query by JSON would: same rights, same price.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from server.core import clock
from server.core.query_limits import MAX_COST, PAGE_ROWS, TABLE_ROWS, TABLE_SECONDS
from server.edge.caller import Caller
from server.edge.graphql.admission import Admitted, Gate
from server.edge.graphql.engine import GraphQLRequest
from server.edge.graphql.flat import AFTER, FIRST, PAGE, Flat, flat
from server.edge.graphql.negotiate import CSV, respond
from server.edge.graphql.query_cost import answered
from server.edge.graphql.sheet import Sheet
from server.edge.refusal import BUSY, Refused

GONE = 499  # nobody reads it


class Failed(Exception):
    """A page has errors, for which a table has no place."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("a page has errors")
        self.errors = errors


async def table(request: Request, gate: Gate, admitted: Admitted, caller: Caller) -> Response:
    """The answer to an admitted request as a file, or its errors as JSON. Raises Refused, StorageFull."""
    if admitted.paid is not None:
        admitted.paid.settle(0)  # each page pays for itself
    shape = flat(admitted.request, gate.engine.schema)
    sheet = Sheet(request.app.state.settings.data_dir, shape.columns)
    pages = Pages(gate, admitted, caller, shape)
    try:
        cut = await _fill(request, pages, sheet)
        if cut:
            await sheet.say(_words(cut, sheet.rows, pages.after))
    except BaseException as stopped:
        sheet.close()
        if isinstance(stopped, Failed):
            internal = any(error["extensions"]["code"] == "INTERNAL" for error in stopped.errors)
            return respond("", {"errors": stopped.errors}, status=500 if internal else 400)
        if isinstance(stopped, ClientDisconnect):
            return Response(status_code=GONE)
        raise
    return _file(sheet, shape.rows[0], {"x-grid-cut": cut, "x-grid-after": pages.after or ""} if cut else {})


class Pages:
    """The rows of a table as they are read. `more`: others follow those that were read, behind the cursor `after`."""

    def __init__(self, gate: Gate, admitted: Admitted, caller: Caller, shape: Flat) -> None:
        self._gate, self._admitted, self._caller, self._shape = gate, admitted, caller, shape
        self.after, self.more = shape.request.variables[AFTER], False
        cost = gate.engine.reckon(self._request(PAGE_ROWS)).cost
        self._size = max(1, min(PAGE_ROWS, PAGE_ROWS * MAX_COST // cost))

    async def read(self, room: int) -> list[Any]:
        """The next rows, of a list with pages at most `room`. Raises Refused, also when the budget is spent; Failed."""
        request = self._request(min(self._size, room))
        paid = self._gate.again(self._admitted, request, self._caller)
        body = await self._gate.engine.execute(request, self._caller.viewer)
        data = orjson.dumps(body.get("data"))
        if paid is not None:
            paid.settle(answered(data))
        if errors := body.get("errors"):
            if any(error["extensions"]["code"] == BUSY.code for error in errors):
                raise Refused(BUSY.status, BUSY.code, BUSY.message, retry_after=BUSY.retry_after)
            raise Failed(errors)
        found = orjson.loads(data)
        for name in self._shape.rows:
            page, found = found, (found or {}).get(name)
        if self._shape.has_pages and page:
            self.more, self.after = page[PAGE]["hasNextPage"], page[PAGE]["endCursor"]
        return found or []

    def _request(self, first: int) -> GraphQLRequest:
        request = self._shape.request
        return replace(request, variables={**request.variables, FIRST: first, AFTER: self.after})


async def _fill(request: Request, pages: Pages, sheet: Sheet) -> str:
    """Read to the end; why before it, or "". Raises ClientDisconnect when nobody waits any more."""
    until = monotonic() + TABLE_SECONDS
    while True:
        room = TABLE_ROWS - sheet.rows
        try:
            rows = await pages.read(room)
        except Refused as refused:
            if refused.code != "BUDGET_SPENT" or not sheet.rows:
                raise
            return "BUDGET"
        await sheet.add(rows[:room])
        if not pages.more:
            return "ROWS" if len(rows) > room else ""
        if sheet.rows >= TABLE_ROWS:
            return "ROWS"
        if monotonic() >= until:
            return "SECONDS"
        if await request.is_disconnected():
            raise ClientDisconnect


def _words(cut: str, rows: int, after: str | None) -> str:
    """The last line of a table that is not whole."""
    behind = f'; after: "{after}"' if after else ""
    return f"# CUT {cut}: 只有前 {rows} 行，后面还有。Only the first {rows} rows; more follow{behind}"


def _file(sheet: Sheet, name: str, more: dict[str, str]) -> Response:
    stamp = clock.now().astimezone(clock.SHANGHAI).strftime("%Y%m%d-%H%M")
    headers = {
        "cache-control": "no-store",
        "content-disposition": f'attachment; filename="{name}-{stamp}.csv"',
        "content-length": str(len(sheet)),
    }
    return StreamingResponse(sheet.chunks(), media_type=f"{CSV}; charset=utf-8", headers=headers | more)
