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
from typing import Any

from tortoise import Model, fields
from tortoise.expressions import Q
from tortoise.functions import Count

from server.data.database import asked, reader, transaction
from server.grid.incident.lifecycle import State
from server.ground.area.queries import span
from server.process.deadlines import Light


class Facet(StrEnum):
    """By what is counted, and how far down."""

    STATE = "STATE"  # key: the state; by community
    STREET = "STREET"  # key: the state; by street
    CLASS = "CLASS"  # key: the minor class; by street
    DUE = "DUE"  # key: the day, UTC, on which a light that is not held turns red; by street


DEPTH = {Facet.STATE: 12, Facet.STREET: 9, Facet.CLASS: 9, Facet.DUE: 9}  # digits of the place's code
EVERY = frozenset(State)


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


async def by_key(facet: Facet, area: str) -> Counter[str]:
    """How many there are of each key in the area. Raises ValueError for an area that is smaller than those counted."""
    return await _summed("key", facet, area)


async def by_state(area: str) -> Counter[str]:
    """How many there are in each state in the area."""
    return await by_key(_of_states(area), area)


async def by_place(area: str, states: frozenset[State], digits: int) -> Counter[str]:
    """How many incidents in these states there are in each street (9 digits) or community (12) of the area."""
    facet = _of_states(area) if digits == DEPTH[Facet.STREET] else Facet.STATE
    found: Counter[str] = Counter()
    for place, count in (await _summed("area_id", facet, area, states)).items():
        found[place[:digits]] += count
    return found


def _of_states(area: str) -> Facet:
    """The facet of fewest sums that tells the states of an area."""
    return Facet.STREET if len(area) <= DEPTH[Facet.STREET] else Facet.STATE


async def _summed(column: str, facet: Facet, area: str, keys: frozenset[State] = EVERY) -> Counter[str]:
    if not keys:
        return Counter()
    where, values = _where(facet, area)
    if keys != EVERY:
        where += f" AND key IN ({', '.join('?' * len(keys))})"
        values += sorted(keys)
    return Counter(
        dict(await asked(f"SELECT {column}, SUM(count) FROM standing WHERE {where} GROUP BY {column}", values))
    )


def _where(facet: Facet, area: str) -> tuple[str, list[Any]]:
    """The condition of the subtree of an area that this facet knows, by the index of what is not null."""
    if len(area) > DEPTH[facet]:
        raise ValueError(f"{facet} is not counted below {DEPTH[facet]} digits, and {area} has {len(area)}")
    return "facet = ? AND area_id >= ? AND area_id < ? AND count <> 0", [facet, *span(area)]


async def lights(area: str, states: frozenset[State], now: datetime) -> Counter[Light]:
    """How many in the area (a district's or a street's code) show each light: what turned red before today is summed,
    what does so today or later is read; what is suspended shows that, and what is left of `states` shows none."""
    today = datetime.combine(now.astimezone(UTC).date(), datetime.min.time(), UTC)
    (due, summed), (in_state, stood) = _where(Facet.DUE, area), _where(Facet.STREET, area)
    street = [area] if len(area) == DEPTH[Facet.DUE] else []
    sql = _LIGHTS.format(due, in_state, ", ".join("?" * len(states)) or "NULL", " AND street_id = ?" if street else "")
    values = [*summed, day(now), *stood, *stood, *sorted(states), now, now, now, now, now, today, *street]
    ((past, held, everything, red, yellow, green),) = await asked(sql, values)
    found = Counter({Light.GREEN: green, Light.YELLOW: yellow, Light.RED: red + int(past or 0)})
    found[Light.PAUSED] = int(held or 0)
    found[Light.NONE] = int(everything or 0) - found.total()
    return found


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
    from server.grid.incident.models import Incident

    found: Counter[tuple[str, str, str]] = Counter()
    alike = "community_id", "street_id", "incident_class_id", "state"
    rows = Incident.annotate(together=Count("id")).group_by(*alike).using_db(reader())
    for community, street, klass, state, count in await rows.values_list(*alike, "together"):
        found[Facet.STATE.value, community, State(state).value] += count
        found[Facet.STREET.value, street, State(state).value] += count
        found[Facet.CLASS.value, street, klass] += count
    due = Incident.exclude(Q(late_at=None) | Q(state=State.SUSPENDED)).using_db(reader())
    for street, late in await due.values_list("street_id", "late_at"):
        found[Facet.DUE.value, street, day(late)] += 1
    return found


_LIGHTS = """SELECT (SELECT SUM(count) FROM standing WHERE {0} AND key < ?),
  (SELECT SUM(count) FROM standing WHERE {1} AND key = 'SUSPENDED'),
  (SELECT SUM(count) FROM standing WHERE {1} AND key IN ({2})),
  COUNT(CASE WHEN late_at < ? THEN 1 END),
  COUNT(CASE WHEN late_at >= ? AND warn_at <= ? THEN 1 END),
  COUNT(CASE WHEN late_at >= ? AND warn_at > ? THEN 1 END)
FROM incident WHERE late_at >= ? AND state <> 'SUSPENDED'{3}"""
