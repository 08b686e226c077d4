"""A draft of the district's supervisor that waits for the administrator, and one of the administrator's own.

Both are made by the same decisions as any; the notice of 2027 is made up.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader
from server.ground.catalogue.queries import catalogue
from server.ground.person.models import Person
from server.ground.person.viewers import viewer_of
from server.ground.worktime.models import DayKind, LimitKind
from server.setup.rule_draft import commands, verbs
from server.setup.rule_draft.lines import Day, Line
from server.setup.rule_draft.models import Kind

RUBBISH, DISTRICT_WIDE = "E0102", 6  # digits of a district's code
OFF = ((1, 1, 3), (2, 5, 12), (4, 3, 5), (5, 1, 5), (6, 9, 9), (9, 15, 15), (10, 1, 7))  # month, first day, last
ON = ((1, 31), (2, 20), (9, 26), (10, 9))


async def build(report: Callable[[int, int], None]) -> None:
    wu, admin = await _who("wu"), await _who("admin")
    ahead = clock.today() + timedelta(days=3)
    known = await catalogue()
    lines = tuple(
        Line(condition=one.id, limit_kind=LimitKind.WH, limit_amount=max(60, one.limit_amount // 2))
        for one in known.conditions[RUBBISH]
        if len(one.area) == DISTRICT_WIDE and one.limit_kind is LimitKind.WH
    )
    shorter = commands.Propose(
        op_id=new_id(), id=new_id(), kind=Kind.LIMITS, reason="【演示】暴露垃圾群众反映多，时限减半试行",
        starts_on=ahead, lines=lines,
    )  # fmt: skip
    await verbs.propose(wu, shorter)
    await verbs.simulate(wu, commands.Simulate(op_id=new_id(), id=shorter.id, seen=1))
    report(1, 2)
    off = [Day(day=date(2027, month, one), kind=DayKind.HOLIDAY) for month, a, b in OFF for one in range(a, b + 1)]
    on = [Day(day=date(2027, month, one), kind=DayKind.WORKDAY) for month, one in ON]
    year = commands.Propose(
        op_id=new_id(), id=new_id(), kind=Kind.CALENDAR, reason="【演示】2027 年先按往年推算", starts_on=ahead,
        year=2027, notice="【演示】2027 年暂定安排", provisional=True, days=(*off, *on),
    )  # fmt: skip
    await verbs.propose(admin, year)
    report(2, 2)


async def _who(login: str) -> Viewer:
    return await viewer_of((await Person.get(login=login, using_db=reader())).id)
