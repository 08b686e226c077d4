"""Numbers counted per district and day: each is taken by whoever writes, and given back when the write is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from server.core.clock import SHANGHAI
from server.data.database import reader

_NEXT = (
    "INSERT INTO {table} (district, day, last) VALUES ({}, {}, 1) "
    "ON CONFLICT (district, day) DO UPDATE SET last = {table}.last + 1 RETURNING last"
)
_PLACES = {"sqlite": ("?", "?"), "postgres": ("$1", "$2")}


@dataclass(frozen=True)
class Numbered:
    """The next number of a district (6 digits) and a day in Shanghai, from a table with the columns district, day and
    last; `form` writes it from district, day and count."""

    table: str
    district: str
    day: date
    form: Callable[[str, date, int], str]

    @classmethod
    def at(cls, table: str, area: str, moment: datetime, form: Callable[[str, date, int], str]) -> Numbered:
        """The next one of the district of an area."""
        return cls(table, area[:6], moment.astimezone(SHANGHAI).date(), form)

    async def take(self) -> str:
        """Within a transaction."""
        connection = reader()
        statement = _NEXT.format(*_PLACES[connection.capabilities.dialect], table=self.table)
        rows = await connection.execute_query_dict(statement, [self.district, f"{self.day:%Y%m%d}"])
        return self.form(self.district, self.day, int(rows[0]["last"]))
