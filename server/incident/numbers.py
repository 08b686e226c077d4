"""Case numbers: 123456-20261123-00042, counted per district and day of filing in Shanghai."""

from __future__ import annotations

import re
from datetime import date, datetime

from server.clock import SHANGHAI
from server.database import reader

_NUMBER = re.compile(r"[0-9]{6}-[0-9]{8}-[0-9]{5,8}")
_NEXT = (
    "INSERT INTO {table} (district, day, last) VALUES ({}, {}, 1) "
    "ON CONFLICT (district, day) DO UPDATE SET last = {table}.last + 1 RETURNING last"
)
_PLACES = {"sqlite": ("?", "?"), "postgres": ("$1", "$2")}


def number(district: str, day: date, count: int) -> str:
    """The number of the `count`-th case filed in a district (6 digits) on a day."""
    return f"{district}-{day:%Y%m%d}-{count:05d}"


def is_number(text: str) -> bool:
    """Whether this can be a case number at all."""
    return _NUMBER.fullmatch(text) is not None


async def take(district: str, moment: datetime) -> str:
    """The next number. Within a transaction, since one that is undone gives its number back."""
    day = moment.astimezone(SHANGHAI).date()
    return number(district, day, await counted_up("case_number", district, day))


async def counted_up(table: str, district: str, day: date) -> int:
    """One more of the day in a table of counters, which has the columns district, day and last."""
    connection = reader()
    statement = _NEXT.format(*_PLACES[connection.capabilities.dialect], table=table)
    rows = await connection.execute_query_dict(statement, [district, f"{day:%Y%m%d}"])
    return int(rows[0]["last"])


async def start_after(district: str, day: date, last: int) -> None:
    """Let a day's numbers go on after `last`, for history that was written together. Within a transaction."""
    connection = reader()
    places = _PLACES[connection.capabilities.dialect]
    statement = f"INSERT INTO case_number (district, day, last) VALUES ({places[0]}, {places[1]}, {int(last)})"
    await connection.execute_query(statement, [district, f"{day:%Y%m%d}"])
