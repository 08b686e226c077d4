"""Somebody with the database's password tampers with the log: it is found, and named."""

from __future__ import annotations

from uuid import UUID, uuid4

from server.core.ids import new_id
from server.data.database import Database, reader, transaction
from server.journal import chain, log
from server.journal.log import Damage
from server.journal.models import Event, Seal
from tests.journal.conftest import happened, sealed, tamper


async def three(database: Database) -> tuple[UUID, list[Event]]:
    """Three sealed events of one subject, with a stranger's around them."""
    subject = uuid4()
    await happened(uuid4())
    made = [await happened(subject, turn=turn) for turn in range(3)]
    await happened(uuid4())
    await sealed(database)
    return subject, made


async def found(noted: log.Head | None = None) -> log.Broken:
    """The first thing that is broken."""
    broken = await log.verify(noted)
    assert broken, "nothing was found"
    return broken[0]


async def test_a_whole_log_is_whole(database: Database) -> None:
    await three(database)
    assert await log.verify(await log.head()) == []


async def test_a_changed_event_is_named(database: Database) -> None:
    subject, made = await three(database)
    await tamper(f"UPDATE event SET kind = 'incident.closed' WHERE number = {made[1].number}")
    broken = await found()
    assert (broken.damage, broken.subject_id, broken.place) == (Damage.CHANGED, subject, 2)


async def test_a_changed_payload_is_named(database: Database) -> None:
    _, made = await three(database)
    await tamper(f"UPDATE event SET payload = '{{\"turn\": 7}}' WHERE number = {made[0].number}")
    assert (await found()).damage is Damage.CHANGED


async def test_a_changed_event_with_a_new_hash_is_named_by_its_seal(database: Database) -> None:
    _, made = await three(database)
    last = made[2]
    forged = chain.seal(last.previous, chain.fields_of(last) | {"kind": "incident.closed"})
    await tamper(f"UPDATE event SET kind = 'incident.closed', hash = '{forged}' WHERE number = {last.number}")
    broken = await found()
    assert (broken.damage, broken.event_number, broken.seal) == (Damage.CHANGED, last.number, 4)


async def test_a_deleted_event_is_named(database: Database) -> None:
    subject, made = await three(database)
    await tamper(f"DELETE FROM event WHERE number = {made[1].number}")
    broken = await log.verify()
    assert (broken[0].damage, broken[0].subject_id, broken[0].place) == (Damage.DELETED, subject, 3)
    assert (broken[1].damage, broken[1].event_number) == (Damage.DELETED, made[1].number)


async def test_an_event_deleted_with_its_seal_is_named(database: Database) -> None:
    _, made = await three(database)
    number = made[2].number
    await tamper(f"DELETE FROM seal WHERE event_number = {number}", f"DELETE FROM event WHERE number = {number}")
    broken = await found()
    assert (broken.damage, broken.seal) == (Damage.DELETED, 5)


async def test_an_inserted_event_is_named(database: Database) -> None:
    subject, made = await three(database)
    forged = Event(
        id=new_id(), kind="incident.closed", subject_id=subject, place_in_chain=4, area="140214018", by_id=None,
        post_id=None, unit_id=None, at=made[2].at, payload={}, previous=made[2].hash,
    )  # fmt: skip
    forged.hash = chain.seal(forged.previous, chain.fields_of(forged))

    async def work() -> None:
        await forged.save(force_create=True)

    await transaction(work)
    broken = await found()
    assert (broken.damage, broken.subject_id, broken.place) == (Damage.INSERTED, subject, 4)


async def test_two_swapped_events_are_named(database: Database) -> None:
    subject, made = await three(database)
    first, second = made[0].number, made[1].number
    await tamper(
        f"UPDATE event SET place_in_chain = 99 WHERE number = {first}",
        f"UPDATE event SET place_in_chain = 1 WHERE number = {second}",
        f"UPDATE event SET place_in_chain = 2 WHERE number = {first}",
    )
    broken = await log.verify()
    assert [(link.damage, link.place) for link in broken[:2]] == [(Damage.SWAPPED, 1), (Damage.SWAPPED, 2)]
    assert {link.subject_id for link in broken} == {subject}


async def test_two_swapped_seals_are_named(database: Database) -> None:
    _, made = await three(database)
    first, second = made[0].number, made[1].number
    await tamper(
        f"UPDATE seal SET event_number = -1 WHERE event_number = {first}",
        f"UPDATE seal SET event_number = {first} WHERE event_number = {second}",
        f"UPDATE seal SET event_number = {second} WHERE event_number = -1",
    )
    broken = await found()
    assert (broken.damage, broken.seal) == (Damage.SWAPPED, 2)


async def test_a_cut_end_is_named(database: Database) -> None:
    _, made = await three(database)
    await tamper(f"DELETE FROM event WHERE number > {made[1].number}")
    broken = await log.verify()
    assert [(link.damage, link.seal) for link in broken] == [(Damage.CUT, 4), (Damage.CUT, 5)]


async def test_an_end_cut_with_its_seals_is_named_by_whoever_noted_the_head(database: Database) -> None:
    _, made = await three(database)
    noted = await log.head()
    await tamper(
        f"DELETE FROM seal WHERE event_number > {made[0].number}", f"DELETE FROM event WHERE number > {made[0].number}"
    )
    broken = await found(noted)
    assert (broken.damage, broken.seal) == (Damage.CUT, 3)


async def test_a_history_made_anew_is_named_by_whoever_noted_the_head(database: Database) -> None:
    await three(database)
    noted = await log.head()
    assert noted.number == 5
    await tamper("DELETE FROM seal", "DELETE FROM event")
    for turn in range(5):
        await happened(uuid4(), turn=turn)
    await sealed(database)
    assert await log.verify() == []
    assert (await found(noted)).damage is Damage.CHANGED
    assert await Seal.all().using_db(reader()).count() == 5
