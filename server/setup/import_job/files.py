"""Files of imports as they were read: kept when they come, read again part by part, gone when nothing waits for
them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from typing import IO, Any
from uuid import UUID

import orjson

from server.core import clock
from server.core.threads import Threads
from server.data.database import reader, transaction
from server.process.importing.opening import Line, Opened, opened, unpacked
from server.setup.import_job.lifecycle import State
from server.setup.import_job.models import ImportFile, ImportJob, ImportPart

KEPT = timedelta(days=30)  # of one that was sent and is not done
TOGETHER = 20  # parts that are written by one statement
threads = Threads(1, "import")


async def receive(file: IO[bytes], sha256: str, sent_by: UUID) -> ImportFile:
    """Keep the rows of a file whose SHA-256 the caller has checked. Raises Invalid SHEET_…, Busy."""
    if (known := await ImportFile.get_or_none(sha256=sha256, using_db=reader())) is not None:
        return known
    found = await opened(file)
    return await transaction(lambda: _kept(found, sha256, sent_by))


async def _kept(found: Opened, sha256: str, sent_by: UUID) -> ImportFile:
    row = ImportFile(
        sha256=sha256, said=orjson.dumps(found.said).decode(), rows=found.rows, sent_by=sent_by, sent_at=clock.now()
    )
    await ImportFile.bulk_create([row], ignore_conflicts=True)
    parts = [ImportPart(sha256=sha256, place=place, content=one) for place, one in enumerate(found.parts)]
    for begin in range(0, len(parts), TOGETHER):
        await ImportPart.bulk_create(parts[begin : begin + TOGETHER], ignore_conflicts=True)
    return row


async def file(sha256: str) -> ImportFile | None:
    return await ImportFile.get_or_none(sha256=sha256, using_db=reader())


def said(one: ImportFile) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(one.said)
    return found


async def _parts(sha256: str) -> AsyncIterator[list[Line]]:
    place = 0
    while (part := await ImportPart.get_or_none(sha256=sha256, place=place, using_db=reader())) is not None:
        content, place = part.content, place + 1
        yield await threads.run(lambda content=content: list(unpacked(content)))  # type: ignore[misc]  # as it is now


async def first(sha256: str) -> list[Line]:
    """The first part of its rows."""
    async for lines in _parts(sha256):
        return lines
    return []


async def lines(sha256: str) -> list[Line]:
    """All of its rows."""
    return [line async for part in _parts(sha256) for line in part]


class Emptied:
    """The job that lets go of files: of imports that are done, and of whatever lay too long."""

    async def sweep(self) -> int:
        """Remove one; how many parts went."""
        waits = ImportJob.exclude(state=State.DONE).using_db(reader()).values_list("file", flat=True)
        old = clock.now() - KEPT
        held = {str(one) for one in await waits}
        async for one in ImportFile.all().using_db(reader()).order_by("sent_at"):
            fresh = one.sent_at > clock.now() - timedelta(hours=1)  # its import is about to begin
            if one.sent_at < old or not (one.sha256 in held or fresh):
                return await transaction(partial(_removed, one.sha256))
        return 0


async def _removed(sha256: str) -> int:
    await ImportFile.filter(sha256=sha256).delete()
    return 1 + await ImportPart.filter(sha256=sha256).delete()
