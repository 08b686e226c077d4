"""What time does to a complaint: its desk is reminded, and an answer that nobody objects to for seven days stands."""

from __future__ import annotations

from datetime import datetime

from tortoise.queryset import QuerySet

from server.process.change import Change, altered
from server.process.commit import commit
from server.process.execute import Inputs, inputs
from server.process.scheduler import Due, rows
from server.process.steps import Moved
from server.service.complaint.lifecycle import State, Step
from server.service.complaint.models import Complaint
from server.service.complaint.verbs import COMPLAINT, STEPS
from server.worktime.limits import MICROSECOND

NEAR, PASSED = 80, 100  # thresholds of its clock


def _due(now: datetime) -> QuerySet[Complaint]:
    return Complaint.filter(look_at__lte=now).order_by("look_at")


async def _looked_at(one: Complaint, at: Inputs) -> bool:
    if one.look_at is None or one.look_at > at.now:  # somebody was faster
        return False
    await commit(None, _stands(one, at.now) if one.state is State.ANSWERED else _reminded(one, at.now))
    return True


def _stands(one: Complaint, now: datetime) -> Change[Complaint]:
    return STEPS.change(Step.ACCEPT, one, now, Moved({"closed_at": now, "look_at": None}))


def _reminded(one: Complaint, now: datetime) -> Change[Complaint]:
    """Once before it is due, once when it is late."""
    late = now > one.due_at
    after = altered(one, look_at=None if late else one.due_at + MICROSECOND)
    told = {"threshold": PASSED if late else NEAR, "level": one.level}
    return Change(noun=COMPLAINT, kind="complaint.reminded", at=now, seat=None, told=told, before=one, after=after,
                  guards=("version", "look_at"))  # fmt: skip


LOOKING = Due(due=_due, locked=rows(Complaint), inputs=inputs, act=_looked_at)
