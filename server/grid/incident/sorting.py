"""In which orders incidents can be listed."""

from __future__ import annotations

from enum import StrEnum

from server.core.text import Worded
from server.process.fields import Declared, asked
from server.query.direction import Direction


class Named(Worded):
    """The orders that had a name each, before there was `OrderBy`."""

    URGENT_FIRST = "URGENT_FIRST", "先到期的在前，没有时限的在后。What is due first; without a deadline last."
    NEWEST_FIRST = "NEWEST_FIRST", "后送达的在前。The last received first."
    CHANGED_FIRST = "CHANGED_FIRST", "后变动的在前。The last changed first."


class SortBy(Worded):
    """By which moment of an incident."""

    DUE = "DUE", "到期；没有时限的总在后。When it is due; without a deadline always last."
    RECEIVED = "RECEIVED", "送达。When it was received."
    CHANGED = "CHANGED", "变动。When it last changed."


class Sort(StrEnum):
    """Each order; its value stands in cursors, which phones keep for days."""

    URGENT_FIRST = "URGENT_FIRST"  # by when the light turns red, what has none last
    URGENT_LAST = "URGENT_LAST"  # what has none last, too
    NEWEST_FIRST = "NEWEST_FIRST"  # by receipt
    OLDEST_FIRST = "OLDEST_FIRST"
    CHANGED_FIRST = "CHANGED_FIRST"  # by last move
    CHANGED_LAST = "CHANGED_LAST"


SORTS = {
    (SortBy.DUE, Direction.ASCENDING): Sort.URGENT_FIRST,
    (SortBy.DUE, Direction.DESCENDING): Sort.URGENT_LAST,
    (SortBy.RECEIVED, Direction.DESCENDING): Sort.NEWEST_FIRST,
    (SortBy.RECEIVED, Direction.ASCENDING): Sort.OLDEST_FIRST,
    (SortBy.CHANGED, Direction.DESCENDING): Sort.CHANGED_FIRST,
    (SortBy.CHANGED, Direction.ASCENDING): Sort.CHANGED_LAST,
}


class OrderBy(Declared, words="按什么排、往哪个方向。By what a list is sorted, and which way."):
    by: SortBy = asked("按什么排。By what.")
    direction: Direction = asked("往哪个方向。Which way.")
