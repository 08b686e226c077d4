"""Case numbers: 123456-20261123-00042, counted per district and day of filing in Shanghai."""

from __future__ import annotations

import re
from datetime import date, datetime

from server.data.database import reader
from server.process.numbering import Numbered

_NUMBER = re.compile(r"[0-9]{6}-[0-9]{8}-[0-9]{5,8}")
_PLACES = {"sqlite": ("?", "?"), "postgres": ("$1", "$2")}


def number(district: str, day: date, count: int) -> str:
    """The number of the `count`-th case filed in a district (6 digits) on a day."""
    return f"{district}-{day:%Y%m%d}-{count:05d}"


def is_number(text: str) -> bool:
    """Whether this can be a case number at all."""
    return _NUMBER.fullmatch(text) is not None


def following(area: str, moment: datetime) -> Numbered:
    """The next number of the area's district."""
    return Numbered.at("case_number", area, moment, number)


async def start_after(district: str, day: date, last: int) -> None:
    """Let a day's numbers go on after `last`, for history that was written together. Within a transaction."""
    connection = reader()
    places = _PLACES[connection.capabilities.dialect]
    statement = f"INSERT INTO case_number (district, day, last) VALUES ({places[0]}, {places[1]}, {int(last)})"
    await connection.execute_query(statement, [district, f"{day:%Y%m%d}"])
