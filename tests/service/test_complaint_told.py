"""Who hears of a complaint: the desk that it waits for, in time, and by no door whom it is about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Missing
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.ground.person import actions as people
from server.reach.notice.models import Digest, Notice, NoticeKind
from server.reach.sync import pull
from server.service.complaint import commands, verbs
from server.service.complaint.models import About, Complaint
from server.service.complaint.slice import SLICE
from tests import town as place
from tests.edge.live.ears import Sky
from tests.kit.laws import MONDAY
from tests.people import Actor
from tests.process.subject.test_third_noun import CHANGED, LISTS
from tests.reach.notice.conftest import SECRET, tell_all
from tests.reach.sync.phone import settle
from tests.service.test_complaint import HASH, KIT, filed, viewer

K = NoticeKind
ABOUT: dict[str, dict[str, Any]] = {
    "zhang": {"about": About.COMMUNITY},
    "li": {"about": About.STREET},
    "qian": {"about": About.UNIT, "about_unit_id": place.HOUSING},
}  # whom it is about, and how one says so
DOORS = """query Doors($id: ID!) { complaint(id: $id) { id } node(id: $id) { id } complaints { nodes { id } }
  events(subject: $id) { nodes { id } } }"""


async def told() -> list[tuple[UUID, NoticeKind]]:
    return sorted((one.person_id, one.kind) for one in await tell_all())


@pytest.fixture(params=sorted(ABOUT))
async def whom(request: pytest.FixtureRequest, town: Database) -> str:
    """Somebody who holds a post in which they would answer, were it not about themselves."""
    with clock.at(MONDAY - timedelta(days=7)):
        above = people.NewPost(
            person_id=place.NAMES[request.param][0], role=Role.DISTRICT_DISPATCH, area=place.DISTRICT
        )
        await people.add_post(None, above)
    return str(request.param)


async def about(whom: str) -> Complaint:
    return await filed(photos=(HASH,), **ABOUT[whom])


async def test_neither_list_nor_name_nor_history_shows_it_to_whom_it_is_about(whom: str) -> None:
    row = await about(whom)
    with clock.at(MONDAY):
        shown = (await Actor(whom).send(DOORS, id=str(row.id))).data
        assert (await Actor("wu").send(DOORS, id=str(row.id))).data["complaint"] is not None
    none: dict[str, Any] = {"nodes": []}
    assert shown == {"complaint": None, "node": None, "complaints": none, "events": none}


async def test_no_photo_of_it_and_no_answer_to_it_is_theirs(whom: str) -> None:
    row = await about(whom)
    assert SLICE.photos is not None
    assert not await SLICE.photos.seen(await viewer(whom), HASH)
    command = commands.Answer(op_id=new_id(), id=row.id, seen=1, text="已安排专人核实，三天内回复您")
    with clock.at(MONDAY), pytest.raises(Missing):
        await verbs.answer(await viewer(whom), command)


async def test_no_notice_of_it_reaches_them_nor_shows_where_one_was_made(whom: str) -> None:
    row = await about(whom)
    person = place.NAMES[whom][0]
    with clock.at(MONDAY):
        assert (person, K.COMPLAINT_FILED) not in await told()
    with clock.at(MONDAY + timedelta(days=9)):
        assert await SLICE.jobs[0].sweep() == 1
        assert person not in {one for one, _ in await told()}
        await Notice.create(id=new_id(), event_id=new_id(), person_id=person, kind=K.WARNED, subject_kind="complaint",
                            subject_id=row.id, severity=1, state=row.state, facts={}, at=MONDAY)  # fmt: skip
        listed = (await Actor(whom).send(LISTS)).data
    assert (listed["subjectNotices"]["nodes"], listed["subjectNoticesUnread"]) == ([], 0)


async def test_their_stream_is_silent_of_it_and_their_phone_copies_nothing_of_it(whom: str, town: Database) -> None:
    air = Sky(town)
    async with air.running():
        theirs, wu = [await air.listen(who, document=CHANGED) for who in (whom, "wu")]
        row = await about(whom)
        await air.tell()
        heard = [answer.only["subjectId"] for answer in wu.heard]
        for ear in air.ears:
            await ear.leave()
    assert (heard, theirs.heard) == ([str(row.id)], [])
    await settle()
    page = await pull.pull(await viewer(whom), None, 10, SECRET)
    assert (page.ids, list(page.gone)) == ({}, [])


async def test_the_desk_of_the_place_hears_of_it_and_one_level_up_when_asked_again(town: Database) -> None:
    with clock.at(MONDAY):
        row = await filed()
        assert await told() == [(place.ZHANG, K.COMPLAINT_FILED)]
        await KIT.take(KIT.stride("answer"), row)
        assert await told() == []  # who wrote has a code, and no list of notices
        assert await Notice.filter(read_at=None).count() == 0
        await KIT.take(KIT.stride("ask_again"), await KIT.row(row.id))
        assert await told() == [(place.LI, K.COMPLAINT_AGAIN)]


async def test_who_wrote_as_one_of_ours_is_told_of_the_answer(town: Database) -> None:
    with clock.at(MONDAY):
        row = await filed("wang")
        await tell_all()
        await KIT.take(KIT.stride("answer"), row)
        assert await told() == [(place.WANG, K.COMPLAINT_ANSWERED)]
        assert len((await Actor("wang").send(LISTS)).data["subjectNotices"]["nodes"]) == 1


async def test_the_digest_reminds_its_desk_before_it_is_due_and_the_one_above_when_it_is_late(town: Database) -> None:
    row = await filed()  # on a Monday: due on Thursday at the end of work
    with clock.at(MONDAY):
        await tell_all()
    reminded = []
    for day in range(6):
        with clock.at(MONDAY + timedelta(days=day)):
            await SLICE.jobs[0].sweep()
            reminded.append(await told())
    assert reminded == [
        [],
        [],
        [],
        [(place.ZHANG, K.WARNED)],
        sorted([(place.ZHANG, K.BREACHED), (place.LI, K.BREACHED)]),
        [],
    ]
    assert {one.person_id for one in await Digest.all()} == {place.ZHANG, place.LI}
    with clock.at(MONDAY + timedelta(days=6)):
        await verbs.answer(await viewer("zhang"), KIT.command(KIT.stride("answer"), await KIT.row(row.id)))
        await tell_all()
    assert await Notice.filter(read_at=None).count() == 0
