"""Photos and files go when no thing holds them any more, or none that keeps them still.

Each noun says what its things keep (`Slice.keeping`), by whoever named it: a year after the end, evidence three. The
names stay in the thing and in the log; the bytes go. Those that came lately are not looked at: a phone without a
network may have sent a photo long before the report that names it.

Decision: what nothing keeps is marked first, and goes a day later if nothing keeps it still. A thing that names it in
the moment in which we look is found then; sending it again takes the mark away.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from server.data.database import reader, transaction
from server.ground.media import purging
from server.ground.media.models import Media
from server.ground.media.queries import HERE
from server.process.evidence import Keeping
from server.process.retention import Swept
from server.slices import slices

BATCH = 200  # pictures of one look
YOUNG = timedelta(days=300)  # a phone that sent one ahead and then lay in a drawer may yet bring what names it
DOUBTED = timedelta(days=1)  # how long what nothing keeps lies marked


class Pictures:
    """Walks over all that came earlier, from the first to the last: a batch at each look. `keeping`: what keeps some
    beside the nouns."""

    name = "pictures"

    def __init__(self, *keeping: Keeping) -> None:
        self._keeping, self._last = keeping, ""

    async def sweep(self, now: datetime) -> Swept:
        if not self._last:
            await transaction(purging.own_the_unowned)
        found = Media.filter(HERE, sha256__gt=self._last, received_at__lte=now - YOUNG).order_by("sha256").limit(BATCH)
        batch = await found.using_db(reader()).values_list("sha256", "unkept_since")
        more = len(batch) == BATCH
        self._last = str(batch[-1][0]) if more else ""
        kept = await self._kept([str(sha256) for sha256, _ in batch], now)
        turned = [
            str(sha256)
            for sha256, since in batch
            if (sha256 in kept) == (since is not None) or (since is not None and since <= now - DOUBTED)
        ]
        gone = await transaction(lambda: self._turned(turned, now)) if turned else 0
        return Swept(gone, more)

    async def _turned(self, names: Collection[str], now: datetime) -> int:
        """Look once more at these, as nobody sends them meanwhile: mark, take marks away, remove; how many went."""
        held = await purging.held_still(names, before=now - YOUNG)
        kept = await self._kept(list(held), now)
        await purging.mark([one for one in held if one in kept], None)
        await purging.mark([one for one, since in held.items() if one not in kept and since is None], now)
        over = [one for one, since in held.items() if one not in kept and since and since <= now - DOUBTED]
        return await purging.remove(over, now)

    async def _kept(self, names: Collection[str], now: datetime) -> set[str]:
        if not names:
            return set()
        nouns = [one.keeping for one in slices() if one.keeping]
        return set[str]().union(*[await keeping(names, now) for keeping in (*nouns, *self._keeping)])
