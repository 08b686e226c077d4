"""What time does to a thing that waits for a desk: the desk is reminded before it is due and when it is late, and an
answer to which nobody objects stands. The column `look_at` says when there is something to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from tortoise.queryset import QuerySet

from server.ground.worktime.limits import MICROSECOND
from server.process.change import Change, altered
from server.process.commit import commit
from server.process.execute import Inputs, inputs
from server.process.scheduler import Due, rows
from server.process.steps import Moved, Steps

NEAR, PASSED = 80, 100  # thresholds of its clock


def looking(steps: Steps[Any, Any], stands: Mapping[StrEnum, StrEnum], *, ends: str = "closed_at") -> Due[Any, Inputs]:
    """The job. `stands`: the step that the system takes in a state, with the column `ends` that keeps when; in other
    states the desk is reminded."""
    noun = steps.verbs.noun
    model: Any = noun.model

    def due(now: datetime) -> QuerySet[Any]:
        found: QuerySet[Any] = model.filter(look_at__lte=now)
        return found.order_by("look_at")

    def reminded(before: Any, now: datetime) -> Change[Any]:
        late = now > before.due_at
        after = altered(before, look_at=None if late else before.due_at + MICROSECOND)
        told = {"threshold": PASSED if late else NEAR, "level": before.level}
        return Change(noun=noun, kind=f"{noun.name}.reminded", at=now, seat=None, told=told, before=before,
                      after=after, guards=("version", "look_at"))  # fmt: skip

    async def act(before: Any, at: Inputs) -> bool:
        if before.look_at is None or before.look_at > at.now:  # somebody was faster
            return False
        step = stands.get(before.state)
        ended = Moved({ends: at.now, "look_at": None})
        await commit(None, steps.change(step, before, at.now, ended) if step else reminded(before, at.now))
        return True

    return Due(due=due, locked=rows(model), inputs=inputs, act=act)
