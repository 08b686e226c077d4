"""How the writer of a complaint is reached: sealed, masked, shown for a purpose, for a minute, twenty times a day."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from server.core import clock
from server.core.errors import Busy, Forbidden, Invalid, Missing, Refusal
from server.core.ids import new_id
from server.data.database import Database, reader, transaction
from server.journal import log
from server.journal.models import Event
from server.keep.audit import verify as audit
from server.keep.audit.findings import Finding
from server.process.contact import box, holding, keys, rotation
from server.process.contact.models import Contact, ContactReveal
from server.process.contact.revealing import MOST, MOST_AN_HOUR, READABLE, Purpose
from server.process.subject.kinds import NoticeKind
from server.reach.notice.models import Notice
from server.reach.notice.policy import visible_to
from server.service.complaint import commands, verbs
from server.service.complaint.models import Complaint
from server.service.complaint.slice import SLICE
from server.service.complaint.verbs import CONTACTS
from tests import town as place
from tests.kit.laws import MONDAY
from tests.reach.notice.conftest import tell_all
from tests.service.test_complaint import KIT, filed, viewer

NUMBER = "13812345678"
PURGE, SEAL = SLICE.seldom


@pytest.fixture
def own(tmp_path: Path) -> keys.KeyRing:
    """A ring of the test's own."""
    return keys.use(tmp_path / "keys")


def asked(row: Complaint, **words: Any) -> commands.Reveal:
    told: dict[str, Any] = {"op_id": new_id(), "id": row.id, "seen": row.version, "purpose": Purpose.ASK}
    return commands.Reveal(**told | words)


async def read(who: str, row: Complaint) -> str | None:
    return await CONTACTS.read(await viewer(who), row)


async def untold() -> list[Finding]:
    """What complaints say that the log does not."""
    return [one for one in (await audit.verify()).findings if one.table == "complaint"]


async def everything(database: Database) -> str:
    """All that is kept of contacts, complaints and the log, in the clear."""
    rows = [list(await one.all().using_db(reader()).values()) for one in (Complaint, Contact, ContactReveal, Event)]
    return str(rows)


async def test_it_is_kept_sealed_and_shown_masked_and_whole_to_its_desk_for_a_minute(town: Database) -> None:
    row = await filed(contact=f"王大爷 {NUMBER}")
    assert row.contact == "王** 138****5678"
    with clock.at(MONDAY):
        assert await read("zhang", row) is None
        done = await verbs.reveal(await viewer("zhang"), asked(row))
        assert await read("zhang", row) == f"王大爷 {NUMBER}"
        assert [await read(who, row) for who in ("holder", "li", "wu", "wang")] == [None] * 4, "nobody else's minute"
    with clock.at(MONDAY + READABLE):
        assert await read("zhang", row) is None
    assert NUMBER not in await everything(town)
    told = await Event.get(kind="complaint.contact_revealed")
    assert (told.subject_id, told.payload["purpose"], told.post_id is not None) == (row.id, "ASK", True)
    assert (await KIT.row(row.id)).version == row.version, "who answers meanwhile is not overtaken"
    assert done.receipt
    assert await log.verify() == []
    assert await untold() == []


async def test_who_may_not_see_it_learns_nothing_and_nothing_is_noted(town: Database) -> None:
    row, none = await filed(contact=NUMBER), await filed(contact=None)
    refused: dict[str, type[Refusal]] = dict.fromkeys(("wang", "feng", "other", "admin", "xu"), Missing)
    refused |= dict.fromkeys(("holder", "shen"), Forbidden)
    for who, refusal in refused.items():
        with pytest.raises(refusal) as told:
            await verbs.reveal(await viewer(who), asked(row))
        assert NUMBER not in str(told.value)
    with pytest.raises(Invalid) as lacking:
        await verbs.reveal(await viewer("zhang"), asked(row, purpose=None))
    assert [one.field for one in lacking.value.problems] == ["purpose"]
    with pytest.raises(Forbidden) as gone:
        await verbs.reveal(await viewer("zhang"), asked(none))
    assert gone.value.problems[0].code == "CONTACT_GONE"
    assert not await ContactReveal.all().exists()
    assert not await Event.filter(kind__contains="reveal").exists()
    may = [CONTACTS.can(await viewer(who), row) for who in ("zhang", "wang", "holder", "shen")]
    assert may == [True, False, False, False]


