"""Long bodies lie in files while they come: a hundred slow photos take a hundred files, no memory, and hold up nobody.

Decision: no lock over a read. What is slow is the phone's line; a lock that waited for it let one slow parcel shut the
door for the district. What has come whole waits its turn as a file.
"""

from __future__ import annotations

import asyncio
import errno
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from uuid import UUID

from starlette.requests import Request

from server.core.errors import StorageFull
from server.edge.body import KIB, stream
from server.edge.refusal import Refused

MEMORY = 256 * KIB  # a photo as the app sends it lies in memory
MOST = 8  # bodies of one person at a time; the app sends one after another


class Spool:
    """Takes long bodies in. `folder` is on a disk, which is what they may fill."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._open = folder, Counter[UUID]()

    @asynccontextmanager
    async def body(self, request: Request, limit: int, person: UUID) -> AsyncIterator[SpooledTemporaryFile[bytes]]:
        """The whole body, at its beginning; gone afterwards. Raises Refused 413, 400, 429; StorageFull."""
        if self._open[person] >= MOST:
            raise Refused(429, "RATE_LIMITED", f"at most {MOST} at a time", retry_after=5)
        self._open[person] += 1
        try:
            with SpooledTemporaryFile(MEMORY, dir=str(self._folder)) as file:
                await _fill(file, request, limit)
                yield file
        finally:
            self._open[person] -= 1
            if not self._open[person]:
                del self._open[person]


async def _fill(file: SpooledTemporaryFile[bytes], request: Request, limit: int) -> None:
    length = 0
    try:
        async for chunk in stream(request, limit):
            length += len(chunk)
            if length > MEMORY:
                await asyncio.to_thread(file.write, chunk)
            else:
                file.write(chunk)
    except OSError as failure:
        if failure.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull("there is no room for what is sent") from failure
        raise
    file.seek(0)
