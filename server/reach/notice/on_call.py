"""Who is on duty now, and when each wants to be told."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core import clock
from server.data.database import reader
from server.ground.person.models import Person
from server.reach.notice.models import NoticeWindow, Roster
from server.reach.notice.quiet_hours import Window


async def windows_of(people: Sequence[UUID]) -> dict[UUID, list[Window]]:
    """The windows that each of them set; who set none is not there."""
    found: dict[UUID, list[Window]] = {}
    for row in await NoticeWindow.filter(person_id__in=list(people)).using_db(reader()):
        found.setdefault(row.person_id, []).append(Window(row.weekday, row.starts, row.ends))
    return found


async def on_duty(people: Sequence[UUID]) -> frozenset[UUID]:
    """Those of them who are on the duty roster now, in a post that is in force."""
    rows = await _rostered().filter(post__person_id__in=list(people)).values_list("post__person_id", flat=True)
    return frozenset(UUID(str(row)) for row in rows)


async def units_on_duty(units: Sequence[UUID]) -> frozenset[UUID]:
    """Those of the units that have somebody on the roster now."""
    rows = await _rostered().filter(post__unit_id__in=list(units)).values_list("post__unit_id", flat=True)
    return frozenset(UUID(str(row)) for row in rows)


async def people_of_units(units: Sequence[UUID]) -> dict[UUID, list[Person]]:
    """Whoever of each unit is on the roster now, by id and name."""
    found: dict[UUID, list[Person]] = {}
    named = ("post__unit_id", "post__person_id", "post__person__name")
    for unit, person, name in await _rostered().filter(post__unit_id__in=list(units)).values_list(*named):
        found.setdefault(UUID(str(unit)), []).append(Person(id=UUID(str(person)), name=name))
    return found


def _rostered() -> QuerySet[Roster]:
    now, day = clock.now(), clock.today()
    held = Q(post__starts_on__lte=day) & (Q(post__ends_on=None) | Q(post__ends_on__gte=day))
    return Roster.filter(held, starts_at__lte=now, ends_at__gt=now).using_db(reader())
