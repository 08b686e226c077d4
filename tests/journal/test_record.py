"""Recording: one chain per subject, in the transaction of what it tells, and never to be changed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role, Seat, Viewer
from server.data.database import Database, reader, transaction
from server.journal import log
from server.journal.models import Event, Seal, Unsealed
from tests.journal.conftest import happened, sealed


async def test_an_event_says_who_did_what_where_and_when(database: Database) -> None:
    seat = Seat(new_id(), Role.DEPT_HANDLER, "140214018", unit_id=new_id())
    wang = Viewer(new_id(), "王", (seat,))
    subject, at = new_id(), datetime(2026, 3, 2, 0, 30, 0, 123456, tzinfo=UTC)

    async def work() -> UUID:
        return await log.record(
            "incident.signed", subject_id=subject, area="140214018002", viewer=wang, seat=seat, payload={"round": 1}
        )

    with clock.at(at):
        made = await transaction(work)
    kept = await Event.get(id=made, using_db=reader())
    assert (kept.kind, kept.subject_id, kept.area) == ("incident.signed", subject, "140214018002")
    assert (kept.by_id, kept.post_id, kept.unit_id) == (wang.person_id, seat.post_id, seat.unit_id)
    assert (kept.at, kept.payload, kept.place_in_chain, kept.previous) == (at, {"round": 1}, 1, "")


async def test_the_second_event_of_a_subject_names_the_first(database: Database) -> None:
    subject, other = uuid4(), uuid4()
    first, stranger, second = [await happened(one) for one in (subject, other, subject)]
    assert (second.previous, second.place_in_chain) == (first.hash, 2)
    assert (stranger.previous, stranger.place_in_chain) == ("", 1)


async def test_an_event_outside_of_a_transaction_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        await log.record("incident.noted", subject_id=uuid4(), area="140214", viewer=None, payload={})
    assert await Event.all().using_db(reader()).count() == 0


async def test_what_failed_was_never_recorded(database: Database) -> None:
    async def work() -> None:
        await log.record("incident.noted", subject_id=uuid4(), area="140214", viewer=None, payload={})
        raise ValueError("the change itself fails")

    with pytest.raises(ValueError, match="itself"):
        await transaction(work)
    assert await Event.all().using_db(reader()).count() == await Unsealed.all().using_db(reader()).count() == 0


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = ''", "DELETE FROM {}"])
@pytest.mark.parametrize(("table", "column"), [("event", "kind"), ("seal", "seal")])
async def test_the_database_itself_refuses_to_change_the_past(
    database: Database, table: str, column: str, statement: str
) -> None:
    await happened(uuid4())
    await sealed(database)

    async def work() -> None:
        await reader().execute_query(statement.format(table, column))

    with pytest.raises(Exception, match="append-only"):
        await transaction(work)
    assert await log.verify() == []
    assert (await Event.all().using_db(reader()).count(), await Seal.all().using_db(reader()).count()) == (1, 1)


async def test_fifty_people_at_once_keep_every_chain_and_one_gapless_order(database: Database) -> None:
    subjects = [uuid4() for _ in range(5)]
    await asyncio.gather(*(happened(subjects[n % 5], turn=n) for n in range(50)), sealed(database))
    await sealed(database)
    for subject in subjects:
        events = await Event.filter(subject_id=subject).using_db(reader())
        assert sorted(event.place_in_chain for event in events) == list(range(1, 11))
    seals = await Seal.all().using_db(reader()).order_by("number")
    assert [seal.number for seal in seals] == list(range(1, 51))
    assert await Unsealed.all().using_db(reader()).count() == 0
    assert await log.verify() == []
