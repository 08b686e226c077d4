"""A photo or a file arrives and is kept under the hash of what was sent. Sending it again changes nothing."""

from __future__ import annotations

from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.core import clock
from server.data.database import reader, transaction
from server.ground.media import queries
from server.ground.media.decoding import Decoders
from server.ground.media.kinds import JPEG, file_type
from server.ground.media.models import Media
from server.ground.media.shelf import Shelf, place, places

BATCH = 20  # photos and files of a sweep

_decoders = Decoders()


async def receive(shelf: Shelf, *, sha256: str, data: bytes, sent_by: UUID) -> Media:
    """Keep the photo or the file `data`, whose SHA-256 is `sha256` (the caller has checked it).

    Raises Invalid PHOTO_UNREADABLE or PHOTO_TOO_LARGE, StorageFull, Busy. The bytes lie on the shelf before the row
    says that they do, so whatever is cut off in between is mended by sending again.
    """
    if known := await queries.media(sha256):
        return known
    if kind := file_type(data):
        await shelf.keep(place(sha256, kind), data)
        width, height, size = 0, 0, len(data)
    else:
        made = await _decoders.read(data)
        await shelf.keep(place(sha256), made.full)
        await shelf.keep(place(sha256, thumb=True), made.thumb)
        width, height, size = made.width, made.height, len(made.full)

    async def work() -> Media:
        await Media.filter(sha256=sha256, size=0).delete()  # it was let go, and is wanted again
        return await Media.create(
            sha256=sha256,
            type=kind or JPEG,
            width=width,
            height=height,
            size=size,
            sent_by=sent_by,
            received_at=clock.now(),
        )

    try:
        return await transaction(work)
    except IntegrityError:  # the same, sent twice at once
        if known := await queries.media(sha256):
            return known
        raise


async def let_go(sha256: str) -> None:
    """In a transaction: nothing holds this photo or file any more. Nobody is given it from now on."""
    await Media.filter(sha256=sha256).update(size=0)


class LetGo:
    """What the sweeper looks at: the bytes of what was let go are removed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def sweep(self) -> int:
        """Remove a batch of them; how many went. Raises Busy while the shelf is away."""
        gone = await Media.filter(size=0).limit(BATCH).using_db(reader()).values_list("sha256", "type")
        for lies in [name for sha256, kind in gone for name in places(sha256, kind)]:
            await self._shelf.remove(lies)
        names = [sha256 for sha256, _ in gone]
        return await transaction(lambda: Media.filter(sha256__in=names, size=0).delete()) if names else 0
