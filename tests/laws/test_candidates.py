"""A step without a candidate is not an allowed step: what names somebody opens only where somebody can be named."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Viewer
from server.grid.incident import aggregate, commands, inputs, offers, steps
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import Incident
from server.grid.incident.whom import NAMING
from server.ground.catalogue import queries as catalogue
from server.ground.catalogue.models import DutyRule, Unit
from server.ground.person import standing_in
from server.ground.person.models import Post
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import try_
from tests.grid.incident.road import MONDAY, STRIDES

BLANK: dict[Step, dict[str, Any]] = {
    Step.SEND_VERIFY: {"assignee_id": None},
    Step.SEND_CHECK: {"assignee_id": None},
    Step.ASSIGN: {"person_id": None},
    Step.DISPATCH: {"assist_unit_ids": (), "reason": "就近先办"},
    Step.REDISPATCH: {"assist_unit_ids": (), "reason": "就近先办"},
}
CAST = ("wang", "he", "zhang", "li", "zhao", "sun", "wu")
SOMEBODY = {"assignee_id", "person_id", "unit_id", "lead_unit_id"}
# who is named here needs no choosing: the lead is asked for an answer unless another is named
NEEDS_NO_CHOICE = {commands.Supervise}
BEGINNINGS = ("send_verify", "verify", "dispatch", "file_here", "assign", "sign_assigned", "feed_back_assigned",
              "redispatch", "send_check", "check")  # fmt: skip


def test_each_step_whose_order_names_somebody_is_one_of_those_that_are_closed_without() -> None:
    naming = {kind for kind in vars(commands).values() if isinstance(kind, type) and issubclass(kind, commands.Command)
              and SOMEBODY & {field.name for field in fields(kind)}}  # fmt: skip
    named = {kind.__name__ for kind in naming - NEEDS_NO_CHOICE}
    assert named == {step.value.title().replace("_", "") for step in NAMING}


async def offered(viewer: Viewer, step: Step, incident: Incident) -> list[dict[str, UUID]]:
    """Whom a screen offers for a step, as the words of its command."""
    if step is Step.ASSIGN:
        found = await offers.assignable(viewer, aggregate.of(incident))
        people = [{"person_id": one.person.id} for one in found if one.person]
        return [*people, *({"unit_id": one.unit.id} for one in found if one.unit)]
    if step in (Step.SEND_VERIFY, Step.SEND_CHECK):
        return [{}]  # the server itself chooses the nearest
    units = await offers.candidates(viewer, incident)
    return [{"lead_unit_id": one.unit.id} for one in units
            if one.may_dispatch and one.unit.id != incident.lead_unit_id]  # fmt: skip


async def first_offered(who: str, step: Step, incident: UUID) -> dict[str, UUID] | None:
    seen = await road.seen(who, incident)
    assert seen is not None
    return next(iter(await offered(await town.viewer(who), step, seen)), None)


async def open_to_all(incident: UUID) -> list[tuple[str, Step]]:
    found = []
    for who in CAST:
        seen = await road.seen(who, incident)
        if seen is None:
            continue
        turn = await inputs.turn(await town.viewer(who))
        allowed = {one.step for one in steps.allowed(turn, aggregate.of(seen)) if one.allowed}
        found += [(who, step) for step in sorted(allowed & NAMING)]
    return found


async def emptied(what: str) -> None:
    """Take away those who could be named."""
    match what:
        case "no unit on the lists":
            await DutyRule.all().delete()
        case "no unit at all":
            await Unit.all().update(valid_to=town.SINCE)
        case "no workers":
            await Post.filter(role="GRID_WORKER").update(ends_on=town.SINCE)
    catalogue.forget()
    standing_in.forget()


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("what", ["as it is", "no unit on the lists", "no unit at all", "no workers"])
@pytest.mark.parametrize("name", BEGINNINGS)
async def test_an_open_step_offers_somebody_and_goes_through_with_the_first(name: str, what: str) -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES[name])
        await emptied(what)
        found = await open_to_all(incident)
        chosen = [(who, step, await first_offered(who, step, incident)) for who, step in found]
        assert [f"{who} may take {step} with nobody to choose" for who, step, first in chosen if first is None] == []
        for who, step, first in chosen[:1]:
            await try_(step.lower(), incident, who=who, **(BLANK[step] | (first or {})))
