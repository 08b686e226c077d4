"""What is urgent comes at once and the rest of it once a day; and what was done, by whomever, is nobody's to read."""

from __future__ import annotations

from uuid import UUID

import pytest

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.grid.incident.models import ClockKind, Incident
from server.grid.incident.notices import settling as of_incident
from server.grid.whistle.notices import settling as of_whistle
from server.ground.catalogue.models import Stage
from server.reach.notice.models import Notice, NoticeKind
from server.slices import subjects
from tests import town as there
from tests.grid.incident.road import MONDAY, STRIDES, brought_to, walk
from tests.grid.whistle import road as whistles
from tests.grid.whistle.road import WALK
from tests.reach.notice.conftest import tell_all
from tests.reach.notice.test_fan_out import happened

K = NoticeKind


async def passed(incident: UUID, threshold: int, kind: ClockKind = ClockKind.STAGE) -> None:
    named = "incident.clock_breached" if threshold == 100 else "incident.clock_warned"
    stage = Stage.DISPOSE if kind is ClockKind.STAGE else None
    await happened(incident, named, threshold=threshold, kind=kind, stage=stage, clock=str(new_id()))


async def unread(person: UUID) -> list[NoticeKind]:
    await tell_all()
    return [one.kind for one in await Notice.filter(person_id=person, read_at=None, digest_id=None).order_by("id")]


@pytest.mark.parametrize(("severity", "at_once"), [(2, False), (3, True)])
async def test_a_desk_hears_at_once_of_the_clocks_of_what_is_urgent_and_of_others_in_the_morning(
    severity: int, at_once: bool, town: Database
) -> None:
    """Who works at it hears at once of both: only they can still keep the time."""
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["feed_back"])
        await Incident.filter(id=incident).update(severity=severity)
        await tell_all()
        for threshold in (80, 100, 150):
            await passed(incident, threshold)
        made = [one for one in await tell_all() if one.person_id in (there.SUN, there.LI)]
        desk = [one.digest_id is None for one in made if one.person_id == there.LI]
        assert desk == [at_once] * 3
        unit = [one.digest_id is None for one in made if one.person_id == there.SUN]
        assert unit == [True, True, at_once]
        await walk(STRIDES["feed_back"], incident)
        await walk(STRIDES["send_check"], incident, assignee_id=there.WANG)
        await tell_all()
        await passed(incident, 50)
        assert {(one.person_id, one.digest_id is None) for one in await tell_all()} == {(there.WANG, at_once)}


async def test_a_desk_whose_own_step_is_late_reads_it_in_the_morning(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["dispatch"])
        await tell_all()
        await passed(incident, 80)
        await passed(incident, 100)
        made = await tell_all()
    assert {one.person_id for one in made} == {there.LI}
    assert all(one.digest_id for one in made)


async def test_what_is_done_asks_nobody_any_more_and_the_cases_own_clock_does_until_it_is_answered(
    town: Database,
) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["sign"])
        assert await unread(there.SUN) == [K.DISPATCHED]
        await passed(incident, 80)
        await passed(incident, 80, ClockKind.CASE)
        assert await unread(there.SUN) == [K.DISPATCHED, K.WARNED]  # the later of two about the same case
        await walk(STRIDES["sign"], incident)
        assert await unread(there.SUN) == [K.WARNED]
        await walk(STRIDES["feed_back"], incident)
        assert await unread(there.SUN) == []
        assert await unread(there.LI) == [K.FOUND]
        await walk(STRIDES["send_check"], incident)
        assert await unread(there.LI) == []


async def test_what_a_colleague_decided_or_answered_is_not_left_to_the_others(town: Database) -> None:
    with clock.at(MONDAY):
        asked = await brought_to(STRIDES["grant_time"])
        assert K.TO_DECIDE in await unread(there.LI)
        await walk(STRIDES["grant_time"], asked)
        assert K.TO_DECIDE not in await unread(there.LI)
        whistle = await whistles.brought_to(WALK["approve"])
        assert K.WHISTLE_TO_APPROVE in await unread(there.ZHAO)
        await whistles.step("approve", whistle)
        assert K.WHISTLE_TO_APPROVE not in await unread(there.ZHAO)
        assert {K.WHISTLE_BLOWN} <= {*await unread(there.SUN)} & {*await unread(there.QIAN)}
        await whistles.step("ack", whistle)
        assert K.WHISTLE_BLOWN not in await unread(there.QIAN)
        assert K.WHISTLE_BLOWN in await unread(there.SUN)  # of another unit that is called


def test_of_each_kind_it_is_known_by_what_it_is_done_with() -> None:
    told = [*of_incident.TURN, *of_incident.WHILE_OPEN, *of_incident.TELLS]
    told += [*of_whistle.TELLS, *of_whistle.OF_UNIT, *of_whistle.OF_STREET]
    assert len(told) == len({*told})
    at_desks = [
        noun for noun in subjects() if noun.kind not in ("incident", "whistle")
    ]  # their end ends whatever was said
    told_there = {tells.kind for noun in at_desks for row in noun.rules.values() for tells in row}
    assert {*told} | told_there == {*NoticeKind} - {NoticeKind.DIGEST, NoticeKind.TRIAL}
    known = {f"{noun.kind}.{verb}" for noun in subjects() for verb in noun.rules}
    assert of_incident.TURNED | of_incident.DECIDED | of_whistle.WHISTLES | {of_incident.ANSWERED} <= known
