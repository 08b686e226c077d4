"""Three processes write to one database at once, reading before they write: nobody is told that it is locked."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from server.data.database import connect, reader
from server.journal.models import Unsealed
from tests.stores import Store

ROOT = Path(__file__).parent.parent.parent
TURNS = 300

WRITER = f"""
import asyncio, sys
from server.data.database import connect, queue_for, transaction
from server.journal.models import Unsealed

async def turn():
    await queue_for("turn")
    last = await Unsealed.all().order_by("-event_number").first()
    await Unsealed.create(event_number=last.event_number + 1 if last else 1)

async def main():
    async with connect(sys.argv[1]):
        for _ in range({TURNS}):
            await transaction(turn)

asyncio.run(main())
"""


async def writer(url: str) -> tuple[str, int | None]:
    """What a writing process complained of, and how it ended."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, url, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(120):
        _, complaint = await process.communicate()
    return complaint.decode(), process.returncode


async def test_nine_hundred_read_then_write_transactions_from_three_processes(store: Store) -> None:
    url = store.copy("bare")
    assert await asyncio.gather(*(writer(url) for _ in range(3))) == [("", 0)] * 3
    async with connect(url):
        rows = await Unsealed.all().using_db(reader()).order_by("event_number")
        assert [row.event_number for row in rows] == list(range(1, 3 * TURNS + 1))
    store.drop(url)
