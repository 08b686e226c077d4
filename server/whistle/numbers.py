"""Whistle numbers: W123456-20261123-007, counted per district and day of blowing in Shanghai."""

from __future__ import annotations

import re
from datetime import date, datetime

from server.clock import SHANGHAI
from server.incident import numbers

TABLE = "whistle_number"
_NUMBER = re.compile(r"W[0-9]{6}-[0-9]{8}-[0-9]{3,8}")


def number(district: str, day: date, count: int) -> str:
    """The number of the `count`-th whistle blown in a district (6 digits) on a day."""
    return f"W{district}-{day:%Y%m%d}-{count:03d}"


def is_number(text: str) -> bool:
    """Whether this can be a whistle's number at all."""
    return _NUMBER.fullmatch(text) is not None


async def take(district: str, moment: datetime) -> str:
    """The next number. Within a transaction, since one that is undone gives its number back."""
    day = moment.astimezone(SHANGHAI).date()
    return number(district, day, await numbers.counted_up(TABLE, district, day))
