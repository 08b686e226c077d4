"""Pages by keyset: where a page begins is a place in the order, not a count, so that a page costs the same anywhere.

A cursor says the order, the place and the id of the row it stands at. By light there are two parts, what has a
light by when it turns red and then what has none by id, since the two databases sort nulls differently and neither
uses an index to turn them round.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from binascii import Error
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import orjson
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core.errors import Invalid
from server.data import orm
from server.data.database import reader
from server.grid.incident.models import Incident
from server.grid.incident.sorting import Sort

ORDER = {
    Sort.URGENT_FIRST: ("late_at", "id"),
    Sort.URGENT_LAST: ("-late_at", "-id"),
    Sort.NEWEST_FIRST: ("-received_at", "-id"),
    Sort.OLDEST_FIRST: ("received_at", "id"),
    Sort.CHANGED_FIRST: ("-changed_at", "-id"),
    Sort.CHANGED_LAST: ("changed_at", "id"),
}
COLUMN = {order: by.removeprefix("-") for order, (by, _) in ORDER.items()}
BY_LIGHT = frozenset({Sort.URGENT_FIRST, Sort.URGENT_LAST})
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # "is not null" as a range, which every index can answer


@dataclass(frozen=True)
class Mark:
    """A place in an order: the column's value (None: behind all that have one) and the row's id."""

    at: datetime | None
    id: UUID


@dataclass(frozen=True)
class Part:
    """A stretch of an order that one index gives. `lit`: it holds those that have a light, or (False) those that have
    none, for which the condition does not ask; None: it holds both."""

    condition: Q
    lit: bool | None = None


def cursor(order: Sort, incident: Incident) -> str:
    """Where this incident stands in the order."""
    at: datetime | None = getattr(incident, COLUMN[order])
    place = [order, at.astimezone(UTC).isoformat() if at else None, incident.id.hex]
    return orjson.dumps(place).decode()


def mark(order: Sort, text: str) -> Mark:
    """The place that a cursor of this order says. Raises Invalid (field "after") for anything else. Phones hold older
    ones, in base64."""
    try:
        if not text.startswith("["):
            text = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        said, at, row = orjson.loads(text)
        moment = datetime.fromisoformat(at) if at is not None else None
        if said != order or (moment is None and order not in BY_LIGHT):
            raise ValueError("of another order")
        if moment is not None and moment.tzinfo is None:
            raise ValueError("without a zone")
        return Mark(moment, UUID(row))
    except (ValueError, TypeError, AttributeError, Error):
        raise Invalid("this cursor is none of this list's", field="after", code="CURSOR_MALFORMED") from None


def parts(order: Sort, after: str | None) -> Iterator[Part]:
    """The stretches of the order that lie behind the cursor, in turn."""
    behind = mark(order, after) if after is not None else None
    column, down = COLUMN[order], ORDER[order][0].startswith("-")
    if order not in BY_LIGHT:
        yield Part(_beyond(column, behind, down=down) if behind else Q())
        return
    if behind is None or behind.at is not None:
        yield Part(_beyond(column, behind, down=down) if behind else Q(late_at__gt=BEGINNING), lit=True)
    end: dict[str, Any] = {"id__lt" if down else "id__gt": behind.id} if behind and behind.at is None else {}
    yield Part(Q(**end), lit=False)


def _beyond(column: str, behind: Mark, *, down: bool) -> Q:
    """Behind a place. The first half is what the index walks, the second leaves out what is not behind."""
    at, row = cast("Any", behind.at), cast("Any", behind.id)
    past = "lt" if down else "gt"
    return Q(**{f"{column}__{past}e": at}) & (Q(**{f"{column}__{past}": at}) | Q(**{f"id__{past}": row}))


async def counted(chosen: QuerySet[Incident], cap: int) -> int:
    """How many rows there are, up to `cap`: the database stops counting there."""
    rows = chosen.limit(cap + 1).using_db(reader()).values_list("id")
    statement, values = orm.statement(rows)
    found = await reader().execute_query_dict(f"SELECT count(*) AS count FROM ({statement}) AS counted", values)
    return min(int(found[0]["count"]), cap)