async def test_asking_twice_is_asking_once_and_twenty_are_enough_for_a_day(town: Database) -> None:
    row, zhang = await filed(contact=NUMBER), await viewer("zhang")
    with clock.at(MONDAY):
        again = asked(row)
        first, second = [await verbs.reveal(zhang, again) for _ in range(2)]
        assert first.receipt.op_id == second.receipt.op_id
        assert await ContactReveal.all().count() == 1
        for _ in range(MOST - 1):
            await verbs.reveal(zhang, asked(row))
        with pytest.raises(Forbidden) as told:
            await verbs.reveal(zhang, asked(row))
        assert told.value.problems[0].code == "CONTACT_LIMIT"
        alarms = await Event.filter(kind="contact.many_revealed").order_by("place_in_chain")
        assert [(one.subject_id, one.payload["today"]) for one in alarms] == [
            (zhang.person_id, MOST_AN_HOUR),
            (zhang.person_id, MOST),
        ]
        assert await ContactReveal.all().count() == MOST
        told_of = [(one.person_id, one.subject_id) for one in await tell_all() if one.kind is NoticeKind.CONTACTS_SEEN]
        assert told_of == [(place.XU, zhang.person_id)] * 2
        seen = [
            await Notice.filter(visible_to(await viewer(who)), kind=NoticeKind.CONTACTS_SEEN).count()
            for who in ("xu", "admin", "wu", "shen")
        ]
        assert seen == [2, 0, 0, 0]
    with clock.at(MONDAY + timedelta(days=1)):
        await verbs.reveal(zhang, asked(row))


async def test_it_goes_when_it_is_taken_back_and_half_a_year_after_the_end(town: Database) -> None:
    back, closed = await filed(contact=NUMBER), await filed("other", contact=NUMBER)
    await KIT.take(KIT.stride("withdraw"), back)
    assert {one.subject_id for one in await Contact.all()} == {closed.id}
    with clock.at(MONDAY):
        await verbs.answer(await viewer("zhang"), KIT.command(KIT.stride("answer"), closed))
        await verbs.accept(await viewer("other"), commands.Accept(op_id=new_id(), id=closed.id, seen=2))
    with clock.at(MONDAY + timedelta(days=179)):
        assert await PURGE.sweep() == 0
    with clock.at(MONDAY + timedelta(days=181)):
        assert [await PURGE.sweep(), await PURGE.sweep()] == [1, 0]
    assert not await Contact.all().exists()
    now = await KIT.row(closed.id)
    assert (now.contact, now.text) == ("", closed.text)
    assert await Event.filter(subject_id=closed.id, kind="complaint.contact_purged", by_id=None).count() == 1
    assert await untold() == []


async def test_what_an_earlier_release_kept_open_is_sealed(town: Database) -> None:
    row = await filed(contact=NUMBER)
    await Contact.all().delete()
    await transaction(lambda: Complaint.filter(id=row.id).update(contact=NUMBER))
    assert [await SEAL.sweep(), await SEAL.sweep()] == [1, 0]
    assert NUMBER not in await everything(town)
    await verbs.reveal(await viewer("zhang"), asked(row))
    assert await read("zhang", row) == NUMBER


async def test_a_new_key_seals_all_anew_and_those_before_stay_for_old_backups(
    town: Database, own: keys.KeyRing
) -> None:
    row = await filed(contact=NUMBER)
    first, running = own.newest(), keys.KeyRing(own.path)
    assert running.newest() == first
    assert "1 contacts" in await rotation.rotate()
    second = own.newest()
    assert (await Contact.get()).key_id == second.id != first.id
    assert [one.id for one in running.all()] == [first.id, second.id], "known to who runs on"
    await rotation.rotate()
    assert [one.id for one in own.all()][:2] == [first.id, second.id]
    assert own.path.stat().st_mode & 0o777 == 0o600
    await verbs.reveal(await viewer("zhang"), asked(row))
    assert await read("zhang", row) == NUMBER


