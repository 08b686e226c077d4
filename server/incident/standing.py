"""现有量: how many incidents there are in each state, of each class, due on each day, by place. Small sums beside a
large table, so that a district's board does not read a hundred thousand rows to say three numbers.

Decision: the database keeps them itself, by triggers of the incident's table, in the transaction that changes a row.
Followers of the log, which keep the tallies of what happened, come a moment later; but a chip that says 12 over a list
of 13 is wrong, and one tap after a step would find it so. The price is one or two small writes where an incident moves.
PostgreSQL's trigger writes its keys in one order, so that two movers do not wait for each other in a circle.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from enum import StrEnum

from tortoise import Model, fields
from tortoise.expressions import Q
from tortoise.functions import Sum

from server.area.queries import below
from server.database import reader, transaction
from server.incident.lifecycle import State


class Facet(StrEnum):
    """By what is counted, and how far down."""

    STATE = "STATE"  # key: the state; by community
    CLASS = "CLASS"  # key: the minor class; by street
    DUE = "DUE"  # key: the day, UTC, on which a light that is not held turns red; by street


DEPTH = {Facet.STATE: 12, Facet.CLASS: 9, Facet.DUE: 9}  # digits of the place's code


class Standing(Model):
    """How many incidents of one place have one key of a facet now."""

    id = fields.BigIntField(primary_key=True, generated=True)
    facet = fields.CharEnumField(Facet, max_length=8)
    area_id = fields.CharField(12)
    key = fields.CharField(16)
    count = fields.IntField()

    class Meta:
        table = "standing"
        unique_together = (("facet", "area_id", "key"),)


def within(facet: Facet, area: str) -> Q:
    """The sums of the subtree of an area that this facet knows. Raises ValueError for a smaller one."""
    if len(area) > DEPTH[facet]:
        raise ValueError(f"{facet} is not counted below {DEPTH[facet]} digits, and {area} has {len(area)}")
    return Q(facet=facet) & below(area, "area_id")


async def by_key(facet: Facet, area: str) -> Counter[str]:
    """How many there are of each key in the area."""
    return await _summed(within(facet, area), "key")


async def by_place(area: str, states: frozenset[State], digits: int) -> Counter[str]:
    """How many incidents in these states there are in each street (9 digits) or community (12) of the area."""
    found: Counter[str] = Counter()
    for place, count in (await _summed(within(Facet.STATE, area) & Q(key__in=list(states)), "area_id")).items():
        found[place[:digits]] += count
    return found


async def _summed(chosen: Q, column: str) -> Counter[str]:
    rows = Standing.filter(chosen).annotate(all=Sum("count")).group_by(column).using_db(reader())
    return Counter({row[column]: int(row["all"]) for row in await rows.values(column, "all") if row["all"]})


def day(moment: datetime) -> str:
    """The key of the day that a moment lies in."""
    return moment.astimezone(UTC).date().isoformat()


async def compare() -> list[str]:
    """Where a sum is not what the rows say: a line for each. Empty when all are right."""

    async def work() -> list[str]:
        kept, right = await _kept(), await _right()
        wrong = sorted(key for key in kept.keys() | right.keys() if kept[key] != right[key])
        return [f"{' '.join(key)}: incidents {right[key]}, kept {kept[key]}" for key in wrong]

    return await transaction(work)


async def rebuild() -> int:
    """Make all sums anew from the rows; how many there are then."""

    async def work() -> int:
        right = await _right()
        await Standing.all().delete()
        rows = [Standing(facet=one, area_id=area, key=key, count=n) for (one, area, key), n in sorted(right.items())]
        await Standing.bulk_create(rows, batch_size=500)
        return len(rows)

    return await transaction(work)


async def _kept() -> Counter[tuple[str, str, str]]:
    return Counter({(one.facet.value, one.area_id, one.key): one.count for one in await Standing.all() if one.count})


async def _right() -> Counter[tuple[str, str, str]]:
    """What the sums have to be, read from every incident."""
    from server.incident.models import Incident

    found: Counter[tuple[str, str, str]] = Counter()
    rows = Incident.all().using_db(reader())
    for community, street, klass, state, late in await rows.values_list(
        "community_id", "street_id", "incident_class_id", "state", "late_at"
    ):
        found[Facet.STATE.value, community, State(state).value] += 1
        found[Facet.CLASS.value, street, klass] += 1
        if late is not None and state is not State.SUSPENDED:
            found[Facet.DUE.value, street, day(late)] += 1
    return found
