"""The server comes back from an older backup: phones notice by themselves and offer again what they hold, once each."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from tests.browser.pages import comes_true, whose
from tests.browser.people import NO_WORKER
from tests.browser.phone import HERE, Phone, Phones
from tests.browser.process import ROOT, Server


async def _console(server: Server, *words: str) -> str:
    """What `python -m server …` says about this server's data."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GRID_")}
    command = [sys.executable, "-m", "server", *words]
    own = clean | {"GRID_DATA_DIR": str(server.data)}
    return await asyncio.to_thread(subprocess.check_output, command, cwd=ROOT, env=own, text=True)


async def _reports(phone: Phone, text: str) -> dict[str, str]:
    await phone.go("/report")
    await phone.tap("不拍，下一步")
    await phone.tap("机动车乱停")
    await phone.page.get_by_label("加一句").fill(text)
    await phone.tap("就在这里，上报")
    row: dict[str, str] = await phone.until_stored("rows", text)
    await phone.until_nothing_waits()
    return row


async def test_what_a_restored_server_does_not_know_any_more_is_offered_again_and_stays_once(
    phones: Phones, server: Server, tmp_path: Path
) -> None:
    phone = await phones.of("wang", **HERE, **NO_WORKER)
    early = await _reports(phone, "备份之前")
    await phone.go("/today")
    await phone.until_stored("meta", "carryKey")  # it has met the server, and knows its epoch
    backup = str(tmp_path / "early.tar")
    await _console(server, "backup", backup)
    late = await _reports(phone, "备份之后")
    delivered = {row["opId"]: row["receipt"]["code"] for row in await phone.stored("rows")}
    assert whose(server, late["incidentId"]) == late["person"]

    server.stop()
    assert "phones offer again" in await _console(server, "restore", backup, "--over")
    assert whose(server, late["incidentId"]) is None
    server.start()
    await phone.page.reload()

    await comes_true(lambda: whose(server, late["incidentId"]), 30)
    await phone.until_nothing_waits()
    assert whose(server, late["incidentId"]) == late["person"]
    assert whose(server, early["incidentId"]) == early["person"]
    rows = {row["opId"]: row for row in await phone.stored("rows")}
    assert rows.keys() == delivered.keys() == {early["opId"], late["opId"]}
    assert all(row["receipt"]["signature"] for row in rows.values())
    assert rows[early["opId"]]["receipt"]["code"] == delivered[early["opId"]]  # the one that was in the backup
