"""改拟: what was drafted is said anew before it is submitted; nobody was called, so nobody hears of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Conflict
from server.core.ids import new_id
from server.grid.incident import inputs
from server.grid.incident.models import IncidentUnit
from server.grid.whistle import actions, commands
from server.grid.whistle.lifecycle import Step
from server.grid.whistle.models import Kind, Part, WhistleParty
from server.grid.whistle.steps import allowed
from server.journal.models import Event
from tests import town
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import ANEW, WALK
from tests.grid.whistle.test_rules import problems

pytestmark = pytest.mark.usefixtures("town")

WITH_POLICE = (
    commands.Call(unit_id=town.HOUSING, part=Part.LEAD, task="抽水排涝"),
    commands.Call(unit_id=town.POLICE, part=Part.ASSIST, task="封路"),
)


async def revise(whistle: UUID, who: str = "li", **words: Any) -> Any:
    told = {"seen": (await road.look(whistle)).version} | ANEW | {"parties": WITH_POLICE} | words
    return await actions.revise(await town.viewer(who), commands.Revise(op_id=new_id(), id=whistle, **told))


async def test_kind_reason_times_and_units_are_said_anew_and_a_unit_that_stays_keeps_its_row() -> None:
    with clock.at(MONDAY):
        whistle = await road.drafted()
        before = await road.look(whistle)
        meet, done = MONDAY + timedelta(days=1), MONDAY + timedelta(days=5)
        await revise(whistle, kind=Kind.KEY_TASK, meet_at=meet, done_by=done, meeting_point="社区会议室")
        after = await road.look(whistle)
    assert (after.kind, after.reason, after.meeting_point) == (Kind.KEY_TASK, ANEW["reason"], "社区会议室")
    assert (after.meet_at, after.done_by, after.version, after.state) == (meet, done, 2, before.state)
    units = {one.unit_id: one for one in after.parties}
    assert set(units) == {town.HOUSING, town.POLICE}
    assert units[town.HOUSING].id == next(one.id for one in before.parties if one.unit_id == town.HOUSING)
    assert (units[town.POLICE].part, units[town.POLICE].task) == (Part.ASSIST, "封路")
    assert await WhistleParty.all().count() == 2


async def test_another_unit_may_lead_instead() -> None:
    with clock.at(MONDAY):
        whistle = await road.drafted()
        turned = (
            commands.Call(unit_id=town.TEAM, part=Part.LEAD),
            commands.Call(unit_id=town.HOUSING, part=Part.ASSIST),
        )
        await revise(whistle, parties=turned)
        lead = (await road.look(whistle)).lead
    assert lead is not None
    assert lead.unit_id == town.TEAM


async def test_who_was_taken_out_is_not_called_and_never_heard_of_it() -> None:
    with clock.at(MONDAY):
        whistle = await road.drafted()
        await revise(whistle)
        for name in ("submit", "approve"):
            await road.step(name, whistle)
        incident = (await road.look(whistle)).incident_id
    called = await WhistleParty.filter(called_at__isnull=False).values_list("unit_id", flat=True)
    assert set(called) == {town.HOUSING, town.POLICE}
    seeing = await IncidentUnit.filter(incident_id=incident).values_list("unit_id", flat=True)
    assert town.POLICE in seeing
    told = await Event.filter(subject_id=whistle, kind="whistle.revised").first()
    assert told is not None
    parties: Any = told.payload["parties"]
    assert {one["unit"] for one in parties} == {str(town.HOUSING), str(town.POLICE)}


async def test_an_empty_revision_hears_all_that_is_wrong_with_it_at_once() -> None:
    with clock.at(MONDAY):
        whistle = await road.drafted()
        empty = commands.Revise(op_id=new_id(), id=whistle, seen=1)
        told = await problems(actions.revise(await town.viewer("li"), empty))
        two = (commands.Call(unit_id=town.TEAM, part=Part.LEAD), commands.Call(unit_id=town.HOUSING, part=Part.LEAD))
        leads = await problems(revise(whistle, parties=two))
    assert {field for _, field in told} == {"kind", "reason", "matter_code", "parties"}
    assert leads == [("ONE_LEAD", "parties")]
    assert (await road.look(whistle)).version == 1


@pytest.mark.parametrize("verb", ["approve", "ack"])
async def test_once_it_was_submitted_it_is_not_revised(verb: str) -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK[verb])
        with pytest.raises(Conflict) as told:
            await revise(whistle)
        seen = await road.look(whistle)
        offered = {one.step for one in allowed(await inputs.turn(await town.viewer("li")), seen)}
    assert told.value.problems[0].code == "STEP_CLOSED"
    assert Step.REVISE not in offered
