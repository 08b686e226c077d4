"""A phone's copy: everything it should hold at first, then only what changed, and nothing that is not its person's."""

from __future__ import annotations

import asyncio
from base64 import urlsafe_b64encode
from datetime import timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.data.database import Database, reader, transaction
from server.grid.incident.models import Incident
from server.ground.person import viewers
from server.ground.person.models import Post
from server.journal import epochs
from server.reach.sync.models import SubjectMark
from tests import town
from tests.grid.incident import crowd
from tests.grid.incident.test_plans import without_reading_whole_tables
from tests.people import Actor
from tests.reach.sync.phone import PULL, Copy, settle
from tests.schema.documents import draft
from tests.schema.road import CHECK, DONE, FILED, FOUND, PASS, SEND_CHECK, SHOP, SHOP_DONE, Stride, Walk
from tests.statements import heard

NOTE = "mutation Note($input: IncidentNoteInput!) { incidentNote(input: $input) { problems { code } } }"


async def reported(login: str = "wang", **more: object) -> Walk:
    walk = Walk()
    await walk.report(login, FOUND[1] | more)
    return walk


async def test_a_first_pull_brings_all_of_ones_own_and_nothing_else(wang: Actor, feng: Actor, zhang: Actor) -> None:
    walks = [await reported() for _ in range(5)]
    elsewhere = await reported("feng", place=draft(town.FIFTH)["place"])
    copy, stranger, secretary = Copy(wang, first=2), Copy(feng), Copy(zhang)
    for one in (copy, stranger, secretary):
        await one.pull()

    assert copy.rows.keys() == secretary.rows.keys() == {walk.id for walk in walks}
    assert copy.requests == 3
    assert stranger.rows.keys() == {elsewhere.id}


async def test_after_that_only_what_changed_comes_each_once_as_it_is_now(wang: Actor, zhang: Actor) -> None:
    walk, other = await reported(), await reported()
    copy = Copy(wang)
    await copy.pull()
    for stride in FILED:
        await walk.take(stride)
    await settle()
    page = await copy.page()

    assert [(row["id"], row["state"]) for row in page["incidents"]] == [(walk.id, "FILED")]
    assert (page["more"], page["reset"], page["gone"]) == (False, False, [])
    assert (await copy.page())["incidents"] == []
    assert copy.rows.keys() == {walk.id, other.id}


async def test_what_is_not_sealed_yet_comes_with_the_next_pull(wang: Actor) -> None:
    copy = Copy(wang)
    await copy.pull()
    walk = await reported()
    assert (await copy.page())["incidents"] == []
    await copy.pull()
    assert copy.rows.keys() == {walk.id}


async def test_what_changes_while_a_copy_is_listed_comes_behind_it(wang: Actor) -> None:
    walks = [await reported() for _ in range(3)]
    copy = Copy(wang, first=2)
    await settle()
    assert (await copy.page())["more"]
    for walk in walks:
        await walk.take(FILED[0])
    late = await reported()
    await settle()
    await copy.page()
    await copy.pull()
    assert copy.rows.keys() == {walk.id for walk in [*walks, late]}
    assert {copy.rows[walk.id]["state"] for walk in walks} == {"PENDING_FILING"}


async def test_what_ended_stays_for_a_week_and_is_then_not_listed(wang: Actor, sun: Actor) -> None:
    walk = Walk()
    await walk.report(*SHOP)
    for stride in (*SHOP_DONE, Stride("Confirm", "wang", {})):
        await walk.take(stride)
    copy, unit = Copy(wang), Copy(sun)
    await copy.pull()
    await unit.pull()
    assert walk.id in copy.rows
    assert walk.id in unit.rows

    await Incident.filter(id=UUID(walk.id)).update(closed_at=clock.now() - timedelta(days=8))
    again = Copy(wang)
    await again.pull()
    assert again.rows == {}
    await wang.send(NOTE, input={"opId": walk.id, "id": walk.id, "seen": walk.seen, "text": "补一句"})
    await copy.pull()
    assert copy.gone == [walk.id]
    assert copy.rows == {}


async def test_what_a_unit_gave_back_leaves_its_phones(sun: Actor, li: Actor) -> None:
    walk = await reported()
    copy = Copy(sun)
    for stride in (*DONE[:3], Stride("GiveBack", "sun", {"reasonCode": "UNCLEAR_OWNER", "reason": "权属不清，请核对"})):
        await walk.take(stride)
    await copy.pull()
    assert walk.id in copy.rows
    await walk.take(await walk.fitted(Stride("Grant", "li", {"note": "情况属实"})))
    await copy.pull()
    assert copy.rows == {}
    assert copy.gone == [walk.id]


