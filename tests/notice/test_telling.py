"""Who is told what: the table's lines, each once, never to the one who did it, never to who holds no post there."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from server import clock
from server.catalogue.models import Stage
from server.database import Database, connect, transaction
from server.event import log
from server.event.relay import seal_all
from server.incident.models import Incident
from server.notice import telling
from server.notice.models import Notice, NoticeKind
from server.notice.routes import TELLS
from server.notice.telling import tell
from server.person import actions as people
from server.person.models import Post
from server.viewer import Role
from tests import town as there
from tests.incident.road import MONDAY, STRIDES, brought_to, reported, walk
from tests.notice.conftest import tell_all

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


async def happened(incident: UUID, kind: str, **payload: object) -> None:
    """Something that the system records about an incident."""

    async def work() -> UUID:
        return await log.record(kind, subject_id=incident, area=there.FIRST, viewer=None, payload=payload)

    await transaction(work)


@pytest.mark.parametrize(
    ("threshold", "people"),
    [(50, {there.SUN}), (80, {there.SUN, there.LI}), (150, {there.SUN, there.LI, there.WU})],
)
async def test_a_clock_tells_the_unit_first_then_its_desk_then_the_district(
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
        await happened(incident, "incident.reopened")
        assert {notice.person_id for notice in await tell_all()} == {there.ZHANG}


async def test_nobody_is_told_of_what_he_did_himself(town: Database) -> None:
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


def test_every_line_of_the_table_is_about_an_incident_or_a_whistle() -> None:
    assert {kind.split(".")[0] for kind in TELLS} == {"incident", "whistle"}
    assert all(lines for lines in TELLS.values())


async def test_what_fails_half_way_is_told_whole_the_next_time(town: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("the process ends here")

    with clock.at(MONDAY):
        await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
        with monkeypatch.context() as dying:
            dying.setattr(telling, "_pushes", fails)
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
