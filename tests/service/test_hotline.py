"""12345 工单: what its table of steps promises; an incident without typing, their deadline, rounds, an appeal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing
from server.core.ids import new_id
from server.data.database import Database, reader
from server.grid.incident.models import Channel, ClockKind, Incident, IncidentClock
from server.journal.models import Event
from server.process.commit import commit
from server.process.contact.revealing import Purpose
from server.service.hotline import coming, commands, policy, templates, verbs
from server.service.hotline.coming import Coming
from server.service.hotline.lifecycle import State, Step
from server.service.hotline.models import Kind, OuterOrder, OutOfScope
from server.service.hotline.slice import SLICE
from tests import town as place
from tests.kit.kit import MONDAY
from tests.kit.laws import Kit, Laws, Stride

SOURCE, NUMBER, SAID = "市12345", "DT20261123000101", "口泉街社区东门的井盖破损，晚上走路危险"
CALLED = "赵甲 13900001234"
RECEIVED: dict[str, Any] = {
    "kind": Kind.HELP, "class_name": "", "class_code": place.COVER, "area": place.STREET_SIDE, "address": "东门",
    "text": SAID, "sent_at": MONDAY - timedelta(hours=1), "due_at": MONDAY + timedelta(days=2),
    "return_by": MONDAY + timedelta(days=1),
}  # fmt: skip


async def received(number: str = NUMBER, contact: str = CALLED, **columns: Any) -> UUID:
    """One of the source's, as an import writes it."""
    with clock.at(MONDAY):
        await coming.write(await place.viewer("li"), [Coming(SOURCE, number, RECEIVED | columns, contact)])
    return (await order(number)).id


async def order(number: str = NUMBER) -> OuterOrder:
    return await OuterOrder.get(source=SOURCE, number=number, using_db=reader())


async def begins() -> UUID:
    return await received(f"{NUMBER}-{new_id()}")


class Answered(Kit):
    """Its answer is sent, after it was taken on, by `service.answer`; here it just is."""

    async def brought(self, stride: Stride) -> Any:
        row = await self.row(await begins())
        for name in stride.after:
            if name == "answer":
                await commit(None, verbs.answered(row, new_id(), MONDAY))
            else:
                await self.take(self.stride(name), row)
            row = await self.row(row.id)
        return row


WHY: dict[str, Any] = {"text": "不是本街道的路段，应由区住建局办"}
DECLINED: dict[str, Any] = {"reason_code": OutOfScope.COURT}


ANSWERED = ("take", "answer")
TWICE = (*ANSWERED, "send_back", "take_again", "answer")


class TestOuterOrder(Laws):
    kit = Answered(verbs, commands, sees="zhang li zhao wu shen", begins=begins, strides=(
        Stride("take", "li", {"grid": place.FIRST}, State.OURS),
        Stride("give_back", "li", WHY, State.RETURNED),
        Stride("decline", "li", DECLINED, State.DECLINED),
        Stride("appeal", "zhang", {"text": "我没有起诉，请再看一下"}, State.RECEIVED, after=("decline",)),
        Stride("accept", "li", {}, State.ACCEPTED, ANSWERED),
        Stride("send_back", "li", {"text": "市里回访：井盖又松了"}, State.SENT_BACK, TWICE),
        Stride("take_again", "zhang", {}, State.OURS, (*TWICE, "send_back")),
        Stride("reveal", "li", {"purpose": Purpose.ASK}, State.RECEIVED, stays=True),
    ))  # fmt: skip


async def took(key: UUID, who: str = "li", **words: Any) -> OuterOrder:
    with clock.at(MONDAY):
        command = commands.Take(op_id=new_id(), id=key, seen=1, **{"grid": place.FIRST} | words)
        await verbs.take(await place.viewer(who), command)
    return await OuterOrder.get(id=key, using_db=reader())


async def test_it_becomes_an_incident_by_its_own_words_and_its_deadline_leads_the_light(town: Database) -> None:
    row = await took(await received())
    incident = await Incident.get(id=row.incident_id, using_db=reader())
    assert (incident.channel, incident.external_no, incident.text) == (Channel.HOTLINE, NUMBER, SAID)
    assert (incident.incident_class_id, incident.grid_id, incident.address) == (place.COVER, place.FIRST, "东门")
    clocks = {one.kind: one for one in await IncidentClock.filter(incident_id=incident.id)}
    assert clocks[ClockKind.OUTER].due_at == row.due_at
    assert incident.late_at == clocks[ClockKind.STAGE].due_at < row.due_at, "ours comes first"
    soon = await took(await received("DT2", due_at=MONDAY + timedelta(minutes=30)))
    urgent = await Incident.get(id=soon.incident_id, using_db=reader())
    assert urgent.late_at == soon.due_at, "theirs comes first"


