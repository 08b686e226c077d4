"""A read that the server makes for itself with every request or event: what is wanted is said once, as by a selection.

Decision: the ORM takes up to half a millisecond for a query of one row, most of it for making the same text again and
for waking a thread; this way it takes a tenth of that, and rows that belong together come in one statement. It is for
the few reads that are made all the time; everything else asks the ORM.
"""

from __future__ import annotations

from typing import Any

from tortoise import Model
from tortoise.queryset import QuerySet

from server.data.database import dialect
from server.query.execute import Reading
from server.query.projection import Want
from server.query.row_query import Several
from server.query.rows import Row
from server.query.wants import Wants


class Lookup:
    """Rows of `model` with what is `wanted` of each, in the order `by` ("-at" is downwards)."""

    def __init__(self, model: type[Model], wanted: tuple[Want, ...], by: tuple[str, ...] = ()) -> None:
        self.model, self.wanted, self.by = model, wanted, by
        self._readings: dict[str, Reading] = {}  # by the database's dialect

    async def all(self, query: QuerySet[Any], most: int | None = None) -> list[Row]:
        """The rows of a query of this model, at most so many; within a transaction what it sees."""
        choice = Several([query], self.by, most)
        kind = dialect()
        if (reading := self._readings.get(kind)) is None:
            wants = Wants(self.model)
            wants.take(self.wanted)
            reading = self._readings[kind] = Reading.of(wants, choice)
        rows: list[Row] = await reading.fetch(choice)
        return rows

    async def first(self, query: QuerySet[Any]) -> Row | None:
        """The first of them, or None."""
        rows = await self.all(query, 1)
        return rows[0] if rows else None
