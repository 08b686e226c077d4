"""The list of what one was told: one's own, as far as one sees now, marked once, asked for in one statement."""

from __future__ import annotations

from typing import Any

import pytest

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.ground.person import actions as people
from server.ground.person.models import Post
from server.reach.notice.models import Notice
from tests import town as there
from tests.grid.incident.road import MONDAY, STRIDES, brought_to, walk
from tests.grid.whistle import road as whistles
from tests.grid.whistle.road import WALK
from tests.people import Actor
from tests.reach.notice.conftest import tell_all
from tests.statements import counted

LIST = """query Notices($unread: Boolean, $first: Int, $after: String) {
  notices(unread: $unread, first: $first, after: $after) {
    nodes { id kind at dueAt readAt severity whistleId whistle { id state } facts
            incident { id state incidentClass { name } } }
    pageInfo { hasNextPage endCursor } } noticesUnread }"""
READ = "mutation Read($input: NoticeReadInput!) { noticeRead(input: $input) { problems { code field } } }"
READ_ALL = "mutation ReadAll($input: NoticeReadAllInput!) { noticeReadAll(input: $input) { problems { code field } } }"


@pytest.fixture
async def asked(town: Database) -> str:
    """wang was asked to verify something; its notice."""
    with clock.at(MONDAY):
        await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
        (made,) = await tell_all()
    return str(made.id)


async def seen(who: Actor, **wanted: Any) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = (await who.send(LIST, **wanted)).data["notices"]["nodes"]
    return nodes


async def test_who_was_asked_reads_it_and_nobody_else_does(
    asked: str, wang: Actor, feng: Actor, wu: Actor, nobody: Actor
) -> None:
    (notice,) = await seen(wang)
    assert (notice["id"], notice["kind"], notice["readAt"]) == (asked, "VERIFY", None)
    assert notice["incident"]["state"] == "VERIFYING"
    assert notice["dueAt"] is not None
    for other in (feng, wu, nobody):
        answer = await other.send(LIST)
        assert answer.data == {
            "notices": {"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}},
            "noticesUnread": 0,
        }


async def test_a_notice_of_a_whistle_shows_it_to_whom_it_calls(asked: str, wang: Actor) -> None:
    with clock.at(MONDAY):
        whistle = await whistles.brought_to(WALK["approve"])
        await whistles.step("approve", whistle)
        await tell_all()
    (notice,) = await seen(Actor("qian"))
    assert notice["whistle"] == {"id": notice["whistleId"], "state": "BLOWN"} == {"id": str(whistle), "state": "BLOWN"}
    assert {(one["whistleId"], one["whistle"]) for one in await seen(wang)} == {(None, None)}


async def test_it_is_marked_once_and_the_second_time_changes_nothing(asked: str, wang: Actor) -> None:
    with clock.at(MONDAY):
        assert (await wang.send(READ, input={"ids": [asked]})).problems == []
    (first,) = await seen(wang)
    assert (await wang.send(READ, input={"ids": [asked]})).problems == []
    assert await seen(wang) == [first]
    assert first["readAt"] == MONDAY.isoformat()
    assert await seen(wang, unread=True) == []


async def test_a_stranger_marks_nothing_and_learns_nothing(asked: str, wang: Actor, feng: Actor, nobody: Actor) -> None:
    before = await seen(wang)
    there_is, nothing = [await feng.send(READ, input={"ids": [one]}) for one in (asked, str(new_id()))]
    assert there_is == nothing
    assert (await feng.send(READ_ALL, input={"upto": asked})).problems == []
    assert (await nobody.send(READ, input={"ids": [asked]})).problems == ["FORBIDDEN"]
    assert await seen(wang) == before


async def test_with_the_post_its_notices_go_and_cannot_be_marked(asked: str, town: Database, sun: Actor) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["dispatch"])
        await walk(STRIDES["dispatch"], incident)
        await tell_all()
    assert [one["kind"] for one in await seen(sun)] == ["DISPATCHED"]
    await people.end_post(None, (await Post.get(person_id=there.SUN)).id)
    assert await seen(sun) == []
    (notice,) = await Notice.filter(person_id=there.SUN)
    await sun.send(READ, input={"ids": [str(notice.id)]})
    assert (await Notice.get(id=notice.id)).read_at is None


async def test_all_is_marked_up_to_the_one_that_was_on_top(town: Database, wang: Actor) -> None:
    with clock.at(MONDAY):
        for _ in range(3):
            await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
            await tell_all()
    top, middle, _ = await seen(wang)
    await wang.send(READ_ALL, input={"upto": middle["id"]})
    assert [one["id"] for one in await seen(wang, unread=True)] == [top["id"]]
    assert (await wang.send(READ_ALL, input={"upto": "nonsense"})).problems == ["ID_MALFORMED"]


async def test_pages_follow_each_other_without_a_gap(town: Database, wang: Actor) -> None:
    with clock.at(MONDAY):
        for _ in range(3):
            await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
        await tell_all()
    everything, found, after = await seen(wang), [], None
    for _ in range(3):
        page = (await wang.send(LIST, first=1, after=after)).data["notices"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert found == everything
    assert [one["id"] for one in found] == sorted((one["id"] for one in found), reverse=True)
    assert (await wang.send(LIST, after="nonsense")).codes == ["CURSOR_MALFORMED"]
    assert (await wang.send(LIST, first=101)).codes == ["FIRST_TOO_LARGE"]


async def test_the_list_is_one_statement_however_long(town: Database, wang: Actor) -> None:
    text = LIST.replace("noticesUnread", "")
    with clock.at(MONDAY):
        for _ in range(2):
            await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
            await tell_all()
            await wang.send(text)
            with counted() as said:
                await wang.send(text)
            assert len(said) == 1
