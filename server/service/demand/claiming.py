"""What claims write of a demand: how much of it is claimed and confirmed, never more than there is.

Decision: a part is added by one conditional UPDATE, which locks the row and asks the row itself, so that claimants side
by side wait for a moment and none is refused while there is room. Only the part that makes it full, and the one that
makes it less than full, is a change of the demand with its own event; an addition that would fill it up is therefore
none, and its claimant decides anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tortoise.expressions import F

from server.data.database import reader
from server.ground.worktime.calendar import midnight
from server.process.change import Change, Effect
from server.process.execute import Inputs
from server.process.steps import Moved
from server.service.demand.lifecycle import State, Step
from server.service.demand.models import Demand
from server.service.demand.verbs import STEPS, again, over


@dataclass(frozen=True)
class Written:
    """What is written of the demand with a step of a claim: an effect that the claim's event tells, or a change with an
    event of its own."""

    effects: tuple[Effect, ...] = ()
    together: tuple[Change[Any], ...] = ()


def left(demand: Demand) -> int:
    """How much may still be claimed."""
    return demand.quantity - demand.claimed if demand.state is State.PUBLISHED else 0


def claimed(demand: Demand, part: int, at: Inputs) -> Written:
    """A part of what is left is claimed."""
    if part == left(demand):
        full = Moved({"claimed": demand.claimed + part, "look_at": None})
        return _changed(Step.FILL, demand, at, full)
    return _counted(demand, "claimed", part, state=State.PUBLISHED, claimed__lt=F("quantity") - part)


def released(demand: Demand, part: int, at: Inputs) -> Written:
    """A part is free again, of a demand whose quarter is over on the list of this quarter."""
    if demand.state is State.FULL:
        some = Moved({"claimed": demand.claimed - part, "look_at": midnight(over(demand.quarter))})
        return _changed(Step.REOPEN, demand, at, some)
    counted = _counted(demand, "claimed", -part, state=demand.state)
    return replace(counted, together=(again(demand, part, at),)) if demand.state is State.UNCLAIMED else counted


def confirmed(demand: Demand, part: int, at: Inputs) -> Written:
    """A part was delivered and confirmed; the last of them closes the demand."""
    if demand.state is State.FULL and demand.confirmed + part == demand.quantity:
        whole = Moved({"confirmed": demand.quantity, "closed_at": at.now})
        return _changed(Step.CLOSE, demand, at, whole)
    return _counted(demand, "confirmed", part, state=demand.state, confirmed__lt=F("quantity") - part)


def _changed(step: Step, demand: Demand, at: Inputs, moved: Moved) -> Written:
    return Written(together=(STEPS.change(step, demand, at.now, moved),))


def _counted(demand: Demand, column: str, part: int, **still: Any) -> Written:
    """Add to a column while the demand is `still` so."""

    async def write() -> bool:
        more = {column: F(column) + part}
        return await Demand.filter(id=demand.id, **still).using_db(reader()).update(**more) == 1

    return Written(effects=(Effect(Demand, demand.id, write, {}),))
