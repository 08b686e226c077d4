"""What the end of a quarter does: what nobody claimed of a demand goes onto the list of the next one."""

from __future__ import annotations

from datetime import datetime

from tortoise.queryset import QuerySet

from server.process.commit import commit
from server.process.execute import Inputs, inputs
from server.process.scheduler import Due, rows
from server.service.demand.lifecycle import State
from server.service.demand.models import Demand
from server.service.demand.verbs import carried


def due(now: datetime) -> QuerySet[Demand]:
    return Demand.filter(look_at__lte=now).order_by("look_at")


async def act(before: Demand, at: Inputs) -> int:
    if before.state is not State.PUBLISHED or before.look_at is None or before.look_at > at.now:
        return 0
    await commit(None, carried(before, at))
    return 1


JOB: Due[Demand, Inputs] = Due(due=due, locked=rows(Demand), inputs=inputs, act=act)
