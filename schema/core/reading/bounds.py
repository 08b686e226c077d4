"""How long a list may be: 1 to 100 rows, 30 when nothing is said."""

from __future__ import annotations

from schema.core.problems import Refused
from server.core.query_limits import PAGE_ROWS

MOST, USUAL = PAGE_ROWS, 30
FIRST = "最多几条，1 到 100。How many at most, 1 to 100."
AFTER = "从这个游标之后开始。Begin after this cursor."


def limited(first: int | None) -> int:
    """`first` when it is within bounds (30 when null); else an error: FIRST_TOO_LARGE or FIRST_TOO_SMALL."""
    first = USUAL if first is None else first
    if first > MOST:
        raise Refused(f"first may be at most {MOST}", extensions={"code": "FIRST_TOO_LARGE", "field": "first"})
    if first < 1:
        raise Refused("first must be at least 1", extensions={"code": "FIRST_TOO_SMALL", "field": "first"})
    return first
