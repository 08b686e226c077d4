"""What a phone pulls: at first all that it should hold, page by page, then what changed, in the order of the log.

Without a cursor, and when their posts or the epoch are others than the cursor's, a listing begins (`reset`): in a
stable order by id, and what changes after it began comes behind it. From then on a page is a range of seals: each
row once, as it is now, or its id among `gone` when it is in the copy no more. Seals have no gap and are given in
the order of the commits, so that nothing appears behind a cursor later, on either database, whoever writes at the
same time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server import slices
from server.core import clock
from server.core.errors import Forbidden
from server.core.viewer import Viewer
from server.data.database import reader
from server.journal import epochs
from server.process.subject.offline import Copied
from server.query.row_query import Several
from server.query.statement_cache import Fixed
from server.reach.sync import change_index, cursor, scope
from server.reach.sync.cursor import FIRST, Cursor
from server.reach.sync.models import SubjectMark


@dataclass(frozen=True)
class Pulled:
    """One page. `ids`, by noun, are the rows to put into the copy, `gone` what is to be dropped from it."""

    at: Cursor
    more: bool
    reset: bool = False
    ids: Mapping[str, Sequence[UUID]] = field(default_factory=dict)
    gone: Sequence[UUID] = ()

    def rows(self, kind: str) -> Several:
        """Those of a noun as they are now, by id. They were found through the door of sight a moment ago."""
        noun = slices.subject(kind)
        if noun is None or noun.copied is None:
            raise LookupError(f"no phone copies {kind}: its Subject says nothing of `copied`")
        return Several([noun.copied.model.filter(id__in=list(self.ids.get(kind, ())))], by=("id",))


async def pull(viewer: Viewer, text: str | None, first: int, secret: bytes) -> Pulled:
    """The next page behind a cursor. Raises Invalid for a malformed one, Forbidden for nobody."""
    given = cursor.read(text, secret) if text else None
    if viewer.person_id is None:
        raise Forbidden("sign in first")
    epoch, own, now = await epochs.current(), scope.mark(viewer), clock.now()
    if given is None or (given.epoch, given.scope) != (epoch, own):
        begun = Cursor(epoch, own, await change_index.noted())
        return await _listed(viewer, begun, first, now, reset=True)
    if given.after is not None:
        return await _listed(viewer, given, first, now)
    return await _changed(viewer, given, first, now)


def _copied() -> list[tuple[str, Copied]]:
    """The nouns that phones copy, in the order of a listing."""
    return [(noun.kind, noun.copied) for noun in slices.subjects() if noun.copied]


async def _listed(viewer: Viewer, at: Cursor, first: int, now: datetime, *, reset: bool = False) -> Pulled:
    """A page of the listing, noun after noun, each by id: in memory, since the ids of a whole copy are fewer bytes than
    one of its rows'."""
    nouns = _copied()
    kinds = [kind for kind, _ in nouns]
    begun = kinds.index(at.kind) if at.after is not None and at.kind in kinds else 0
    rest: list[tuple[str, UUID]] = []
    for place, (kind, noun) in enumerate(nouns[begun:], begun):
        chosen = noun.model.filter(*noun.held(viewer, now)).limit(noun.most).using_db(reader())
        ids: list[UUID] = sorted(set(await chosen.values_list("id", flat=True)))  # type: ignore[arg-type]
        rest += [(kind, one) for one in ids if at.after is None or place > begun or one > at.after]
    shown, more = rest[:first], len(rest) > first
    kind, after = shown[-1] if more else (FIRST, None)
    return Pulled(Cursor(at.epoch, at.scope, at.seal, after, kind), more, reset, _by_noun(shown))


async def _changed(viewer: Viewer, at: Cursor, first: int, now: datetime) -> Pulled:
    """A page of what was sealed behind the cursor, split into what belongs to the copy and what does so no more."""
    end = await change_index.noted()
    if at.seal >= end:
        return Pulled(at, more=False)
    found: list[tuple[int, str, UUID]] = []
    for kind, noun in _copied():
        marked = SubjectMark.filter(_reached(noun, viewer), subject_kind=kind, seal__gt=at.seal, seal__lte=end)
        some = marked.order_by("seal").limit(first + 1).using_db(reader())
        found += [(seal, kind, one) for one, seal in await some.values_list("subject_id", "seal")]
    found.sort()
    shown, more = found[:first], len(found) > first
    ids = _by_noun([(kind, one) for _, kind, one in shown])
    kept = {kind: await _kept(noun, viewer, now, ids[kind]) for kind, noun in _copied() if kind in ids}
    place = Cursor(at.epoch, at.scope, shown[-1][0] if more else end)
    gone = [one for _, kind, one in shown if one not in kept[kind]]
    return Pulled(place, more, False, {kind: [one for one in ids[kind] if one in kept[kind]] for kind in ids}, gone)


def _reached(noun: Copied, viewer: Viewer) -> Q:
    """The condition that a mark is of a row within reach, asked mark by mark: a page holds few of all that there is."""
    same = Fixed(f'"{noun.table}"."id" = "subject_mark"."subject_id"')
    return Q(subject_id__in=Subquery(noun.model.filter(noun.reached(viewer), same).values("id")))


async def _kept(noun: Copied, viewer: Viewer, now: datetime, ids: Sequence[UUID]) -> set[UUID]:
    own = noun.model.filter(*noun.held(viewer, now), id__in=list(ids)).using_db(reader())
    return set(await own.values_list("id", flat=True))  # type: ignore[arg-type]


def _by_noun(rows: Sequence[tuple[str, UUID]]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for kind, one in rows:
        found.setdefault(kind, []).append(one)
    return found
