"""Proof of delivery: a receipt is signed, keeps how the operation came, may be asked for again, and lasts 400 days."""

from __future__ import annotations

import base64
from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from graphql import GraphQLInputObjectType

from schema import schema
from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.grid.incident.models import IncidentClock
from server.journal.models import Receipt
from server.journal.receipts import OldReceipts
from tests import town
from tests.people import Actor
from tests.schema.documents import REPORT, draft

ASKED = """query Receipts($opIds: [ID!]!) { receipts(opIds: $opIds) {
  opId at code statement signature recordedAt clockOff } syncKeys { epoch receiptKey } }"""
WRONG_BY_YEARS = "2001-05-01T00:00:00+08:00"


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


async def sent(who: Actor, **stamp: object) -> str:
    """Report with a stamp; the operation's id."""
    told = {"device": str(new_id()), "sequence": 7, "appVersion": "1.4.0", "format": 2} | stamp
    report = draft(sent=told)
    answer = await who.send(REPORT, input=report)
    assert answer.errors == []
    assert answer.problems == []
    return str(report["opId"])


async def test_whoever_has_the_public_key_can_check_a_receipt(wang: Actor) -> None:
    op = await sent(wang)
    told = (await wang.send(ASKED, opIds=[op])).data
    (receipt,) = told["receipts"]
    key = Ed25519PublicKey.from_public_bytes(raw(told["syncKeys"]["receiptKey"]))
    key.verify(raw(receipt["signature"]), receipt["statement"].encode())
    assert f"operation {op}" in receipt["statement"]
    assert f"person {town.WANG}" in receipt["statement"]
    with pytest.raises(InvalidSignature):
        key.verify(raw(receipt["signature"]), receipt["statement"].replace(op, str(new_id())).encode())


async def test_a_clock_that_is_wrong_by_years_is_shown_and_moves_no_deadline(wang: Actor) -> None:
    op = await sent(wang, recordedAt=WRONG_BY_YEARS, queuedAt=WRONG_BY_YEARS, sentAt=WRONG_BY_YEARS)
    (receipt,) = (await wang.send(ASKED, opIds=[op])).data["receipts"]
    assert receipt["recordedAt"] == "2001-04-30T16:00:00+00:00"
    assert receipt["clockOff"] < -20 * 365 * 86400
    kept = await Receipt.get(op_id=UUID(op))
    assert (kept.sequence, kept.app_version, kept.format) == (7, "1.4.0", 2)
    running = await IncidentClock.filter(incident_id=kept.subject_id)
    assert all(one.due_at > clock.now() for one in running)


async def test_the_same_operation_with_another_clock_is_the_same(wang: Actor) -> None:
    report = draft()
    stamps = (None, {"sequence": 1, "sentAt": WRONG_BY_YEARS}, {"sequence": 2, "format": 3})
    answers = [await wang.send(REPORT, input=report | {"sent": stamp}) for stamp in stamps]
    assert [answer.problems for answer in answers] == [[], [], []]
    assert len({answer.only["receipt"]["code"] for answer in answers}) == 1


async def test_a_malformed_device_is_named(wang: Actor) -> None:
    answer = await wang.send(REPORT, input=draft(sent={"device": "mine"}))
    assert [(one["code"], one["field"]) for one in answer.only["problems"]] == [("ID_MALFORMED", "sent.device")]
    assert await Receipt.all().count() == 0


async def test_receipts_are_ones_own_in_the_order_asked(wang: Actor, feng: Actor, nobody: Actor) -> None:
    ops = [await sent(wang) for _ in range(3)]
    asked = [ops[2], ops[0], str(new_id()), ops[0]]
    answer = await wang.send(ASKED, opIds=asked)
    assert [one["opId"] for one in answer.data["receipts"]] == [ops[2], ops[0]]
    for stranger in (feng, nobody):
        assert (await stranger.send(ASKED, opIds=ops)).data["receipts"] == []


async def test_anothers_operation_id_is_refused_by_its_code(wang: Actor, he: Actor) -> None:
    report = draft()
    await wang.send(REPORT, input=report)
    assert (await he.send(REPORT, input=report)).problems == ["OP_ID_REUSED"]
    assert (await wang.send(REPORT, input=report | {"text": "别的事"})).problems == ["OP_ID_REUSED"]


async def test_receipts_are_forgotten_after_400_days_and_not_before(wang: Actor, town: Database) -> None:
    old, young = await sent(wang), await sent(wang)
    await Receipt.filter(op_id=UUID(old)).update(at=clock.now() - timedelta(days=401))
    await Receipt.filter(op_id=UUID(young)).update(at=clock.now() - timedelta(days=399))
    assert await OldReceipts().sweep() == 1
    assert await OldReceipts().sweep() == 0
    assert [str(one.op_id) for one in await Receipt.all()] == [young]


def test_every_verb_of_incidents_and_whistles_takes_how_it_was_sent() -> None:
    inputs = [one for one in schema._schema.type_map.values() if isinstance(one, GraphQLInputObjectType)]
    verbs = [one for one in inputs if one.name.startswith(("Incident", "Whistle")) and "opId" in one.fields]
    assert len(verbs) > 40
    assert [one.name for one in verbs if "sent" not in one.fields] == []
