"""Who is told what: the table's lines, each once, never to the one who did it, never to who holds no post there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database, connect, transaction
from server.grid.incident import actions, commands
from server.grid.incident.models import Incident
from server.grid.incident.oversight import Supervision
from server.ground.catalogue.models import Stage
from server.ground.person import actions as people
from server.ground.person.models import Post
from server.journal import log
from server.journal.relay import seal_all
from server.reach.notice import fan_out
from server.reach.notice.fan_out import tell
from server.reach.notice.models import Notice, NoticeKind
from tests import town as there
from tests.grid.incident.road import MONDAY, STRIDES, brought_to, reported, seen, walk
from tests.reach.notice.conftest import tell_all

# a stride of the road, whom it tells what
LINES: dict[str, dict[UUID, NoticeKind]] = {
    "send_verify": {there.WANG: NoticeKind.VERIFY},
    "dispatch": {there.SUN: NoticeKind.DISPATCHED},
    "give_back": {there.LI: NoticeKind.TO_DECIDE},
    "feed_back": {there.LI: NoticeKind.FOUND},
    "send_check": {there.HE: NoticeKind.CHECK},
    "check": {there.LI: NoticeKind.FOUND},
    "fail": {there.SUN: NoticeKind.REWORK},
    "pass_": {there.WANG: NoticeKind.ENDED},
    "reject": {there.WANG: NoticeKind.ENDED},
    "reopen": {there.LI: NoticeKind.REOPENED},
}


async def told_by(name: str) -> dict[UUID, NoticeKind]:
    """What one stride tells whom, all before it having been told."""
    stride = STRIDES[name]
    incident = await brought_to(stride)
    await tell_all()
    await walk(stride, incident)
    return {notice.person_id: notice.kind for notice in await tell_all()}


@pytest.mark.parametrize("name", LINES)
async def test_a_step_tells_those_whom_the_table_names(name: str, town: Database) -> None:
    with clock.at(MONDAY):
        assert await told_by(name) == LINES[name]


async def test_an_urgent_report_tells_the_community_and_the_intake_and_a_calm_one_nobody(town: Database) -> None:
    with clock.at(MONDAY):
        await reported("wang")
        assert await tell_all() == []
        await reported("wang", there.WATER)
        assert {notice.person_id for notice in await tell_all()} == {there.ZHANG, there.LI}
        await reported("wang", there.WATER, severity=4)
        assert {notice.person_id for notice in await tell_all()} == {there.ZHANG, there.LI, there.WU}


async def happened(incident: UUID, kind: str, /, **payload: object) -> None:
    """Something that the system records about an incident."""

    async def work() -> UUID:
        return await log.record(kind, subject_id=incident, area=there.FIRST, viewer=None, payload=payload)

    await transaction(work)


@pytest.mark.parametrize(
    ("threshold", "people"),
    [(50, {there.SUN}), (80, {there.SUN, there.LI}), (150, {there.SUN, there.LI})],
)
async def test_a_clock_tells_the_unit_first_then_its_desk_and_the_district_by_a_raise_alone(
    threshold: int, people: set[UUID], town: Database
) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["feed_back"])
        await tell_all()
        await happened(incident, "incident.clock_warned", threshold=threshold, stage=Stage.DISPOSE, clock="x")
        made = await tell_all()
    assert {notice.person_id for notice in made} == people
    assert {notice.kind for notice in made} == {NoticeKind.BREACHED if threshold > 100 else NoticeKind.WARNED}
    assert all(notice.facts == {"threshold": threshold, "stage": "DISPOSE"} for notice in made)


async def test_the_desk_of_its_level_is_told(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["give_back"])
        await Incident.filter(id=incident).update(level=1)
        await tell_all()
        await walk(STRIDES["give_back"], incident)
        assert {notice.person_id for notice in await tell_all()} == {there.ZHANG}
        await happened(incident, "incident.appealed")
        assert {notice.person_id for notice in await tell_all()} == {there.ZHANG}


async def test_nobody_is_told_of_their_own_step(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["dispatch"])
        await people.add_post(
            None, people.NewPost(person_id=there.LI, role=Role.DEPT_DUTY, area=there.KOUQUAN, unit_id=there.TEAM)
        )
        await tell_all()
        await walk(STRIDES["dispatch"], incident)
        assert {notice.person_id for notice in await tell_all()} == {there.SUN}


async def test_who_lost_the_post_yesterday_is_told_nothing_today(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["dispatch"])
        await tell_all()
        post = await Post.get(person_id=there.SUN)
        await people.end_post(None, post.id)
        await walk(STRIDES["dispatch"], incident)
        assert await tell_all() == []


async def test_the_log_is_told_once_however_many_follow_it(town: Database) -> None:
    with clock.at(MONDAY):
        await told_by("send_verify")
        assert await tell() is None
        assert await Notice.all().count() == 1


async def test_what_happened_days_ago_is_no_news(town: Database) -> None:
    with clock.at(MONDAY):
        await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
    with clock.at(MONDAY + timedelta(days=3)):
        assert await tell_all() == []


async def noted(who: str, incident: UUID) -> dict[UUID, NoticeKind]:
    await tell_all()
    await walk(replace(STRIDES["note"], who=who), incident, text="有人受伤")
    return {notice.person_id: notice.kind for notice in await tell_all()}


async def test_what_asked_for_a_step_is_not_left_unread_when_it_is_over(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await reported("wang", there.WATER)
        assert {one.read_at for one in await tell_all()} == {None}
        await walk(STRIDES["reject"], incident)
        await tell_all()
        left = {(one.person_id, one.kind) for one in await Notice.filter(read_at=None)}
    assert left == {(there.WANG, NoticeKind.ENDED)}


async def test_a_note_is_told_to_whose_turn_it_is(town: Database) -> None:
    with clock.at(MONDAY):
        assert await noted("wang", await reported("wang")) == dict.fromkeys((there.ZHANG, there.LI), NoticeKind.NOTED)
        assert await noted("li", await brought_to(STRIDES["feed_back"])) == {there.SUN: NoticeKind.NOTED}


async def test_at_another_dispatch_the_old_unit_hears_that_it_is_over_and_the_new_ones_that_it_is_theirs(
    town: Database,
) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["redispatch"])
        await people.add_post(
            None, people.NewPost(person_id=there.FENG, role=Role.DEPT_DUTY, area=there.DISTRICT, unit_id=there.POLICE)
        )
        await tell_all()
        await walk(STRIDES["redispatch"], incident, assist_unit_ids=(there.POLICE,))
        told = {notice.person_id: notice.kind for notice in await tell_all()}
        assert told == {
            there.SUN: NoticeKind.TAKEN_AWAY, there.QIAN: NoticeKind.DISPATCHED, there.FENG: NoticeKind.ASSISTS,
        }  # fmt: skip
        await walk(STRIDES["transfer_out"], incident)
        told = {notice.person_id: notice.kind for notice in await tell_all()}
    assert told == dict.fromkeys((there.QIAN, there.FENG), NoticeKind.TAKEN_AWAY) | {there.WANG: NoticeKind.ENDED}


@pytest.mark.parametrize(
    ("stand", "step", "words", "relieved"),
    [
        ("verify", "send_verify", {"assignee_id": there.HE}, there.WANG),
        ("check", "send_check", {"assignee_id": there.WANG}, there.HE),
        ("sign_assigned", "assign", {"person_id": there.WANG}, there.HE),
        ("sign_assigned", "redispatch", {"lead_unit_id": there.TEAM}, there.HE),
        ("feed_back_assigned", "redispatch", {"lead_unit_id": there.TEAM}, there.HE),
        ("feed_back_assigned", "assign_self", {}, there.HE),
        ("feed_back_assigned", "escalate", {}, there.HE),
        ("feed_back_assigned", "transfer_out", {}, there.HE),
    ],
)
async def test_whoever_had_it_by_name_hears_that_it_is_theirs_no_more(
    stand: str, step: str, words: dict[str, object], relieved: UUID, town: Database
) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES[stand])
        await tell_all()
        await walk(STRIDES[step], incident, **words)
        told = {notice.person_id: notice.kind for notice in await tell_all()}
    assert told[relieved] is NoticeKind.TAKEN_AWAY


async def test_whose_report_was_merged_twice_sees_where_it_went_and_hears_how_it_ends(town: Database) -> None:
    with clock.at(MONDAY):
        first, second, third = [await reported(who) for who in ("feng", "he", "wang")]
        for source, target in ((first, second), (second, third)):
            await walk(STRIDES["merge"], source, target_id=target)
        for one in (first, second, third):
            assert await seen("feng", one) is not None
        await tell_all()
        await walk(STRIDES["reject"], third)
        told = {notice.person_id: notice.kind for notice in await tell_all()}
    assert told == dict.fromkeys((there.WANG, there.FENG, there.HE), NoticeKind.ENDED)


async def test_the_one_who_asked_hears_the_answer_to_a_supervision(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["feed_back"])
        for who in ("zhao", "wu"):
            now = (await Incident.get(id=incident)).version
            command = commands.Supervise(op_id=new_id(), incident_id=incident, seen=now, opinion="请加快")
            await actions.supervise(await there.viewer(who), command)
        await tell_all()
        asked = await Supervision.get(incident_id=incident, by_id=there.ZHAO)
        answer = commands.AnswerSupervision(
            op_id=new_id(), incident_id=incident, seen=(await Incident.get(id=incident)).version,
            supervision_id=asked.id, text="今天办完",
        )  # fmt: skip
        await actions.answer_supervision(await there.viewer("sun"), answer)
        assert {notice.person_id for notice in await tell_all()} == {there.ZHAO}


async def test_an_emergency_is_told_to_the_district_once_however_far_it_comes(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await reported("wang", there.WATER, severity=4)
        await walk(replace(STRIDES["accept"], who="li"), incident)
        await walk(STRIDES["file"], incident)
        await tell_all()
    assert [one.kind for one in await Notice.filter(person_id=there.WU)] == [NoticeKind.EMERGENCY]


async def test_what_fails_half_way_is_told_whole_the_next_time(town: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("the process ends here")

    with clock.at(MONDAY):
        await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
        with monkeypatch.context() as dying:
            dying.setattr(fan_out, "_pushes", fails)
            with pytest.raises(RuntimeError):
                await tell_all()
        assert await Notice.all().count() == 0
        assert [one.person_id for one in await tell_all()] == [there.WANG]


async def test_two_processes_that_follow_the_log_tell_everything_once(town: Database) -> None:
    with clock.at(MONDAY):
        for _ in range(8):
            await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
        await seal_all()

    async def follow(database: Database) -> int:
        made = 0
        with database.entered(), clock.at(MONDAY):
            while (batch := await tell()) is not None:
                made += len(batch)
        return made

    async with connect(town.url) as other:
        counts = await asyncio.gather(*(follow(one) for one in (town, other, town, other)))
    assert sum(counts) == 8
    assert await Notice.all().count() == 8
