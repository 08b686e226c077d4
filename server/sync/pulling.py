"""What a phone pulls: at first all that it should hold, page by page, then what changed, in the order of the log.

Without a cursor, and when his posts or the epoch are others than the cursor's, a listing begins (`reset`): in a stable
order by id, and what changes after it began comes behind it. From then on a page is a range of seals: each incident
once, as it is now, or its id among `gone` when it is in the copy no more. Seals have no gap and are given in the order
of the commits, so that nothing appears behind a cursor later, on either database, whoever writes at the same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from server import clock
from server.database import reader
from server.errors import Forbidden
from server.incident.models import Incident
from server.reading.choice import Several
from server.sync import cursor, epochs, following, scope
from server.sync.cursor import Cursor
from server.viewer import Viewer


@dataclass(frozen=True)
class Pulled:
    """One page. `ids` are the incidents to put into the copy, `gone` what is to be dropped from it."""

    at: Cursor
    more: bool
    reset: bool = False
    ids: Sequence[UUID] = ()
    gone: Sequence[UUID] = field(default=())

    @property
    def incidents(self) -> Several:
        """The incidents as they are now, by id. The ids were found through the door of sight a moment ago."""
        return Several([Incident.filter(id__in=list(self.ids))], by=("id",))


async def pull(viewer: Viewer, text: str | None, first: int, secret: bytes) -> Pulled:
    """The next page behind a cursor. Raises Invalid for a malformed one, Forbidden for nobody."""
    given = cursor.read(text, secret) if text else None
    if viewer.person_id is None:
        raise Forbidden("sign in first")
    epoch, own, now = await epochs.current(), scope.mark(viewer), clock.now()
    if given is None or (given.epoch, given.scope) != (epoch, own):
        begun = Cursor(epoch, own, await following.noted())
        return await _listed(viewer, begun, first, now, reset=True)
    if given.after is not None:
        return await _listed(viewer, given, first, now)
    return await _changed(viewer, given, first, now)


async def _listed(viewer: Viewer, at: Cursor, first: int, now: datetime, *, reset: bool = False) -> Pulled:
    """A page of the listing: by id, in memory, since the ids of a whole copy are fewer bytes than one of its rows'."""
    chosen = Incident.filter(*scope.held(viewer, now)).limit(scope.MOST).using_db(reader())
    ids: list[UUID] = sorted(set(await chosen.values_list("id", flat=True)))  # type: ignore[arg-type]
    rest = [one for one in ids if at.after is None or one > at.after]
    shown, more = rest[:first], len(rest) > first
    return Pulled(Cursor(at.epoch, at.scope, at.seal, shown[-1] if more else None), more, reset, shown)


async def _changed(viewer: Viewer, at: Cursor, first: int, now: datetime) -> Pulled:
    """A page of what was sealed behind the cursor, split into what belongs to the copy and what does so no more."""
    end = await following.noted()
    if at.seal >= end:
        return Pulled(at, more=False)
    marked = Incident.filter(scope.reached(viewer), mark__seal__gt=at.seal, mark__seal__lte=end)
    found = await marked.order_by("mark__seal").limit(first + 1).using_db(reader()).values_list("id", "mark__seal")
    shown, more = found[:first], len(found) > first
    ids = list(dict.fromkeys(one for one, _ in shown))
    own = Incident.filter(*scope.held(viewer, now), id__in=ids).using_db(reader())
    kept = set(await own.values_list("id", flat=True)) if ids else set()
    place = Cursor(at.epoch, at.scope, int(shown[-1][1]) if more else end)
    return Pulled(place, more, False, [one for one in ids if one in kept], [one for one in ids if one not in kept])
