"""Who hears of a whistle: its street, the people of the units that were called, and nobody of a unit that was not."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Role
from server.data.database import Database
from server.grid.incident.models import Incident
from server.grid.whistle.jobs import SILENCES
from server.ground.person import actions as people
from server.reach.notice import actions
from server.reach.notice.addresses import Allowed
from server.reach.notice.models import Notice, NoticeKind
from tests import town as there
from tests.grid.incident.road import MONDAY
from tests.grid.whistle.road import WALK, brought_to, party, step
from tests.reach.notice.conftest import post_of, tell_all
from tests.reach.notice.gateway import Service, Subscriber, endpoint

K = NoticeKind
LINES: dict[str, dict[UUID, NoticeKind]] = {
    "submit": {there.ZHAO: K.WHISTLE_TO_APPROVE},
    "approve": {there.QIAN: K.WHISTLE_BLOWN, there.SUN: K.WHISTLE_BLOWN, there.LI: K.WHISTLE_DECIDED},
    "decline": {there.LI: K.WHISTLE_DECIDED},
    "blow": {there.QIAN: K.WHISTLE_BLOWN, there.SUN: K.WHISTLE_BLOWN, there.ZHAO: K.WHISTLE_TO_APPROVE},
    "ack": {},
    "object": {there.WU: K.WHISTLE_OBJECTED},
    "uphold": {there.QIAN: K.WHISTLE_RULED, there.LI: K.WHISTLE_RULED},
    "refuse": {there.QIAN: K.WHISTLE_RULED, there.LI: K.WHISTLE_RULED},
    "finish": {there.LI: K.WHISTLE_DONE},
    "send_back": {there.QIAN: K.WHISTLE_SENT_BACK},
    "sign": {there.QIAN: K.WHISTLE_OVER},
    "excuse": {there.QIAN: K.WHISTLE_OVER},
    "urge": {there.QIAN: K.WHISTLE_URGED},
    "cancel": {there.QIAN: K.WHISTLE_OVER, there.SUN: K.WHISTLE_OVER},
    "close": {there.QIAN: K.WHISTLE_OVER, there.SUN: K.WHISTLE_OVER},
}


@pytest.mark.parametrize("name", LINES)
async def test_a_step_of_a_whistle_tells_those_whom_the_table_names(name: str, town: Database) -> None:
    with clock.at(MONDAY):
        whistle = await brought_to(WALK[name])
        await tell_all()
        await step(name, whistle)
        made = await tell_all()
    assert {one.person_id: one.kind for one in made} == LINES[name]
    assert all((one.subject_kind, one.subject_id) == ("whistle", whistle) for one in made)


async def test_it_tells_how_long_the_called_unit_has_not_how_long_the_incident_has(town: Database) -> None:
    with clock.at(MONDAY):
        whistle = await brought_to(WALK["approve"])
        await step("approve", whistle)
        await tell_all()
    notice = await Notice.get(person_id=there.QIAN, kind=K.WHISTLE_BLOWN)
    assert notice.due_at == (await party(whistle)).ack_due_at


async def test_silence_is_told_to_who_answers_for_the_unit_and_then_to_the_district(town: Database) -> None:
    with clock.at(MONDAY):
        await people.add_post(
            None, people.NewPost(person_id=there.FENG, role=Role.DEPT_DUTY, area=there.DISTRICT, unit_id=there.HOUSING)
        )
        await brought_to(WALK["ack"])
        await tell_all()
    with clock.at(MONDAY + timedelta(days=1)):
        await SILENCES.sweep()
        first = {(one.person_id, one.kind) for one in await tell_all()}
        await SILENCES.sweep()
        second = {(one.person_id, one.kind) for one in await tell_all()}
    assert first == {(there.FENG, K.WHISTLE_SILENT), (there.SUN, K.WHISTLE_SILENT)}
    assert second == {(person, K.SUPERVISED) for person in (there.FENG, there.SUN, there.WU)}


async def test_a_whistle_s_push_leaves_though_its_incident_goes_on_beside_it(town: Database, service: Service) -> None:
    browser = Subscriber(endpoint(service))
    await actions.subscribe(await there.viewer("qian"), browser.browser, Allowed.of((), service.origin))
    with clock.at(MONDAY):
        whistle = await brought_to(WALK["approve"])
        await step("approve", whistle)
        await tell_all()
        await Incident.all().update(state="IN_PROGRESS")
        assert await post_of(pushes=service.origin).once() == 1
    (received,) = service.got
    told = browser.reads(received)
    assert (told["kind"], told["whistle"]) == ("WHISTLE_BLOWN", str(whistle))
