"""An answer that nobody objects to for seven days stands: what was answered is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise.queryset import QuerySet

from server.process.commit import commit
from server.process.execute import Inputs, inputs
from server.process.scheduler import Due, rows
from server.process.steps import Moved
from server.service.complaint.lifecycle import State, Step
from server.service.complaint.models import Complaint
from server.service.complaint.verbs import STEPS

STANDS_AFTER = timedelta(days=7)


def _answered(now: datetime) -> QuerySet[Complaint]:
    return Complaint.filter(state=State.ANSWERED, answered_at__lt=now - STANDS_AFTER).order_by("answered_at")


async def _stands(one: Complaint, at: Inputs) -> bool:
    if one.state is not State.ANSWERED:  # somebody was faster
        return False
    await commit(None, STEPS.change(Step.ACCEPT, one, at.now, Moved({"closed_at": at.now})))
    return True


UNOPPOSED = Due(due=_answered, locked=rows(Complaint), inputs=inputs, act=_stands)
