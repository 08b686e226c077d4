"""kill -9 when all of a group have done their part and the commit has not come: only what nobody was told is lost."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from server.data.database import connect, reader
from server.journal.models import Unsealed
from tests.stores import SqliteStore

ROOT = Path(__file__).parent.parent.parent
WRITERS = 40

# forty writers again and again; what is answered is said; it is killed before or after the commit that is named
CHILD = f"""
import asyncio, os, signal, sys
from server.data.database import connect, transaction
from server.journal.models import Unsealed

url, moment, number = sys.argv[1], sys.argv[2], int(sys.argv[3])

def die():
    os.kill(os.getpid(), signal.SIGKILL)

async def writer(first):
    for number in range(first, 4000, {WRITERS}):
        await transaction(lambda: Unsealed.create(event_number=number))
        os.write(1, b"%d\\n" % number)

async def main():
    async with connect(url) as database:
        line = database.context.connections.get("default").line
        commit = line.ground.commit

        async def watched():
            if line.commits == number and moment == "before":
                die()
            await commit()
            if line.commits == number and moment == "after":
                die()

        line.ground.commit = watched
        await asyncio.gather(*(writer(first) for first in range({WRITERS})))

asyncio.run(main())
"""


async def told(url: str, moment: str, number: int) -> set[int]:
    """What a writing process said was written, until it was killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, url, moment, str(number), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(120):
        said, _ = await process.communicate()
    assert process.returncode == -9
    return {int(line) for line in said.split()}


@pytest.mark.parametrize("number", [0, 1, 5])
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_what_was_answered_is_there_and_what_is_there_came_whole(
    sqlite_store: SqliteStore, moment: str, number: int
) -> None:
    url = sqlite_store.copy("bare")
    acknowledged = await told(url, moment, number)
    async with connect(url) as database:
        with database.entered():
            kept = {row.event_number for row in await Unsealed.all().using_db(reader())}
            assert acknowledged <= kept
            if moment == "before":
                assert kept == acknowledged  # a group that was not committed is gone as a whole
            else:
                assert len(kept) > len(acknowledged)  # committed, and nobody lived to say so
            assert (kept == set()) == (moment == "before" and number == 0)
    sqlite_store.drop(url)
