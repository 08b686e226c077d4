"""Photos and files go when no thing holds them any more, or none that keeps them still.

Each noun says how long its things keep what they hold (`Photos.kept`): a year after the end, evidence three. The names
stay in the thing and in the log; the bytes go. Young ones are not looked at: a phone without a network may have sent a
photo long before the report that names it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from server.data.database import reader, transaction
from server.ground.media import actions
from server.ground.media.models import Media
from server.ground.media.queries import HERE
from server.slices import slices

BATCH = 20
YOUNG = timedelta(days=100)  # no phone is away for longer


class Pictures:
    """Walks over all that is older, from the first to the last, a batch at a time."""

    name = "pictures"

    def __init__(self) -> None:
        self._last = ""

    async def sweep(self, now: datetime) -> int:
        """Look at batches until something went; how much did. 0: all was looked at, and the walk begins anew."""
        while True:
            found = Media.filter(HERE, sha256__gt=self._last, received_at__lt=now - YOUNG).order_by("sha256")
            names = [str(one) for one in await found.limit(BATCH).using_db(reader()).values_list("sha256", flat=True)]
            if not names:
                self._last = ""
                return 0
            self._last = names[-1]
            over = [one for one in names if not await _kept(one, now)]
            if over:
                return await transaction(lambda over=over: _let_go(over, now))  # type: ignore[misc]  # no default seen


async def _kept(sha256: str, now: datetime) -> bool:
    for one in slices():
        if one.photos and await one.photos.keeps(sha256, now):
            return True
    return False


async def _let_go(names: list[str], now: datetime) -> int:
    """Look once more, as nobody writes meanwhile."""
    return sum([await actions.all_let_go(one) for one in names if not await _kept(one, now)])
