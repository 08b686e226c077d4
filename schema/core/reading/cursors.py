"""The one form of all cursors: a small tuple of version, list and place, in base64url, which nobody need look into.

A place is the list's own: an id, a number, a code, or an order and where a row stands in it. A cursor is good in the
list that gave it and refused in every other, CURSOR_MALFORMED; one of another order is refused by the list itself. What
is not of this form is a bare place: phones keep pages for a week, with the cursors that older servers gave.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import orjson

from server.core.errors import Invalid

VERSION = 1
LONGEST = 300  # characters
BEGINS = "WzEs"  # the tuple of this version, "[1,"; no bare place begins so


def sealed(list: str, place: str) -> str:
    """The cursor of a place in a list."""
    return urlsafe_b64encode(orjson.dumps([VERSION, list, place])).decode().rstrip("=")


def opened(list: str, cursor: str | None) -> str | None:
    """The place in this list that a cursor says. Raises Invalid (field "after") for another list's and for nonsense."""
    if cursor is None or (len(cursor) <= LONGEST and not cursor.startswith(BEGINS)):
        return cursor
    try:
        if len(cursor) > LONGEST:
            raise ValueError("too long")
        _, said, place = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if said != list or not isinstance(place, str):
            raise ValueError("of another list")
    except (ValueError, TypeError):
        raise malformed() from None
    return place


def malformed() -> Invalid:
    return Invalid("this cursor is none of this list's", field="after", code="CURSOR_MALFORMED")
