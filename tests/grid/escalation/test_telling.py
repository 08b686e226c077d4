"""Whom a threshold reaches: the one whose turn it is, then the desk, and the district when it is much too late."""

from __future__ import annotations

from uuid import UUID

from server.core import clock
from server.data.database import Database
from server.grid.incident.models import Incident
from server.reach.notice.models import NoticeKind
from tests import town as place
from tests.grid.escalation.test_marks import NINE, swept
from tests.grid.incident.road import STRIDES, reported, walk
from tests.grid.incident.test_reckoning import on
from tests.reach.notice.conftest import tell_all


async def told_at(town: Database, moment: str) -> dict[UUID, NoticeKind]:
    """Who is told what because somebody swept at this moment."""
    await swept(town, moment)
    with clock.at(on(moment)):
        return {notice.person_id: notice.kind for notice in await tell_all()}


async def dispatched() -> UUID:
    with clock.at(on(NINE)):
        incident = await reported()
        for verb in ("accept", "file", "dispatch"):
            await walk(STRIDES[verb], incident)
        await tell_all()
    return incident


async def test_the_unit_hears_at_half_its_time_and_its_dispatcher_at_four_fifths(town: Database) -> None:
    await dispatched()
    assert await told_at(town, "03-02 11:01") == {place.SUN: NoticeKind.WARNED}
    assert await told_at(town, "03-02 14:45") == {place.SUN: NoticeKind.WARNED, place.LI: NoticeKind.WARNED}
    assert await told_at(town, "03-02 14:46") == {}


async def test_the_district_hears_of_what_is_much_too_late_also_when_nobody_swept_for_days(town: Database) -> None:
    incident = await dispatched()
    told = await told_at(town, "03-05 12:00")
    assert told[place.WU] in (NoticeKind.BREACHED, NoticeKind.RAISED)
    assert {place.SUN, place.LI} <= told.keys()
    assert (await Incident.get(id=incident)).level == 3
    assert await told_at(town, "03-05 12:01") == {}


async def test_an_emergency_begins_with_the_street_and_the_district_knows_at_once(town: Database) -> None:
    with clock.at(on(NINE)):
        incident = await reported("wang", place.WATER, severity=4)
        told = {notice.person_id: notice.kind for notice in await tell_all()}
    assert (await Incident.get(id=incident)).level == 2
    assert told[place.WU] is NoticeKind.EMERGENCY
