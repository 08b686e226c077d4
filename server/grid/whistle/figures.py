"""What figures tell of whistles: each call of a unit counts once, so that units add up; a whistle counts with its lead.

哨 is counted by the one party that leads it, 应哨方 by each; a share is one of calls that are due or were answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from tortoise.expressions import Subquery

from server.core import clock
from server.core.period import Period
from server.core.text import Worded
from server.core.viewer import Viewer
from server.grid.incident import counts
from server.grid.incident import figures as incidents
from server.grid.incident.counts import CountBy
from server.grid.whistle.filters import Filter, conditions
from server.grid.whistle.lifecycle import PartyState, State
from server.grid.whistle.models import Kind, Part, Whistle, WhistleParty
from server.process.deadlines import Light
from server.process.figuring import Figuring, Grouping, Measure, Unit, worded
from server.query.ways import Meant


class Dimension(Worded):
    """By what; persons are none."""

    STREET = "STREET", "街道。Street."
    COMMUNITY = "COMMUNITY", "社区。Community."
    GRID = "GRID", "网格。Grid."
    UNIT = "UNIT", "应哨单位。The unit that is called."
    KIND = "KIND", "哨的种类。Kind of whistle."
    STATE = "STATE", "哨的状态。State of the whistle."
    PARTY_STATE = "PARTY_STATE", "应哨方的状态。State of the call."
    PART = "PART", "主办或协办。Lead or assist."
    LIGHT = "LIGHT", "哨的灯。Light of the whistle."
    HOUR = "HOUR", "几点吹哨，上海时间。Hour of blowing, in Shanghai."
    WEEKDAY = "WEEKDAY", "星期几吹哨，周一为 1。Day of the week of blowing, Monday is 1."
    DAY = "DAY", "吹哨那天。Day of blowing."
    WEEK = "WEEK", "吹哨那周，以周一为名。Week of blowing, named by its Monday."
    MONTH = "MONTH", "吹哨那月，以首日为名。Month of blowing, named by its first day."


class Counted(Worded):
    """What is told of each group."""

    WHISTLES = "WHISTLES", "哨数。Whistles."
    CALLS = "CALLS", "应哨方数。Calls of units."
    ENDED = "ENDED", "已签认或免除。Signed off or excused."
    ACK_ON_TIME = "ACK_ON_TIME", "按时应哨率。Answered in time."
    ARRIVE_ON_TIME = "ARRIVE_ON_TIME", "按时报到率。Arrived in time."
    DONE_ON_TIME = "DONE_ON_TIME", "按时报结率。Done in time."
    LATE_SHARE = "LATE_SHARE", "应哨超期率。Answered late."
    SIGNED_SHARE = "SIGNED_SHARE", "签认率。Share signed off."
    SENT_BACK = "SENT_BACK", "退回再办。Sent back."
    ACK_MEDIAN = "ACK_MEDIAN", "应哨用时，中位数，分钟。Minutes to the answer, median."
    ACK_P90 = "ACK_P90", "应哨用时，九成不超过，分钟。Minutes to the answer, ninth tenth."
    ARRIVE_MEDIAN = "ARRIVE_MEDIAN", "报到用时，中位数，分钟。Minutes to the arrival, median."
    ARRIVE_P90 = "ARRIVE_P90", "报到用时，九成不超过，分钟。Minutes to the arrival, ninth tenth."
    DONE_MEDIAN = "DONE_MEDIAN", "报结用时，中位数，分钟。Minutes until done, median."
    DONE_P90 = "DONE_P90", "报结用时，九成不超过，分钟。Minutes until done, ninth tenth."


async def _grids(keys: Sequence[str]) -> Mapping[str, str]:
    return await counts.names(CountBy.GRID, [key for key in keys if key])


async def _units(keys: Sequence[str]) -> Mapping[str, str]:
    return await counts.names(CountBy.UNIT, [key for key in keys if key])


_LIT = (
    "CASE WHEN {whistle__late_at} IS NULL OR {whistle__warn_at} IS NULL THEN 'NONE' "
    "WHEN {whistle__late_at} < {now} THEN 'RED' WHEN {whistle__warn_at} <= {now} THEN 'YELLOW' ELSE 'GREEN' END"
)
_TIMES = {name: incidents.DIMENSIONS[incidents.Dimension[name]] for name in ("HOUR", "WEEKDAY", "DAY", "WEEK", "MONTH")}
DIMENSIONS: dict[str, Grouping] = {
    Dimension.STREET: Grouping("{whistle__street_id}", _grids, in_areas=True),
    Dimension.COMMUNITY: Grouping("SUBSTR({whistle__area}, 1, 12)", _grids, in_areas=True),
    Dimension.GRID: Grouping("{whistle__area}", _grids, in_areas=True),
    Dimension.UNIT: Grouping("{unit_id}", _units),
    Dimension.KIND: Grouping("{whistle__kind}", worded(Kind)),
    Dimension.STATE: Grouping("{whistle__state}", worded(State)),
    Dimension.PARTY_STATE: Grouping("{state}", worded(PartyState)),
    Dimension.PART: Grouping("{part}", worded(Part)),
    Dimension.LIGHT: Grouping("{light}", worded(Light)),
    **{Dimension[name]: one for name, one in _TIMES.items()},
}
_LEAD = "{part} = 'LEAD'"


def _due(at: str, due: str) -> str:
    """What was done, and what was not though it was due."""
    late = f"({{{at}}} IS NULL AND {{{due}}} < {{now}} AND {{state}} <> 'EXCUSED')"
    return f"({{{due}}} IS NOT NULL AND ({{{at}}} IS NOT NULL OR {late}))"


def _in_time(what: str, at: str, due: str) -> Measure:
    return Measure(
        unit=Unit.SHARE, holds=f"{{{at}}} <= {{{due}}}", among=_due(at, due),
        zh=f"分子：在时限内{what}的；分母：已{what}的，和到期还没有{what}的；不计：没到期的、免除的、没有时限的。",
        en="In time, among what was done and what is due and was not; left out: what is not due yet, excused ones, and "
        "those without a limit.",
    )  # fmt: skip


def _took(at: str, percent: int) -> Measure:
    return Measure(
        unit=Unit.MINUTES, minutes=f"@minutes({{called_at}}; {{{at}}})", percent=percent,
        zh="从吹哨起，自然时间，整分钟；只算已经做到的。",
        en="From the blowing on, by the wall clock, in whole minutes.",
    )  # fmt: skip


MEASURES: dict[str, Measure] = {
    Counted.WHISTLES: Measure(
        unit=Unit.ROWS, holds=_LEAD, zh="哨，按主办单位，一哨一次。", en="Whistles, each with its lead."
    ),
    Counted.CALLS: Measure(unit=Unit.ROWS, zh="每哨的每家应哨单位。", en="Each unit of each whistle."),
    Counted.ENDED: Measure(
        unit=Unit.ROWS, holds="{ended_at} IS NOT NULL", zh="已签认或免除的应哨方。", en="Calls signed off or excused."
    ),
    Counted.ACK_ON_TIME: _in_time("应哨", "acked_at", "ack_due_at"),
    Counted.ARRIVE_ON_TIME: _in_time("报到", "arrived_at", "arrive_due_at"),
    Counted.DONE_ON_TIME: _in_time("报结", "done_at", "done_due_at"),
    Counted.LATE_SHARE: Measure(
        unit=Unit.SHARE,
        holds="{acked_at} IS NULL OR {acked_at} > {ack_due_at}",
        among=_due("acked_at", "ack_due_at"),
        zh="分子：超期才应哨的，和到期还没有应哨的；分母：已应哨的，和到期还没有应哨的；不计：没到期的、免除的。",
        en="Answered late or not at all, among what was answered and what is due; left out: not due yet, excused.",
    ),
    Counted.SIGNED_SHARE: Measure(
        unit=Unit.SHARE,
        holds="{state} = 'SIGNED_OFF'",
        among="{called_at} IS NOT NULL AND {state} <> 'EXCUSED'",
        zh="分子：签认了的；分母：吹到的；不计：没有吹的、免除的。",
        en="Signed off, among those called; excused ones are left out.",
    ),
    Counted.SENT_BACK: Measure(
        unit=Unit.TIMES, adds="{sent_back}", zh="退回再办过几次。", en="How often it was sent back."
    ),
    Counted.ACK_MEDIAN: _took("acked_at", 50),
    Counted.ACK_P90: _took("acked_at", 90),
    Counted.ARRIVE_MEDIAN: _took("arrived_at", 50),
    Counted.ARRIVE_P90: _took("arrived_at", 90),
    Counted.DONE_MEDIAN: _took("done_at", 50),
    Counted.DONE_P90: _took("done_at", 90),
}
PERIODS = {"blown": "blown_at", "ended": "ended_at"}
SINGLING = ("ids", "numbers", "incident", "mine", "due", "changed")


async def _meant(viewer: Viewer, wanted: Filter | None) -> Meant:
    """All parties of the whistles that are wanted."""
    chosen = Whistle.filter(*conditions(viewer, wanted or Filter(), clock.now()))
    return WhistleParty.filter(whistle_id__in=Subquery(chosen.values("id")))


def _wider(wanted: Filter | None) -> list[Filter] | None:
    wanted = wanted or Filter()
    said = [one.name for one in fields(wanted) if getattr(wanted, one.name) is not None]
    if any(name in SINGLING for name in said):
        return None
    given = [name for name in said if name != "area" and name not in PERIODS]
    alone = [replace(wanted, **{name: None}) for name in given]
    return alone if len(given) < 2 else [*alone, replace(wanted, **dict.fromkeys(given))]


def _days(wanted: Filter | None) -> None:
    for name, column in PERIODS.items():
        if isinstance(period := getattr(wanted, name, None), Period):
            period.days(column)


def _nowhere(viewer: Viewer, wanted: Any) -> str | None:
    return None


FIGURES = Figuring(
    dimensions=DIMENSIONS,
    measures=MEASURES,
    moments={"BLOWN": "{whistle__blown_at}"},
    columns={"light": _LIT},
    meant=_meant,
    wider=_wider,
    days=_days,
    area=_nowhere,
)
