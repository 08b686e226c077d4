"""Whistle numbers: W123456-20261123-007, counted per district and day of blowing in Shanghai."""

from __future__ import annotations

import re
from datetime import date, datetime

from server.process.numbering import Numbered

TABLE = "whistle_number"
_NUMBER = re.compile(r"W[0-9]{6}-[0-9]{8}-[0-9]{3,8}")


def number(district: str, day: date, count: int) -> str:
    """The number of the `count`-th whistle blown in a district (6 digits) on a day."""
    return f"W{district}-{day:%Y%m%d}-{count:03d}"


def is_number(text: str) -> bool:
    """Whether this can be a whistle's number at all."""
    return _NUMBER.fullmatch(text) is not None


def following(area: str, moment: datetime) -> Numbered:
    """The next number of the area's district."""
    return Numbered.at(TABLE, area, moment, number)
