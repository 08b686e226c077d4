"""Reading what is known of photos: whether they have arrived, and who sent them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from tortoise.expressions import Q

from server.data.database import reader
from server.ground.media.models import Media

HERE = Q(size__gt=0)  # of one that was let go nothing is left but its name, and soon not even that


async def media(sha256: str) -> Media | None:
    """The photo of this hash, or None while it has not arrived."""
    return await Media.filter(HERE, sha256=sha256).using_db(reader()).first()


async def arrived(hashes: Iterable[str]) -> set[str]:
    """Those of `hashes` whose pixels are here."""
    found = await Media.filter(HERE, sha256__in=list(hashes)).using_db(reader()).values_list("sha256", flat=True)
    return {str(one) for one in found}


async def sent_by(person_id: UUID, sha256: str) -> bool:
    """Whether they sent this photo themselves."""
    return await Media.filter(HERE, sha256=sha256, sent_by=person_id).using_db(reader()).exists()
