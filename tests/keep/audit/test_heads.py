"""Heads noted elsewhere (a file, the system's log, the receipts on phones) show a history that was cut or made anew."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from server.core import clock
from server.data.database import Database, reader, transaction
from server.journal import audit, chain, epochs, signing
from server.journal.models import Receipt
from server.journal.newest import Newest
from server.journal.relay import Relay
from server.keep.audit import console, export, heads, offline
from server.keep.audit.findings import What
from server.keep.audit.heads import Noted, NotedHeads
from server.keep.audit.verify import verify
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY
from tests.journal.conftest import bus, happened, sealed, tamper
from tests.keep.audit.world import told

__all__ = ["bus"]


async def found(noted: list[Noted]) -> list[tuple[What, str]]:
    return [(one.what, one.row) for one in (await verify(noted)).findings if one.table == "seal"]


async def test_a_history_cut_made_anew_or_restored_is_told_apart(database: Database) -> None:
    for _ in range(3):
        await happened(uuid4())
    await sealed(database)
    before = heads.read(await heads.line())
    assert await found(before) == []
    other = Noted(2, "ab" * 32, str(await epochs.current()))
    beyond = Noted(9, "ab" * 32, str(await epochs.current()))
    assert await found([other, beyond]) == [(What.ANOTHER_HISTORY, "2"), (What.CUT, "9")]
    await transaction(epochs.begin)  # as a restore does
    assert await found([*before, beyond]) == [(What.RESTORED, "9")]


async def test_the_receipt_on_a_phone_is_a_witness_of_the_log(town: Database, bus: Any) -> None:
    """What a worker's phone keeps names the head, and shows a log that was cut and written anew behind it."""
    with clock.at(MONDAY):
        await road.reported()
    relay, secret = Relay(town, bus), b"s" * 32
    await relay.once()
    await relay.newest.refresh()
    receipt = await Receipt.all().using_db(reader()).get()
    text = signing.statement(receipt, relay.newest.head)
    key = Ed25519PublicKey.from_public_bytes(signing.untold(signing.public_key(secret)))
    key.verify(base64.urlsafe_b64decode(signing.signature(text, secret) + "=="), text.encode())
    (noted,) = heads.read(text)
    assert (noted.number, noted.seal) == (1, (await audit.head()).seal)
    await tamper("DELETE FROM seal", "DELETE FROM event")
    await happened(uuid4())
    await sealed(town)
    assert (What.ANOTHER_HISTORY, "1") in await found([noted])


async def test_the_newest_head_is_looked_for_once_in_a_while(database: Database) -> None:
    newest = Newest()
    await newest.refresh()
    await happened(uuid4())
    await sealed(database)
    await newest.refresh()
    assert newest.head.number == 0
    newest.looked_at = float("-inf")
    await newest.refresh()
    assert newest.head == await audit.head()


async def test_the_server_notes_the_head_each_hour_in_which_something_happened(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noting, kept = NotedHeads(str(tmp_path / "heads")), tmp_path / "heads"
    for hour, events in enumerate((1, 0, 1)):
        with clock.at(MONDAY + timedelta(hours=hour)):
            for _ in range(events):
                await happened(uuid4())
            await sealed(database)
            assert [await noting.sweep(), await noting.sweep()] == [0, 0]
    noted = heads.read(kept.read_text("utf-8"))
    assert [one.number for one in noted] == [1, 2]
    assert await found(noted) == []
    said: list[str] = []
    monkeypatch.setattr("syslog.syslog", lambda level, line: said.append(line))
    await NotedHeads(heads.SYSLOG).sweep()
    assert heads.read(said[0].removeprefix("gridwhistle head ")) == noted[1:]
    assert await NotedHeads("").sweep() == 0


async def test_a_line_that_is_no_head_is_named() -> None:
    with pytest.raises(ValueError, match="line 2 is no head"):
        heads.read('\n{"number": "x"}\n')


async def test_the_operator_reads_lines_or_json_and_knows_by_the_code_whether_all_is_whole(town: Database) -> None:
    await told()
    await sealed(town)
    said, whole = await console.verify(await console.head(""), as_json=False)
    assert whole
    assert said.startswith("Whole up to seal ")
    await tamper("UPDATE seal SET seal = 'ab' WHERE number = 2")
    said, whole = await console.verify("", as_json=True)
    report = json.loads(said)
    assert not whole
    assert not report["whole"]
    assert ("CHANGED", "seal", "2") in {(one["what"], one["table"], one["row"]) for one in report["findings"]}


async def test_the_log_goes_out_with_all_that_its_hashes_cover(database: Database, tmp_path: Path) -> None:
    subject = uuid4()
    await happened(subject, text="井盖")
    await happened(subject)
    await sealed(database)
    assert (await console.write(tmp_path / "log", 0)).endswith(": 2 events")
    lines = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    for line in lines:
        event = line["event"]
        own = {name: event[name] for name in chain.EVENT_FIELDS}
        assert chain.seal(event["previous"], own) == event["hash"]
    assert [line["seal"]["number"] for line in lines] == [1, 2]
    assert [line async for line in export.lines(after=lines[0]["number"])] == [json.dumps(lines[1], ensure_ascii=False)]
    with pytest.raises(FileExistsError):
        await console.write(tmp_path / "log", 0)


async def test_an_exported_log_is_held_against_itself_and_noted_heads_without_a_database(
    database: Database, tmp_path: Path
) -> None:
    one, other = uuid4(), uuid4()
    for subject in (one, other, one, one):
        await happened(subject, text="井盖")
    await sealed(database)
    lines, head = [line async for line in export.lines()], await audit.head()
    kept = [Noted(head.number, head.seal)]
    assert offline.verify(lines, kept).findings == ()
    assert offline.verify(lines, kept).head == head
    assert offline.verify(lines[2:], kept).findings == ()  # one that begins behind a number
    changed = lines[1].replace("井盖", "没事")
    resealed = lines[3].replace(head.seal, "ab" * 32)
    for wrong, what in {
        (lines[0], changed, *lines[2:]): {(What.CHANGED, "event")},
        (lines[0], lines[1], lines[3]): {(What.DELETED, "event"), (What.DELETED, "seal")},
        tuple(lines[:3]): {(What.CUT, "seal")},
        (*lines[:3], resealed): {(What.CHANGED, "seal"), (What.ANOTHER_HISTORY, "seal")},
    }.items():
        assert {(found.what, found.table) for found in offline.verify(wrong, kept).findings} == what
    file = tmp_path / "log"
    file.write_text("\n".join([*lines, "{}"]), "utf-8")
    with pytest.raises(ValueError, match="line 5 is no event"):
        console.verify_file(file, "", as_json=False)
    file.write_text("\n".join(lines), "utf-8")
    said, whole = console.verify_file(file, "", as_json=True)
    assert (whole, json.loads(said)["checked"]) == (True, {"events": 4, "seals": 4})