async def test_another_deadline_of_the_source_moves_the_light_of_the_incident(town: Database) -> None:
    row = await took(await received())
    await received(due_at=MONDAY + timedelta(minutes=20), address="东门")
    now = await order()
    assert (now.due_at, now.changes != "", now.state) == (MONDAY + timedelta(minutes=20), True, State.OURS)
    incident = await Incident.get(id=row.incident_id, using_db=reader())
    assert incident.late_at == now.due_at
    kinds = [one.kind for one in await Event.filter(subject_id=incident.id)]
    assert "incident.due_moved" in kinds


async def test_what_the_desk_typed_before_is_joined_and_not_reported_twice(town: Database) -> None:
    first = await took(await received())
    again = await received(f"{NUMBER}", contact="")
    assert again == first.id
    other = Coming("省12345", NUMBER, RECEIVED)
    with clock.at(MONDAY):
        await coming.write(await place.viewer("li"), [other])
    second = await OuterOrder.get(source="省12345", using_db=reader())
    assert (await took(second.id)).incident_id == first.incident_id
    assert await Incident.filter(external_no=NUMBER).count() == 1


async def test_it_goes_back_within_the_window_of_its_source_only(town: Database) -> None:
    key, li = await received(), await place.viewer("li")
    with clock.at(MONDAY + timedelta(days=1, minutes=1)), pytest.raises(Forbidden) as told:
        await verbs.give_back(li, commands.GiveBack(op_id=new_id(), id=key, seen=1, **WHY))
    assert told.value.problems[0].code == "WINDOW_PASSED"
    row = await OuterOrder.get(id=key, using_db=reader())
    with clock.at(MONDAY):
        assert policy.why(Step.GIVE_BACK, li, row) is None


async def test_declined_in_words_that_say_how_to_appeal_and_then_looked_at_by_another(town: Database) -> None:
    key, li, zhang = await received(), await place.viewer("li"), await place.viewer("zhang")
    with clock.at(MONDAY):
        await verbs.decline(li, commands.Decline(op_id=new_id(), id=key, seen=1, **DECLINED))
        assert (await order()).words == templates.WORDS[OutOfScope.COURT]
        said: dict[str, Any] = {"text": "我没有起诉，请再看一下"}
        await verbs.appeal(zhang, commands.Appeal(op_id=new_id(), id=key, seen=2, **said))
        with pytest.raises(Forbidden) as told:
            await verbs.decline(li, commands.Decline(op_id=new_id(), id=key, seen=3, **DECLINED))
        assert told.value.problems[0].code == "TWO_PERSON"
        await verbs.decline(zhang, commands.Decline(op_id=new_id(), id=key, seen=3, **DECLINED))
        with pytest.raises(Forbidden) as told:
            await verbs.appeal(zhang, commands.Appeal(op_id=new_id(), id=key, seen=4, **said))
    assert (told.value.problems[0].code, (await order()).state) == ("APPEAL_LIMIT", State.DECLINED)


async def test_a_report_against_somebody_is_the_streets_and_no_lower(town: Database) -> None:
    key, zhang = await received(kind=Kind.REPORT), await place.viewer("zhang")
    with clock.at(MONDAY), pytest.raises(Missing):
        await verbs.take(zhang, commands.Take(op_id=new_id(), id=key, seen=1, grid=place.FIRST))
    assert (await took(key)).state is State.OURS


async def test_a_grid_of_another_place_is_none_and_rounds_are_kept(town: Database) -> None:
    key = await received()
    with pytest.raises(Invalid) as told:
        await took(key, grid=place.THIRD)
    assert told.value.problems[0].field == "grid"
    row = await took(key)
    due = MONDAY + timedelta(days=4)
    with clock.at(MONDAY):
        await commit(None, verbs.answered(row, new_id(), MONDAY))
        back = commands.SendBack(op_id=new_id(), id=key, seen=3, text="市里回访：井盖又松了", due_at=due)
        await verbs.send_back(await place.viewer("li"), back)
    now = await order()
    assert (now.round, now.due_at, now.answer_id, "又松了" in now.rounds) == (2, due, None, True)


async def test_an_answer_that_its_source_does_not_send_back_stands(town: Database) -> None:
    await received()
    await commit(None, verbs.answered(await took((await order()).id), new_id(), MONDAY))
    with clock.at(MONDAY + timedelta(days=8)):
        assert await SLICE.jobs[0].sweep() == 1
    assert (await order()).state is State.ACCEPTED
