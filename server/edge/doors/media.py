"""Photos and files by content: `PUT /media/{sha256}` as often as one likes, `GET` only for those who may see what they
hang on.

Decision: a file is what somebody else made, and nobody here opens it: it is given only to be saved, as what it is, in
no context of ours.
"""

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
from server.ground.media.kinds import ENDINGS, JPEG, MOST_FILE, PDF, file_type
from server.ground.media.models import Media
from server.ground.media.shelf import Shelf, StorageFull, place

LIKE_PHOTOS = 10  # as many photos of who has no login does a file of theirs count for: it may be ten times as large
MOST, MOST_OF_HOLDER = 8 * KIB * KIB, KIB * KIB  # bytes of a photo; who has no login sends what the app has made small
AT_ONCE = 4  # bodies in memory; the others wait as files
TYPES = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
HASH = re.compile(r"[0-9a-f]{64}")
KEPT = {
    "cache-control": "private, max-age=31536000, immutable",
    "vary": "Cookie, Authorization",  # another person on the same phone does not find it in the browser's cache
}

MaySee = Callable[[Viewer, str], Awaitable[bool]]


class MediaDoor:
    """Takes and gives photos and files. `may_see` is the domain's word on whether a viewer may see one of them."""

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
        sha256 = request.path_params["sha256"]
        if not HASH.fullmatch(sha256):
            raise Refused(400, "HASH_INVALID", "name it by its SHA-256 in lower-case hex")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in {*TYPES, PDF}:
            raise Refused(415, "CONTENT_TYPE", "send JPEG, PNG, WebP, HEIC or PDF")
        if self._holders and not caller.viewer.signed_in:
            await self._holders.count(address_of(request), LIKE_PHOTOS if kind == PDF else 1)
        most = MOST_FILE if kind == PDF else MOST if caller.viewer.signed_in else MOST_OF_HOLDER
        async with self._spool.body(request, most, sender) as body, self._turn:
            data = await asyncio.to_thread(body.read)
            if (found := file_type(data)) != (PDF if kind == PDF else None):
                code = "PHOTO_UNREADABLE" if found else "FILE_UNREADABLE"
                raise Refused(422, code, "these bytes are of another kind than was said")
            kept = await self._kept(data, sha256, sender)
        return json({"sha256": kept.sha256, "width": kept.width, "height": kept.height})

    async def _kept(self, data: bytes, sha256: str, sender: UUID) -> Media:
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Refused(400, "HASH_MISMATCH", "these bytes are not the ones that the address names")
        try:
            return await actions.receive(self.shelf, sha256=sha256, data=data, sent_by=sender)
        except StorageFull:
            raise Refused(507, "STORAGE_FULL", "there is no room for photos and files now", retry_after=600) from None
        except Invalid as invalid:
            raise Refused(422, invalid.problems[0].code, invalid.problems[0].message) from None

    async def full(self, request: Request) -> Response:
        return await self._give(request, thumb=False)

    async def thumb(self, request: Request) -> Response:
        return await self._give(request, thumb=True)

    async def _give(self, request: Request, *, thumb: bool) -> Response:
        """The photo or the file, or the same 404 for one that is not there, not here yet, and not for this person."""
        sha256, viewer = request.path_params["sha256"], (await caller_of(request)).viewer
        data, kind = None, JPEG
        if HASH.fullmatch(sha256) and await self._allows(viewer, sha256) and (known := await queries.media(sha256)):
            kind = known.type
            data = await self.shelf.give(place(sha256, JPEG if thumb else kind, thumb=thumb))
        if data is None:
            raise Refused(404, "NOT_FOUND", "there is nothing here for you")
        headers = KEPT | _shown_as(sha256, kind) | {"etag": f'"{sha256[:32]}{"t" if thumb else ""}"'}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=kind, headers=headers)

    async def _allows(self, viewer: Viewer, sha256: str) -> bool:
        if viewer.actor_id is None:
            return False
        return await queries.sent_by(viewer.actor_id, sha256) or await self._may_see(viewer, sha256)


def _shown_as(sha256: str, kind: str) -> dict[str, str]:
    """A photo on the page, a file only as a download, and in a sandbox where a browser shows it all the same."""
    if kind == JPEG:
        return {"content-disposition": "inline"}
    return {
        "content-disposition": f'attachment; filename="{sha256[:8]}.{ENDINGS[kind]}"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
