"""Photos by content: `PUT /media/{sha256}` as often as one likes, `GET` only for those who may see what it hangs on."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.errors import Invalid
from server.core.viewer import Viewer
from server.edge.body import KIB
from server.edge.caller import address_of, caller_of
from server.edge.doors.holders import Holders
from server.edge.refusal import Refused, json
from server.edge.spool import Spool
from server.ground.media import actions, queries
from server.ground.media.models import Media
from server.ground.media.shelf import Shelf, StorageFull, place

MOST, MOST_OF_HOLDER = 8 * KIB * KIB, KIB * KIB  # bytes; who has no login sends what the app has made small
AT_ONCE = 4  # photos in memory; the others wait as files
TYPES = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
HASH = re.compile(r"[0-9a-f]{64}")
KEPT = {
    "cache-control": "private, max-age=31536000, immutable",
    "content-disposition": "inline",
    "vary": "Cookie, Authorization",  # another person on the same phone does not find it in the browser's cache
}

MaySee = Callable[[Viewer, str], Awaitable[bool]]


class MediaDoor:
    """Takes and gives photos. `may_see` is the domain's word on whether a viewer may see a photo."""

    def __init__(self, shelf: Shelf, may_see: MaySee, spool: Spool, holders: Holders | None = None) -> None:
        self.shelf, self._may_see, self._spool, self._holders = shelf, may_see, spool, holders
        self._turn = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/media/{sha256}", self.put, methods=["PUT"]),
            Route("/media/{sha256}", self.full, methods=["GET"]),
            Route("/media/{sha256}/thumb", self.thumb, methods=["GET"]),
        ]

    async def put(self, request: Request) -> Response:
        caller = await caller_of(request)
        if (sender := caller.viewer.actor_id) is None:
            raise Refused(401, "AUTH_EXPIRED", "sign in first")
        if self._holders and not caller.viewer.signed_in:
            await self._holders.count(address_of(request))
        sha256 = request.path_params["sha256"]
        if not HASH.fullmatch(sha256):
            raise Refused(400, "HASH_INVALID", "name the photo by its SHA-256 in lower-case hex")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in TYPES:
            raise Refused(415, "CONTENT_TYPE", "send JPEG, PNG, WebP or HEIC")
        most = MOST if caller.viewer.signed_in else MOST_OF_HOLDER
        async with self._spool.body(request, most, sender) as body, self._turn:
            kept = await self._kept(await asyncio.to_thread(body.read), sha256, sender)
        return json({"sha256": kept.sha256, "width": kept.width, "height": kept.height})

    async def _kept(self, data: bytes, sha256: str, sender: UUID) -> Media:
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Refused(400, "HASH_MISMATCH", "these bytes are not the ones that the address names")
        try:
            return await actions.receive(self.shelf, sha256=sha256, data=data, sent_by=sender)
        except StorageFull:
            raise Refused(507, "STORAGE_FULL", "there is no room for photos now", retry_after=600) from None
        except Invalid as invalid:
            raise Refused(422, invalid.problems[0].code, invalid.problems[0].message) from None

    async def full(self, request: Request) -> Response:
        return await self._give(request, thumb=False)

    async def thumb(self, request: Request) -> Response:
        return await self._give(request, thumb=True)

    async def _give(self, request: Request, *, thumb: bool) -> Response:
        """The photo, or the same 404 for one that is not there, not here yet, and not for this person."""
        sha256, viewer = request.path_params["sha256"], (await caller_of(request)).viewer
        data = None
        if HASH.fullmatch(sha256) and await self._allows(viewer, sha256):
            data = await self.shelf.give(place(sha256, thumb=thumb))
        if data is None:
            raise Refused(404, "NOT_FOUND", "there is nothing here for you")
        headers = KEPT | {"etag": f'"{sha256[:32]}{"t" if thumb else ""}"'}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type="image/jpeg", headers=headers)

    async def _allows(self, viewer: Viewer, sha256: str) -> bool:
        if viewer.actor_id is None:
            return False
        return await queries.sent_by(viewer.actor_id, sha256) or await self._may_see(viewer, sha256)
