"""A photo or a file arrives and is kept under the hash of what was sent. Sending it again changes nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.core import clock
from server.core.errors import Busy
from server.data.database import reader, transaction
from server.ground.media import queries
from server.ground.media.decoding import Decoders
from server.ground.media.kinds import JPEG, file_type
from server.ground.media.models import Media, MediaSender
from server.ground.media.shelf import Shelf, place, places

BATCH = 20  # photos and files of a sweep
FRESH = timedelta(days=1)  # sending it again so soon writes nothing

_decoders = Decoders()


async def receive(shelf: Shelf, *, sha256: str, data: bytes, sent_by: UUID) -> Media:
    """Keep the photo or the file `data`, whose SHA-256 is `sha256` (the caller has checked it).

    Raises Invalid PHOTO_UNREADABLE or PHOTO_TOO_LARGE, StorageFull, Busy. The bytes lie on the shelf before the row
    says that they do, so whatever is cut off in between is mended by sending again.
    """
    known = await queries.media(sha256)
    if known and (known.received_at < clock.now() - FRESH or not await queries.sent_by(sent_by, sha256)):
        known = await transaction(lambda: _sent_again(sha256, sent_by))
    if known:
        return known
    await _reclaimed(sha256)
    if kind := file_type(data):
        await shelf.keep(place(sha256, kind), data)
        width, height, size = 0, 0, len(data)
    else:
        made = await _decoders.read(data)
        await shelf.keep(place(sha256), made.full)
        await shelf.keep(place(sha256, thumb=True), made.thumb)
        width, height, size = made.width, made.height, len(made.full)

    async def work() -> Media:
        await _sent(sha256, sent_by)
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
        if known := await transaction(lambda: _sent_again(sha256, sent_by)):
            return known
        raise _going() from None


async def _reclaimed(sha256: str) -> None:
    """Before its bytes are written anew: the sweeper removes nothing of it any more. Raises Busy while it does."""
    gone = Media.filter(sha256=sha256, size__lte=0)
    if not await gone.using_db(reader()).exists():
        return

    async def work() -> None:
        if (row := await gone.select_for_update().first()) is not None and row.size < 0:
            raise _going()
        await gone.delete()

    await transaction(work)


def _going() -> Busy:
    return Busy("it was let go and is just being removed; the same may be sent again")


async def _sent_again(sha256: str, by: UUID) -> Media | None:
    """What is kept of it, which they have sent as well; None when it was let go meanwhile."""
    kept = await Media.filter(queries.HERE, sha256=sha256).select_for_update().first()
    if kept is not None:
        await _sent(sha256, by)
        await Media.filter(sha256=sha256).update(received_at=clock.now(), unkept_since=None)
    return kept


async def _sent(sha256: str, by: UUID) -> None:
    await MediaSender.bulk_create([MediaSender(sha256=sha256, by_id=by)], ignore_conflicts=True)
    await MediaSender.filter(sha256=sha256, removed_at__isnull=False).update(removed_at=None)


async def let_go(sha256: str, by: UUID) -> None:
    """In a transaction: nothing of theirs holds this photo or file any more. It is kept for whoever else has sent it;
    for nobody, nobody is given it from now on."""
    await Media.filter(sha256=sha256).select_for_update().first()
    await MediaSender.filter(sha256=sha256, by_id=by).delete()
    if not await MediaSender.filter(sha256=sha256).exists():
        await Media.filter(queries.HERE, sha256=sha256).update(size=0)


class LetGo:
    """What the sweeper looks at: the bytes of what was let go are removed."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def sweep(self) -> int:
        """Remove a batch of them; how many went. Raises Busy while the shelf is away."""
        listed = Media.filter(size__lte=0).limit(BATCH).using_db(reader()).values_list("sha256", flat=True)
        if not (names := [str(one) for one in await listed]):
            return 0
        gone = await transaction(lambda: _claimed(names))
        for lies in [name for one in gone for name in places(one.sha256, one.type)]:
            await self._shelf.remove(lies)
        removed = [one.sha256 for one in gone]
        return await transaction(lambda: Media.filter(sha256__in=removed, size__lt=0).delete())


async def _claimed(names: list[str]) -> list[Media]:
    """Those of them that nobody has sent again, and whoever does from now on is told to wait."""
    await Media.filter(sha256__in=names, size=0).update(size=-1)
    return await Media.filter(sha256__in=names, size__lt=0)
