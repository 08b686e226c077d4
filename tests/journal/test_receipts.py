"""A phone that lost its signal sends again: one effect, the same answer; and nobody may use another's operation."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from server.core.errors import Reused
from server.data.database import Database, reader, transaction
from server.journal import receipts
from server.journal.models import Receipt
from tests.journal.conftest import happened

WANG, FENG = uuid4(), uuid4()


@dataclass(frozen=True)
class Command:
    op_id: UUID
    text: str


async def send(command: Command, person: UUID = WANG, verb: str = "incident.note") -> Receipt:
    """What every verb does: a receipt is looked for, else the effect and the receipt are written together."""
    digest = receipts.digest(verb, command)

    async def work() -> Receipt:
        if earlier := await receipts.find(command.op_id, person, digest):
            return earlier
        subject = uuid4()
        await happened(subject)
        return await receipts.keep(command.op_id, person, verb=verb, digest=digest, subject_id=subject)

    return await transaction(work)


async def test_sent_twice_is_answered_twice_and_done_once(database: Database) -> None:
    command = Command(uuid4(), "井盖破损")
    first, again = await send(command), await send(command)
    assert (first.subject_id, first.at) == (again.subject_id, again.at)
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", receipts.code(first, b"ours"))
    assert receipts.code(first, b"ours") == receipts.code(again, b"ours")
    assert receipts.code(first, b"ours") != receipts.code(first, b"another's")


async def test_sent_twenty_times_at_once_is_done_once(database: Database) -> None:
    command = Command(uuid4(), "井盖破损")
    answers = await asyncio.gather(*(send(command) for _ in range(20)))
    assert len({answer.subject_id for answer in answers}) == 1
    assert await Receipt.all().using_db(reader()).count() == 1


async def test_the_same_id_for_another_text_is_refused(database: Database) -> None:
    command = Command(uuid4(), "井盖破损")
    await send(command)
    with pytest.raises(Reused):
        await send(Command(command.op_id, "暴露垃圾"))


async def test_the_same_id_for_another_verb_is_refused(database: Database) -> None:
    command = Command(uuid4(), "井盖破损")
    await send(command)
    with pytest.raises(Reused):
        await send(command, verb="incident.reject")


async def test_feng_cannot_use_wangs_operation(database: Database) -> None:
    command = Command(uuid4(), "井盖破损")
    await send(command)
    with pytest.raises(Reused):
        await send(command, person=FENG)
    assert await Receipt.all().using_db(reader()).count() == 1


async def test_a_receipt_without_its_effect_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        await receipts.keep(uuid4(), WANG, verb="x", digest="", subject_id=uuid4())
