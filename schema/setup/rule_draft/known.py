"""The rules in force, and a year of the work calendar: both lie in memory."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import strawberry

from schema.core.fields import column
from schema.setup.rule_draft.terms import RuleRow, rule
from server.core import clock
from server.core.viewer import Viewer
from server.ground.catalogue import policy, queries, revision
from server.ground.catalogue.models import Stage
from server.ground.worktime.queries import calendar
from server.ground.worktime.statutory import FIRST_YEAR
from server.process import asked
from server.process.fields import Declared
from server.query.row_query import Held

MOST_CONDITIONS, MOST_STAGES, MOST_OF_YEAR = 2000, 40, 366


@strawberry.type(description="现在有效的规则。The rules in force.")
class RuleBook:
    conditions: list[RuleRow] = column("立案条件，按小类。Filing conditions, by class.", most=MOST_CONDITIONS)
    stages: list[RuleRow] = column("各环节的时限。The limits of the stages.", most=MOST_STAGES)


async def book(self: Any) -> Any:
    known = await queries.catalogue()
    day = clock.today()
    conditions = [one for one in known.by_id.values() if policy.holds(one, day)]
    stages = [one for one in known.stage_limits if policy.holds(one, day)]
    order = list(Stage)
    stages.sort(key=lambda one: (order.index(one.stage), not one.urgent))
    conditions.sort(key=revision.key_of)
    return Held(SimpleNamespace(conditions=[rule(one) for one in conditions], stages=[rule(one) for one in stages]))


@strawberry.type(description="工作日历的一天。A day of the work calendar.")
class WorkDay:
    day: date = column("哪一天。Which day.")
    works: bool = column("上班。Whether there is work.")
    named: bool = column("通知或文件列出的，不是平常的周几。Whether it is otherwise than the weekday says.")
    provisional: bool = column("暂定。Whether it may change.")


@strawberry.type(description="一年的工作日历。A year of the work calendar.")
class WorkYear:
    year: int = column("哪一年。Which year.")
    notice: str = column("出处：通知，或通行的节假日表。Where it comes from: a notice, or what is generally known.")
    provisional: bool = column("暂定：通知还没录入。Provisional: no notice for good was entered.")
    workdays: int = column("几个工作日。How many workdays.")
    days: list[WorkDay] = column("每一天。Each day.", most=MOST_OF_YEAR)


class Year(Declared):
    year: int = asked("哪一年。Which year.", between=(FIRST_YEAR, 2100))


async def year_of(viewer: Viewer, which: Year) -> Any:
    known = await calendar()
    first, last = date(which.year, 1, 1).toordinal(), date(which.year + 1, 1, 1).toordinal()
    found = [known.day(date.fromordinal(one)) for one in range(first, last)]
    days = [SimpleNamespace(day=one.day, works=one.works, named=one.works == (one.day.weekday() >= 5),
                            provisional=one.provisional) for one in found]  # fmt: skip
    provisional = sum(one.provisional for one in found) * 2 > len(found)
    notice = known.notices.get(which.year)
    return SimpleNamespace(year=which.year, notice=notice.source if notice else found[0].source,
                           provisional=provisional, workdays=sum(one.works for one in found), days=days)  # fmt: skip
