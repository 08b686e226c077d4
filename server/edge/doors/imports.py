"""`PUT /imports/{sha256}`: a file of rows that an administrator is going to import.

Decision: what is kept are its rows as text, read in a process that ends with it; the file itself is not.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import IO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.errors import Invalid
from server.edge.caller import caller_of
from server.edge.doors.media import HASH
from server.edge.refusal import Refused, json
from server.edge.spool import Spool
from server.process.importing.bounds import MOST_BYTES
from server.setup.import_job import files
from server.setup.import_job.policy import KEEPERS


class ImportDoor:
    """Takes files of administrators, one at a time."""

    def __init__(self, spool: Spool) -> None:
        self._spool, self._turn = spool, asyncio.Semaphore(1)

    def routes(self) -> list[BaseRoute]:
        return [Route("/imports/{sha256}", self.put, methods=["PUT"])]

    async def put(self, request: Request) -> Response:
        viewer, sha256 = (await caller_of(request)).viewer, request.path_params["sha256"]
        if viewer.person_id is None:
            raise Refused(401, "AUTH_EXPIRED", "sign in first")
        if viewer.roles.isdisjoint(KEEPERS):
            raise Refused(403, "FORBIDDEN", "only the system's administrators import")
        if not HASH.fullmatch(sha256):
            raise Refused(400, "HASH_INVALID", "name it by its SHA-256 in lower-case hex")
        async with self._spool.body(request, MOST_BYTES, viewer.person_id) as body, self._turn:
            if await asyncio.to_thread(_hash, body) != sha256:
                raise Refused(400, "HASH_MISMATCH", "these bytes are not the ones that the address names")
            try:
                kept = await files.receive(body, sha256, viewer.person_id)
            except Invalid as invalid:
                raise Refused(422, invalid.problems[0].code, invalid.problems[0].message) from None
        return json({"sha256": kept.sha256, "rows": kept.rows})


def _hash(body: IO[bytes]) -> str:
    body.seek(0)
    found = hashlib.sha256()
    while chunk := body.read(1 << 20):
        found.update(chunk)
    return found.hexdigest()
