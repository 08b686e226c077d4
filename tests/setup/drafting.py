"""Drafts of rules as tests write them, simulate them and let their day come."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest

from server.core import clock
from server.core.errors import Refusal
from server.core.ids import new_id
from server.grid.incident.jobs import RULES
from server.grid.incident.models import IncidentClock
from server.ground.worktime.models import DayKind, LimitKind
from server.process.scheduler import Scheduler
from server.setup.rule_draft import commands, verbs
from server.setup.rule_draft.lines import Day, Line
from server.setup.rule_draft.models import Kind, RuleDraft
from server.setup.rule_draft.slice import SLICE
from tests import town as place
from tests.grid.escalation.test_marks import PROCESS
from tests.grid.incident import road
from tests.grid.incident.road import STRIDES
from tests.kit.laws import MONDAY

TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
HOUR = Line(condition=place.LOOSE_COVER_HERE, limit_kind=LimitKind.WH, limit_amount=60)  # of four
SHORTER: dict[str, Any] = {"reason": "群众反映井盖修得慢", "starts_on": TOMORROW, "lines": (HOUR,)}
LIMITS = {"kind": Kind.LIMITS} | SHORTER
LATER = {"starts_on": TODAY + timedelta(days=120)}
NOTICE = "国办发明电〔2026〕9 号"
OFF = tuple(Day(day=date(2027, 1, one), kind=DayKind.HOLIDAY) for one in (1, 2, 3, 4))
ON = (Day(day=date(2027, 1, 9), kind=DayKind.WORKDAY),)
YEAR: dict[str, Any] = {"kind": Kind.CALENDAR, "reason": "国务院通知", "starts_on": TOMORROW, "year": 2027,
                        "notice": NOTICE, "days": OFF + ON}  # fmt: skip


async def proposed(who: str = "admin", at: datetime = MONDAY, **words: Any) -> RuleDraft:
    with clock.at(at):
        done = await verbs.propose(
            await place.viewer(who), commands.Propose(op_id=new_id(), id=new_id(), **LIMITS | words)
        )
    return await RuleDraft.get(id=done.id)


async def step(name: str, row: RuleDraft, who: str = "admin", at: datetime = MONDAY, **words: Any) -> RuleDraft:
    command = getattr(commands, name.title())(op_id=new_id(), id=row.id, seen=row.version, **words)
    with clock.at(at):
        await getattr(verbs, name)(await place.viewer(who), command)
    return await RuleDraft.get(id=row.id)


async def approved(**words: Any) -> RuleDraft:
    return await step("approve", await step("simulate", await proposed(**words)), "wu")


async def day(days: int, hours: int = 0) -> int:
    """The server's jobs, so many days after that Monday."""
    with clock.at(MONDAY + timedelta(days=days, hours=hours)):
        return await Scheduler([*SLICE.jobs, RULES], holder=PROCESS).once()


async def refused(work: Any) -> str:
    with pytest.raises(Refusal) as told:
        await work
    return told.value.problems[0].code


async def covers(at: datetime = MONDAY) -> UUID:
    """A loose cover of 口泉, filed and with its unit."""
    with clock.at(at):
        return await road.brought_to(STRIDES["feed_back"])


async def clocks(of: UUID) -> dict[str, tuple[int, datetime, datetime | None]]:
    rows = await IncidentClock.filter(incident_id=of)
    return {str(one.stage or one.kind): (one.limit_amount, one.due_at, one.stopped_at) for one in rows}


def result(row: RuleDraft) -> dict[str, Any]:
    told: dict[str, Any] = orjson.loads(row.result)
    return told
