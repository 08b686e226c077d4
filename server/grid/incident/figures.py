"""What figures may be asked of incidents: by what they are grouped, and which questions would single one out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import fields, replace

from server.core.period import Period
from server.core.text import Worded
from server.core.viewer import Viewer
from server.grid.incident import counts, stock, ways
from server.grid.incident.counts import CountBy
from server.grid.incident.filters import Filter
from server.grid.incident.lifecycle import State
from server.grid.incident.measures import MEASURES
from server.grid.incident.milestones import Moment
from server.grid.incident.models import Channel, ClosureKind, Rating
from server.grid.incident.policy import areas_of
from server.grid.incident.where import PERIODS
from server.ground.catalogue.models import Stage
from server.process.deadlines import Light
from server.process.figuring import Figuring, Grouping, Key, unnamed, worded
from server.query.counting import NONE
from server.query.ways import Meant


class Dimension(Worded):
    """By what; persons are none."""

    STREET = "STREET", "街道。Street."
    COMMUNITY = "COMMUNITY", "社区。Community."
    GRID = "GRID", "网格。Grid."
    UNIT = "UNIT", "主办单位。The unit that leads."
    MAJOR = "MAJOR", "大类。Major class."
    CLASS = "CLASS", "小类。Minor class."
    CHANNEL = "CHANNEL", "来源渠道。Channel."
    SEVERITY = "SEVERITY", "紧急程度。Severity."
    LEVEL = "LEVEL", "层级。Level."
    STATE = "STATE", "状态。State."
    LIGHT = "LIGHT", "灯。Light."
    STAGE = "STAGE", "正在的环节。The stage that it is at."
    RATING = "RATING", "评价。Rating."
    CLOSURE = "CLOSURE", "结案方式。How it was closed."
    HOUR = "HOUR", "几点，上海时间。Hour of the day, in Shanghai."
    WEEKDAY = "WEEKDAY", "星期几，周一为 1。Day of the week, Monday is 1."
    DAY = "DAY", "天。Day."
    WEEK = "WEEK", "周，以周一为名。Week, named by its Monday."
    MONTH = "MONTH", "月，以首日为名。Month, named by its first day."


SEVERITIES = {"1": "一般", "2": "较急", "3": "紧急", "4": "特急"}
LEVELS = {"0": "网格", "1": "社区", "2": "街道", "3": "区"}
WEEKDAYS = dict(zip("1234567", ("周一", "周二", "周三", "周四", "周五", "周六", "周日"), strict=True))


def _as(by: CountBy) -> Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]:
    """As the counts name them."""

    async def names(keys: Sequence[str]) -> Mapping[str, str]:
        return await counts.names(by, [key for key in keys if key])

    return names


def _called(known: Mapping[str, str]) -> Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]:
    async def names(keys: Sequence[str]) -> Mapping[str, str]:
        return known

    return names


async def _hours(keys: Sequence[str]) -> Mapping[str, str]:
    return {key: f"{key} 时" for key in keys}


async def _months(keys: Sequence[str]) -> Mapping[str, str]:
    return {key: key[:7] for key in keys}


LIT = (
    "CASE WHEN {state} = 'SUSPENDED' THEN 'PAUSED' WHEN {late_at} IS NULL THEN 'NONE' "
    "WHEN {late_at} < {now} THEN 'RED' WHEN {warn_at} <= {now} THEN 'YELLOW' ELSE 'GREEN' END"
)
RUNNING = (
    "CASE WHEN {closed_at} IS NULL THEN (SELECT stage FROM incident_clock WHERE incident_id = {id} AND kind = 'STAGE' "
    "AND stopped_at IS NULL LIMIT 1) END"
)
DIMENSIONS: dict[str, Grouping] = {
    Dimension.STREET: Grouping("{street_id}", _as(CountBy.STREET), in_areas=True),
    Dimension.COMMUNITY: Grouping("{community_id}", _as(CountBy.COMMUNITY), in_areas=True),
    Dimension.GRID: Grouping("{grid_id}", _as(CountBy.GRID), in_areas=True),
    Dimension.UNIT: Grouping("{lead_unit_id}", _as(CountBy.UNIT)),
    Dimension.MAJOR: Grouping(
        "(SELECT major_id FROM incident_class WHERE code = {incident_class_id})", _as(CountBy.MAJOR)
    ),
    Dimension.CLASS: Grouping("{incident_class_id}", _as(CountBy.CLASS)),
    Dimension.CHANNEL: Grouping("{channel}", worded(Channel)),
    Dimension.SEVERITY: Grouping("{severity}", _called(SEVERITIES)),
    Dimension.LEVEL: Grouping("{level}", _called(LEVELS)),
    Dimension.STATE: Grouping("{state}", worded(State)),
    Dimension.LIGHT: Grouping("{light}", worded(Light)),
    Dimension.STAGE: Grouping(RUNNING, worded(Stage)),
    Dimension.RATING: Grouping("{rating}", worded(Rating)),
    Dimension.CLOSURE: Grouping("{closure_kind}", worded(ClosureKind)),
    Dimension.HOUR: Grouping("@hour({moment})", _hours, in_time=True),
    Dimension.WEEKDAY: Grouping("@weekday({moment})", _called(WEEKDAYS), in_time=True),
    Dimension.DAY: Grouping("@day({moment})", unnamed, in_time=True),
    Dimension.WEEK: Grouping("@week({moment})", unnamed, in_time=True),
    Dimension.MONTH: Grouping("@month({moment})", _months, in_time=True),
}
MOMENTS: dict[str, str] = {
    Moment.RECEIVED: "{received_at}",
    Moment.FILED: "{filed_at}",
    Moment.CLOSED: "CASE WHEN {state} = 'CLOSED' THEN {closed_at} END",
    Moment.ENDED: "{closed_at}",
}
SINGLING = ("ids", "numbers", "text", "box", "mine", "promised", "due", "changed")  # of few, or ever other, cases
KEPT = ("area", *PERIODS)  # what a wider question keeps to


async def _meant(viewer: Viewer, wanted: Filter | None) -> Meant:
    return (await ways.asked(viewer, wanted)).whole


def wider(wanted: Filter | None) -> list[Filter] | None:
    """The same without one condition, each in turn, and without all but place and time; None where single cases are
    named."""
    wanted = wanted or Filter()
    said = [one.name for one in fields(wanted) if getattr(wanted, one.name) is not None]
    inner = wanted.without
    if any(name in SINGLING for name in said) or (inner and any(getattr(inner, name, None) for name in SINGLING)):
        return None
    given = [name for name in said if name not in KEPT]
    alone = [replace(wanted, **{name: None}) for name in given]
    return alone if len(given) < 2 else [*alone, replace(wanted, **dict.fromkeys(given))]


def whole_days(wanted: Filter | None) -> None:
    """Raises Invalid where a period begins or ends within a day."""
    for one in (wanted, wanted.without if wanted else None):
        for name, (column, _) in PERIODS.items():
            if isinstance(period := getattr(one, name, None), Period):
                period.days(column)


def area(viewer: Viewer, wanted: Filter | None) -> str | None:
    """The one area that it all lies in, as far as they see it whole."""
    if wanted and wanted.area:
        return wanted.area
    areas = areas_of(viewer)
    return next(iter(areas)) if len(areas) == 1 else None


async def _sums(viewer: Viewer, wanted: Filter | None, by: str) -> Counter[Key] | None:
    """As the board counts, where it does."""
    if by not in CountBy.__members__:
        return None
    found = await counts.counts(viewer, wanted, CountBy[by])
    return Counter({(None if one.key == NONE and by != CountBy.LIGHT else one.key,): one.count for one in found})


FIGURES = Figuring(
    dimensions=DIMENSIONS,
    measures=MEASURES,
    moments=MOMENTS,
    columns={"light": LIT},
    meant=_meant,
    wider=wider,
    days=whole_days,
    area=area,
    sums=_sums,
    stood=stock.stood,
)