async def test_a_post_that_ended_takes_its_rows_from_the_phone(wang: Actor) -> None:
    here = await reported("he")
    copy = Copy(wang)
    await copy.pull()
    assert here.id in copy.rows
    await Post.filter(person_id=town.WANG, area_id=town.FIRST).update(ends_on=clock.today() - timedelta(days=1))
    viewers.forget(town.WANG)
    page = await copy.page()
    assert page["reset"]
    await copy.pull()
    assert copy.rows == {}
    assert copy.gone == []  # a whole new copy names nothing of the old one


async def test_the_stranger_is_told_of_no_id_whatever_changes(feng: Actor, wu: Actor) -> None:
    copy, supervisor = Copy(feng), Copy(wu)
    await copy.pull()
    await supervisor.pull()
    walk = await reported()
    for stride in (*DONE, SEND_CHECK, CHECK, PASS):
        await walk.take(stride)
    for one in (copy, supervisor):
        await one.pull()
        assert (one.rows, one.gone) == ({}, [])


async def test_nobody_pulls_nothing(nobody: Actor) -> None:
    assert (await nobody.send(PULL)).codes == ["FORBIDDEN"]


@pytest.mark.parametrize("of", ["nonsense", "", "€", "A" * 500, "AAAA", urlsafe_b64encode(bytes(16) + b"[1]").decode()])
async def test_a_cursor_of_nobodys_making_is_refused_by_its_code(wang: Actor, of: str) -> None:
    answer = await wang.send(PULL, cursor=of)
    assert answer.codes == ([] if of == "" else ["CURSOR_MALFORMED"])


async def test_a_cursor_that_was_tampered_with_is_refused(wang: Actor) -> None:
    copy = Copy(wang)
    await copy.pull()
    assert copy.cursor is not None
    for place in range(0, len(copy.cursor), 7):
        other = "A" if copy.cursor[place] != "A" else "B"
        answer = await wang.send(PULL, cursor=copy.cursor[:place] + other + copy.cursor[place + 1 :])
        assert answer.codes == ["CURSOR_MALFORMED"]


async def test_anothers_cursor_and_another_epoch_begin_anew(wang: Actor, he: Actor) -> None:
    await reported()
    copy = Copy(wang)
    await copy.pull()
    stolen = Copy(he, cursor=copy.cursor)
    await settle()
    assert (await stolen.page())["reset"]
    before = (await copy.page())["epoch"]
    await transaction(epochs.begin)
    page = await copy.page()
    assert page["reset"]
    assert page["epoch"] != before


@pytest.mark.parametrize(
    ("first", "code"), [(0, "FIRST_TOO_SMALL"), (2001, "FIRST_TOO_LARGE"), (-5, "FIRST_TOO_SMALL")]
)
async def test_a_page_has_bounds(wang: Actor, first: int, code: str) -> None:
    assert (await wang.send(PULL, first=first)).codes == [code]


async def test_whatever_many_write_at_once_no_change_is_skipped(wang: Actor, town: Database) -> None:
    copy = Copy(wang, first=3)
    reports = [reported() for _ in range(12)]

    async def pulling() -> None:
        for _ in range(15):
            await copy.pull()

    walks = (await asyncio.gather(*reports, pulling()))[:12]
    steps = [walk.take(FILED[0]) for walk in walks if walk]
    await asyncio.gather(*steps, pulling())
    await copy.pull()
    assert {one: row["state"] for one, row in copy.rows.items()} == {
        walk.id: "PENDING_FILING" for walk in walks if walk
    }


async def test_two_thousand_of_a_grid_come_in_three_requests(wang: Actor) -> None:
    await crowd.gather(300)
    copy = Copy(wang, first=1000)
    await copy.pull()
    assert copy.requests == 1
    assert await Incident.filter(id__in=list(copy.rows)).count() == len(copy.rows) > 70


async def test_a_page_of_changes_is_read_from_an_index_and_costs_what_it_holds(town: Database, wang: Actor) -> None:
    ids = await crowd.gather(120)
    copy = Copy(wang)
    await copy.pull()
    marks = [SubjectMark(subject_kind="incident", subject_id=one, seal=n) for n, one in enumerate(ids, 1)]
    await SubjectMark.bulk_create(marks)
    await transaction(lambda: _seen(len(ids)))
    await without_reading_whole_tables(town)
    said: dict[int, int] = {}
    for first in (2, 50):
        with heard() as statements:
            answer = await wang.send(PULL, cursor=copy.cursor, first=first)
        assert len(answer.only["incidents"]) + len(answer.only["gone"]) == first
        said[first] = len(statements)
        finding = [one for one in statements if "subject_mark" in one.sql]
        assert len(finding) == 1
        plan = await finding[0].plan(reader())
        assert "subject_mark" in plan
        assert not any(line in plan for line in ("SCAN incident\n", "Seq Scan on incident "))
    assert said[2] == said[50] == 5


async def _seen(seal: int) -> None:
    from server.journal import projection

    await projection.keep("sync", seal)