async def test_without_the_keys_nothing_is_sealed_anew_and_all_is_said_until_they_come_back(
    town: Database, own: keys.KeyRing, tmp_path: Path
) -> None:
    row = await filed(contact=NUMBER)
    (key,), elsewhere = own.all(), keys.use(tmp_path / "elsewhere" / "keys")
    with pytest.raises(Busy):  # phones send it again, and the words wait there
        await filed("other", contact=NUMBER)
    assert not await Complaint.exclude(id=row.id).exists(), "nor a complaint without its contact"
    await filed("other", contact=None)
    with pytest.raises(Forbidden) as closed:
        await verbs.reveal(await viewer("zhang"), asked(row))
    assert closed.value.problems[0].code == "CONTACT_CLOSED"
    assert not await ContactReveal.all().exists(), "what was not seen does not count"
    with capture_logs() as said:
        await holding.Watched().sweep()
    assert key.id in said[0]["cause"]
    with pytest.raises(ValueError, match=f"lacks their keys .{key.id}.*--lost"):
        await rotation.rotate()
    assert not elsewhere.path.exists()

    assert "1 cannot be read" in await rotation.rotate(lost=True)
    third = await filed("other", contact=NUMBER)
    assert "1 keys came in. No key is missing" in await rotation.bring_in(own.all())
    assert "0 keys came in" in await rotation.bring_in(own.all())
    assert elsewhere.newest().id == (await Contact.get(subject_id=third.id)).key_id != key.id
    assert [box.opened(await Contact.get(subject_id=one.id)) for one in (row, third)] == [NUMBER, NUMBER]
    with pytest.raises(ValueError, match="another key"):
        elsewhere.take_in([keys.Key(key.id, bytes(32))])

    elsewhere.path.write_text("[]")
    with pytest.raises(Busy):
        await filed("other", contact=NUMBER)
    assert box.opened(await Contact.get(subject_id=row.id)) is None


async def test_a_rotation_beside_another_one_comes_to_an_end_and_loses_no_key(
    town: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring, resealed = keys.use(tmp_path / "keys"), rotation._sealed
    row = await filed(contact=NUMBER)

    async def overtaken(*what: Any) -> int:
        ring.renew()
        return await resealed(*what)

    monkeypatch.setattr(rotation, "_sealed", overtaken)
    async with asyncio.timeout(5):
        assert "1 contacts" in await rotation.rotate()
    monkeypatch.undo()
    assert "1 contacts" in await rotation.rotate()
    assert ((await Contact.get()).key_id, len(ring.all())) == (ring.newest().id, 4)
    await verbs.reveal(await viewer("zhang"), asked(row))
    assert await read("zhang", row) == NUMBER


async def test_a_box_opens_only_where_it_was_put(town: Database) -> None:
    row = box.sealed("complaint", UUID(int=1), NUMBER)
    assert box.opened(row) == NUMBER
    row.subject_id = UUID(int=2)
    assert box.opened(row) is None


@pytest.mark.parametrize(("words", "shown"), [
    (NUMBER, "138****5678"),
    ("电话:0352-6012345，找老李", "电*****45*"),
    ("+8613812345678", "*861****5678"),
    ("lao.li@example.cn", "l**"),
    ("王 微信wx88", "* 微**"),
    ("1 3 8 1 2 3", "* * * * * *"),
    ("老李 60123", "老* ***23"),
])  # fmt: skip
def test_a_mask_tells_whose_it_may_be_and_no_way_to_them(words: str, shown: str) -> None:
    assert box.masked(words) == shown


@given(st.text(alphabet="王 a1234567890+@", max_size=64))
def test_a_mask_is_never_longer_than_what_it_hides(words: str) -> None:
    assert len(box.masked(words)) <= len(words)
    assert all(one != shown for one, shown in zip(words.split(), box.masked(words).split(), strict=True))


async def test_a_contact_of_single_letters_is_taken(town: Database) -> None:
    row = await filed(contact=" ".join("abcdefghijklmnopqr"))
    assert set(row.contact) == {"*", " "}
