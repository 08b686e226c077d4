"""Before a whistle is blown one reads whom it will ring, by post, and when each unit is due: what then happens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.grid.whistle.models import Kind, WhistleParty
from server.grid.whistle.ringing import rings
from server.ground.person.models import Post
from server.reach.notice.models import Notice, NoticeKind, Roster
from server.reach.notice.on_call import people_of_units
from tests import town as there
from tests.grid.incident.road import MONDAY
from tests.grid.whistle.road import WALK, brought_to, look, step
from tests.people import Actor
from tests.reach.notice.conftest import tell_all

ASK = """query R($incident: ID!, $units: [ID!]!) { whistleRings(incident: $incident, kind: EMERGENCY, units: $units) {
  unit { id name } posts { role people } onDuty ackDueAt arriveDueAt doneDueAt provisional } }"""
UNITS = (there.HOUSING, there.TEAM)


async def test_whom_it_says_it_will_ring_is_who_hears_of_it_and_each_is_due_as_it_said(town: Database) -> None:
    qian = await Post.get(person_id=there.QIAN)
    await Roster.create(id=new_id(), post_id=qian.id, starts_at=MONDAY, ends_at=MONDAY + timedelta(days=1))
    await Post.create(id=new_id(), person_id=there.WANG, role=Role.DEPT_DUTY, area_id=there.KOUQUAN, unit_id=there.TEAM,
                      starts_on=there.SINCE)  # fmt: skip
    with clock.at(MONDAY):
        whistle = await brought_to(WALK["approve"])
        about = (await look(whistle)).incident_id
        said = await rings(await there.viewer("li"), about, Kind.RESIDENT_DEMAND, UNITS, people_of_units)
        assert [(one.unit.id, [(each.role, each.people) for each in one.posts], one.on_duty) for one in said] == [
            (there.HOUSING, [(Role.DEPT_HANDLER, 1)], 1),
            (there.TEAM, [(Role.DEPT_HANDLER, 1), (Role.DEPT_DUTY, 1)], 0),
        ]
        await tell_all()
        await step("approve", whistle)
        await tell_all()
    heard = await Notice.filter(kind=NoticeKind.WHISTLE_BLOWN).values_list("person_id", flat=True)
    assert len(set(heard)) == sum(each.people for one in said for each in one.posts)
    for one in said:
        party = await WhistleParty.get(whistle_id=whistle, unit_id=one.unit.id)
        assert (one.ack_due_at, one.arrive_due_at, one.done_due_at) == (
            party.ack_due_at, party.arrive_due_at, party.done_due_at)  # fmt: skip
        assert not one.provisional


async def test_a_plan_that_ends_in_a_year_without_a_notice_is_provisional(town: Database) -> None:
    with clock.at(MONDAY):
        about = (await look(await brought_to(WALK["submit"]))).incident_id
        li = await there.viewer("li")
        for end, provisional in ((MONDAY + timedelta(days=9), False), (MONDAY + timedelta(days=90), True)):
            (told,) = await rings(li, about, Kind.KEY_TASK, UNITS[:1], people_of_units, MONDAY + timedelta(days=1), end)
            assert (told.done_due_at, told.provisional) == (end, provisional)


@pytest.mark.parametrize(("who", "units"), [("li", 2), ("zhao", 2), ("qian", 0), ("wang", 0), ("feng", 0)])
async def test_only_who_drafts_or_approves_it_is_told(who: str, units: int, town: Database) -> None:
    with clock.at(MONDAY):
        about = (await look(await brought_to(WALK["submit"]))).incident_id
        asked: dict[str, Any] = {"incident": str(about), "units": [*map(str, UNITS)]}
        told = (await Actor(who).send(ASK, **asked)).only
        unknown = await Actor(who).send(ASK, **asked | {"units": [*asked["units"], str(new_id())]})
    assert unknown.codes == ["CODE_UNKNOWN"]
    assert len(told) == units
    if units:
        assert told[0]["ackDueAt"] == (MONDAY + timedelta(minutes=10)).isoformat()
