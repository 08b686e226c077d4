"""What time does to a stand-in: on the first day what waits for the one on leave is handed over, after the last what is
left of it is given back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.queryset import QuerySet

from server.grid.incident import leaving
from server.ground.worktime.calendar import local_day
from server.process.change import Change, altered
from server.process.commit import commit
from server.process.execute import Inputs, inputs
from server.process.scheduler import Due, rows
from server.setup.stand_in.lifecycle import State, Step
from server.setup.stand_in.models import StandIn
from server.setup.stand_in.verbs import STAND_IN, STEPS, after, over

BEGUN, GIVEN_BACK = "standin.begun", "standin.given_back"
EVENTS = {BEGUN: "开始，等本人的事转过来。Begun.", GIVEN_BACK: "没办完的还回去。Given back."}


def due(now: datetime) -> QuerySet[StandIn]:
    return StandIn.filter(look_at__lte=now).order_by("look_at")


async def act(before: StandIn, at: Inputs) -> int:
    """What there is to do with one now. What is handed over makes no new version: nobody acts upon it."""
    if before.look_at is None or before.look_at > at.now:
        return 0
    if before.state is State.OVER:
        only = {UUID(one) for one in before.handed.split()}
        given = await leaving.hand_over(before.person_id, before.asked_by_id, only=only)
        await _handed(GIVEN_BACK, before, at, len(given), look_at=None, handed="")
    elif before.ends_on < local_day(at.now):
        await commit(None, STEPS.change(Step.PASS, before, at.now, over(before, at)))
    else:
        given = await leaving.hand_over(before.asked_by_id, before.person_id, ending={before.post_id})
        handed = " ".join(map(str, given))
        await _handed(BEGUN, before, at, len(given), begun_at=at.now, look_at=after(before.ends_on), handed=handed)
    return 1


async def _handed(kind: str, before: StandIn, at: Inputs, many: int, **columns: Any) -> None:
    change: Change[StandIn] = Change(
        noun=STAND_IN,
        kind=kind,
        at=at.now,
        seat=None,
        told={"handed": many},
        before=before,
        after=altered(before, **columns),
        guards=("version", "look_at"),
    )
    await commit(None, change)


JOB: Due[StandIn, Inputs] = Due(due=due, locked=rows(StandIn), inputs=inputs, act=act)
