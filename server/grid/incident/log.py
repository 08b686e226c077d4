"""What happened to the incidents that a viewer may see, over all of them, the last first."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server.core.errors import Invalid
from server.core.period import Period
from server.ground.area.queries import below
from server.process.fields import Declared, given

MOST_KINDS = 100  # of one question: the contract says so, and the edge refuses more
LAST = 2**63 - 1  # the highest number that an event may have


class Wanted(Declared):
    """Which events; everything is optional, and what is given holds together."""

    subject: UUID | None = given("关于什么。What about.")
    area: str | None = given("在此区域之内。Within this area.", names="area")
    kinds: tuple[str, ...] | None = given("哪些种类。Which kinds.", most=MOST_KINDS, names="event")
    period: Period | None = given("发生在这段时间。Within this period.")


def conditions(wanted: Wanted) -> list[Q]:
    """What is wanted, as conditions. Raises Invalid for an area that is no code."""
    found = []
    if wanted.subject is not None:
        found.append(Q(subject_id=wanted.subject))
    if wanted.area is not None:
        found.append(below(wanted.area, "area"))
    if wanted.kinds is not None:
        found.append(Q(kind__in=wanted.kinds))
    if wanted.period is not None:
        found.append(Q(**wanted.period.of("at")))
    return found


def number(cursor: str) -> int:
    """The event's number that a cursor says. Raises Invalid for a cursor that is none."""
    if not (cursor.isascii() and cursor.isdigit() and int(cursor[:19]) <= LAST):
        raise Invalid("this cursor is none of this list's", field="after", code="CURSOR_MALFORMED")
    return min(int(cursor[:19]), LAST)
