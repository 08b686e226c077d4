"""A photo arrives: its pixels are kept under the hash of what was sent. Sending it again changes nothing."""

from __future__ import annotations

from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.core import clock
from server.data.database import transaction
from server.ground.media import queries
from server.ground.media.decoding import Decoders
from server.ground.media.models import Media
from server.ground.media.shelf import Shelf, place

_decoders = Decoders()


async def receive(shelf: Shelf, *, sha256: str, data: bytes, sent_by: UUID) -> Media:
    """Keep the photo `data`, whose SHA-256 is `sha256` (the caller has checked it).

    Raises Invalid PHOTO_UNREADABLE or PHOTO_TOO_LARGE, StorageFull, Busy. The bytes lie on the shelf before the row
    says that they do, so whatever is cut off in between is mended by sending again.
    """
    if known := await queries.media(sha256):
        return known
    made = await _decoders.read(data)
    await shelf.keep(place(sha256), made.full)
    await shelf.keep(place(sha256, thumb=True), made.thumb)

    async def work() -> Media:
        return await Media.create(
            sha256=sha256,
            width=made.width,
            height=made.height,
            size=len(made.full),
            sent_by=sent_by,
            received_at=clock.now(),
        )

    try:
        return await transaction(work)
    except IntegrityError:  # the same photo, sent twice at once
        if known := await queries.media(sha256):
            return known
        raise
