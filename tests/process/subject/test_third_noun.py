"""A noun that only says what it is to be told of, streamed, carried and pulled is: nothing else has to know of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from server import slices
from server.core import clock
from server.data.database import Database
from server.grid.hotissue.lifecycle import State
from server.grid.hotissue.models import HotIssue
from server.reach.notice import actions
from server.reach.notice.addresses import Allowed
from server.reach.notice.models import Notice
from server.reach.sync import pull
from tests import town as there
from tests.edge.live.ears import Sky
from tests.grid.incident.road import MONDAY, STRIDES, brought_to, walk
from tests.kit.laws import Kit, Offline, Stride
from tests.people import Actor
from tests.process.subject import errand as noun
from tests.process.subject.errand import ERRAND, SLICE, happened, made
from tests.reach.notice.conftest import SECRET, post_of, tell_all
from tests.reach.notice.gateway import Service, Subscriber, endpoint
from tests.reach.sync.phone import settle

LISTS = """query Lists { notices { nodes { id } } noticesUnread subjectNoticesUnread
  subjectNotices { nodes { id kind subjectKind subjectId severity facts incident { id } } } }"""
CHANGED = """subscription Changed($id: ID) {
  subjectChanged(id: $id) { eventId kind cursor subjectKind subjectId incident { id } whistle { id } } }"""


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a noun as any other."""
    nouns = (*slices.subjects(), ERRAND)
    monkeypatch.setattr(slices, "subjects", lambda: nouns)


@pytest.fixture
async def errand(town: Database, known: None) -> UUID:
    """An errand of wang's grid, of which nobody was told yet."""
    with clock.at(MONDAY):
        return await made(there.FIRST)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with Service() as started:
        yield started


async def test_its_worker_is_told_and_pushed_to_and_finds_it_beside_incidents(errand: UUID, service: Service) -> None:
    browser = Subscriber(endpoint(service))
    await actions.subscribe(await there.viewer("wang"), browser.browser, Allowed.of((), service.origin))
    with clock.at(MONDAY):
        await happened(errand, "asked", there.FIRST, worker=str(there.WANG), unit="x")
        (told,) = await tell_all()
        assert await post_of(pushes=service.origin).once() == 1
        pushed = browser.reads(service.got[0])
        listed = (await Actor("wang").send(LISTS)).data
        assert (await Actor("feng").send(LISTS)).data["subjectNotices"]["nodes"] == []
    assert (told.subject_kind, told.subject_id, told.incident_id) == ("errand", errand, None)
    assert (pushed["subjectKind"], pushed["subject"], pushed["incident"], pushed["badge"]) == (
        "errand", str(errand), None, 1,
    )  # fmt: skip
    node = {"id": str(told.id), "kind": "ASSIGNED", "subjectKind": "errand", "subjectId": str(errand), "severity": 2}
    assert listed["subjectNotices"]["nodes"] == [node | {"facts": {"unit": "x"}, "incident": None}]
    assert (listed["subjectNoticesUnread"], listed["notices"]["nodes"], listed["noticesUnread"]) == (1, [], 0)


async def test_what_is_told_of_it_is_settled_by_it_alone_and_goes_with_the_post(errand: UUID) -> None:
    with clock.at(MONDAY):
        for _ in range(2):
            await happened(errand, "asked", there.FIRST, worker=str(there.WANG))
        await tell_all()
        await walk(STRIDES["reject"], await brought_to(STRIDES["reject"]))
        await tell_all()
        assert await Notice.filter(subject_kind="errand", read_at=None).count() == 2
        await happened(errand, "ended", there.FIRST)
        await tell_all()
    assert await Notice.filter(subject_kind="errand", read_at=None).count() == 0


async def test_one_stream_tells_of_it_and_of_incidents_to_those_who_may_see_each(errand: UUID, town: Database) -> None:
    air = Sky(town)
    async with air.running():
        wang, feng = [await air.listen(who, document=CHANGED) for who in ("wang", "feng")]
        incident = await brought_to(STRIDES["accept"])
        await happened(errand, "asked", there.FIRST, worker=str(there.WANG))
        await air.tell()
        told = [answer.only for answer in wang.heard]
        for ear in air.ears:
            await ear.leave()
    assert [(one["subjectKind"], one["subjectId"]) for one in told] == [
        ("incident", str(incident)), ("errand", str(errand)),
    ]  # fmt: skip
    assert [one["incident"] and one["incident"]["id"] for one in told] == [str(incident), None]
    assert feng.heard == []


@pytest.mark.usefixtures("known")
class TestErrand(Offline):
    kit = Kit(noun, noun, sees="wang he zhang li zhao sun qian wu admin lin", begins=lambda: made(there.FIRST),
              strides=(Stride("note", "wang", {"text": "先来"}),), said=SLICE)  # fmt: skip


async def test_a_phone_lists_it_page_by_page_and_drops_it_when_it_has_ended(errand: UUID) -> None:
    wang = await there.viewer("wang")
    incidents = {await brought_to(STRIDES["accept"]) for _ in range(2)}
    await settle()
    found, cursor, pages = {"incident": set[UUID](), "errand": set[UUID]()}, None, 0
    while True:
        page = await pull.pull(wang, cursor, 1, SECRET)
        pages += 1
        for kind, ids in page.ids.items():
            found[kind] |= set(ids)
        cursor = page.at.told(SECRET)
        if not page.more:
            break
    assert (pages, found) == (3, {"incident": incidents, "errand": {errand}})
    await happened(errand, "noted", there.FIRST, text="x")
    await settle()
    page = await pull.pull(wang, cursor, 10, SECRET)
    assert (page.ids, page.gone, page.rows("errand").model) == ({"errand": [errand]}, [], HotIssue)
    await HotIssue.filter(id=errand).update(state=State.DECLINED)
    await happened(errand, "ended", there.FIRST)
    await settle()
    assert (await pull.pull(wang, page.at.told(SECRET), 10, SECRET)).gone == [errand]
    assert (await pull.pull(await there.viewer("feng"), None, 10, SECRET)).ids == {}
