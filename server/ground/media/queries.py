"""Reading what is known of photos: whether they have arrived, and who sent them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.data.database import reader
from server.ground.media.models import Media, MediaSender

HERE = Q(size__gt=0)  # of one that was let go nothing is left but its name, and soon not even that


async def media(sha256: str) -> Media | None:
    """The photo of this hash, or None while it has not arrived."""
    return await Media.filter(HERE, sha256=sha256).using_db(reader()).first()


async def arrived(hashes: Iterable[str]) -> set[tuple[str, UUID]]:
    """Those of `hashes` whose pixels are here, each with everybody who sent them."""
    found = MediaSender.filter(sha256__in=list(hashes), removed_at__isnull=True).using_db(reader())
    return {(str(sha256), UUID(str(by))) for sha256, by in await found.values_list("sha256", "by_id")}


async def sent_by(person_id: UUID, sha256: str) -> bool:
    """Whether they sent this photo themselves."""
    return await MediaSender.filter(sha256=sha256, by_id=person_id).using_db(reader()).exists()


def by_sender(column: str, sha256: str) -> Q:
    """The condition that a column names somebody who sent this photo themselves."""
    senders: dict[str, Any] = {f"{column}__in": Subquery(MediaSender.filter(sha256=sha256).values("by_id"))}
    return Q(**senders)
