"""Reading the tallies: sums by day, week, month, area, class or channel, for those who see whole communities."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Sum

from server.core.errors import Invalid
from server.core.period import Period
from server.core.text import Worded
from server.core.viewer import Viewer
from server.data.database import listing
from server.ground.area.queries import below, span
from server.ground.area.territory import territory
from server.ground.catalogue.queries import catalogue
from server.insight.tallies.measures import MEASURES, areas_of
from server.insight.tallies.models import Tally
from server.process.fields import Declared, asked, given

COMMUNITY = 12  # digits of its code: tallies know nothing below


class TallyBy(Worded):
    DAY = "DAY", "按天，上海时间。By day in Shanghai."
    WEEK = "WEEK", "按周，以周一为名。By week, named by its Monday."
    MONTH = "MONTH", "按月，以首日为名。By month, named by its first day."
    STREET = "STREET", "按街道。By street."
    COMMUNITY = "COMMUNITY", "按社区。By community."
    CLASS = "CLASS", "按当时的小类。By minor class, as it was then."
    MAJOR = "MAJOR", "按大类。By major class."
    CHANNEL = "CHANNEL", "按来源渠道。By channel."


_COLUMN = {
    TallyBy.DAY: "day",
    TallyBy.WEEK: "day",
    TallyBy.MONTH: "day",
    TallyBy.STREET: "street_id",
    TallyBy.COMMUNITY: "community_id",
    TallyBy.CLASS: "class_code",
    TallyBy.MAJOR: "class_code",
    TallyBy.CHANNEL: "channel",
}


@dataclass(frozen=True)
class Tallied:
    """The sums of one group: `key` is a day (ISO), a code or a channel."""

    key: str
    name: str
    counts: Counter[str]


def visible_to(viewer: Viewer) -> Q:
    """Tallies of the communities that they see as a whole. Whose posts reach grids or units only sees none."""
    found = [below(code, "community_id") for code in sorted(areas_of(viewer)) if len(code) <= COMMUNITY]
    return Q(*found, join_type=Q.OR) if found else Q(id__in=[])


class Asked(Declared):
    """What to add up, and how."""

    by: TallyBy = asked("按什么汇总。By what.")
    area: str | None = given("在此区域之内，代码。Within this area.", names="area")
    period: Period | None = given("发生在这段时间，须是整天。What happened within this period, of whole days.")


async def tallies(viewer: Viewer, wanted: Asked) -> list[Tallied]:
    """The sums by group: one statement. Times go upwards, all else by key.

    Raises Invalid for an area that is no code, and for a period that begins or ends within a day.
    """
    by, period = wanted.by, wanted.period or Period()
    chosen = Tally.filter(visible_to(viewer), **period.days("day"))
    if wanted.area is not None:
        if len(wanted.area) > COMMUNITY:
            raise Invalid("tallies know communities and larger areas", field="area", code="AREA_TOO_SMALL")
        chosen = chosen.filter(below(span(wanted.area)[0], "community_id"))
    column = _COLUMN[by]
    sums = {f"all_{name}": Sum(name) for name in MEASURES}
    summed = chosen.annotate(**sums).group_by(column)
    rows = await listing(lambda connection: _read(summed.using_db(connection).values(column, *sums)))
    majors = {code: one.major_id for code, one in (await catalogue()).classes.items()}
    found: dict[str, Counter[str]] = {}
    for row in rows:
        counts = Counter({name: int(row[f"all_{name}"]) for name in MEASURES})
        found.setdefault(_group(by, row[column], majors), Counter()).update(counts)
    names = await _names(by)
    return [Tallied(key, names.get(key, key), found[key]) for key in sorted(found)]


async def _read(rows: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await rows
    return found


def _group(by: TallyBy, value: date | str, majors: dict[str, str]) -> str:
    if isinstance(value, date):
        match by:
            case TallyBy.WEEK:
                value -= timedelta(days=value.weekday())
            case TallyBy.MONTH:
                value = value.replace(day=1)
        return value.isoformat()
    return majors.get(value, value) if by is TallyBy.MAJOR else value


async def _names(by: TallyBy) -> dict[str, str]:
    if by in (TallyBy.STREET, TallyBy.COMMUNITY):
        return {code: area.name for code, area in (await territory()).areas.items()}
    known = await catalogue()
    if by is TallyBy.CLASS:
        return {code: one.name for code, one in known.classes.items()}
    if by is TallyBy.MAJOR:
        return {one.major_id: one.major.name for one in known.classes.values()}
    return {}
