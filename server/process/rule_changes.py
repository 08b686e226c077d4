"""Open clocks follow what changes of the work calendar and of the limits, batch by batch, each thing told why.

Decision: a change is found by the events that its noun records, and how far the clocks have come stands in a row, so
that whoever changes a holiday waits for nothing, a kill in the middle loses nothing, and nothing is moved twice: what
is right already is not written. It begins some seconds after the change, when no process starts clocks by the old
rules any more.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from server.core import clock
from server.data.database import queue_for, reader, transaction
from server.ground.catalogue import queries as catalogue_rules
from server.ground.catalogue.queries import catalogue
from server.ground.worktime import queries as calendar_rules
from server.ground.worktime.actions import CALENDAR
from server.journal.models import Event
from server.process.models import Followed

BATCH = 50  # clocks, or what has them
SETTLED = timedelta(seconds=8)  # longer than any process keeps old rules in memory

Cause = dict[str, object]


@dataclass(frozen=True)
class Body:
    """A body of rules: the name under which is kept how far something follows it, and the subject of its events."""

    name: str
    subject: UUID


@dataclass(frozen=True)
class RuleChanges:
    """The job that lets the clocks of a noun follow: `after(id, most)` are the next that have some, by id, and
    `follow(ids, cause)` moves what is not right of them, within the transaction. `prefix` stands before the names of
    its rows; `progress(name, after)` hears how far a body of rules has come."""

    after: Callable[[UUID | None, int], Awaitable[list[UUID]]]
    follow: Callable[[list[UUID], Cause], Awaitable[None]]
    prefix: str = ""
    progress: Callable[[str, UUID | None], None] = lambda name, after: None

    async def sweep(self) -> int:
        for name, subject in (("calendar", CALENDAR), ("catalogue", catalogue_rules.SUBJECT)):
            if done := await self._follow(Body(f"{self.prefix}{name}", subject)):
                return done
        return 0

    async def _follow(self, body: Body) -> int:
        """Take one step with one body of rules: begin to follow a change, or move a batch; 0 when all follow."""
        state = await Followed.filter(name=body.name).using_db(reader()).first()
        if state is None:
            await _start(body)
            return 0
        if state.cause is None:
            begun = await _changed(body, state)
            if begun is None:
                return 0
            await _begin(body, *begun)
            calendar_rules.forget()
            catalogue_rules.forget()
        moved, after = await transaction(lambda: self._batch(body))
        self.progress(body.name, after)
        return moved

    async def _batch(self, body: Body) -> tuple[int, UUID | None]:
        """Within a transaction: move the clocks of the next ones, or end. How many were looked at, and up to where."""
        await queue_for("sweep")
        state = await Followed.get(name=body.name)
        if state.cause is None:  # another process was faster
            return 0, None
        ids = await self.after(state.after, BATCH)
        if not ids:
            await Followed.filter(name=body.name).update(place=state.target, cause=None, after=None)
            return 1, None
        await self.follow(ids, state.cause)
        await Followed.filter(name=body.name).update(after=ids[-1])
        return len(ids), ids[-1]


async def _start(body: Body) -> None:
    """The first look ever: whatever clocks there are began by the rules of now."""
    last = await _last(body)
    told = {"place": last.place_in_chain if last else 0, "day": clock.today()}
    await transaction(lambda: Followed.get_or_create(defaults=told, name=body.name))


async def _last(body: Body) -> Event | None:
    return await Event.filter(subject_id=body.subject).using_db(reader()).order_by("-place_in_chain").first()


async def _changed(body: Body, state: Followed) -> tuple[int, Cause] | None:
    """How far the clocks shall follow, and because of what; None when they follow everything that has settled."""
    last = await _last(body)
    if last is not None and last.place_in_chain > state.place:
        settled = last.at + SETTLED <= clock.now()
        return (last.place_in_chain, {"event": str(last.id), "kind": last.kind}) if settled else None
    if body.subject != CALENDAR and (await catalogue()).began_between(state.day, clock.today()):
        return state.place, {"kind": "catalogue.in_force", "day": clock.today().isoformat()}
    return None


async def _begin(body: Body, target: int, cause: Cause) -> None:
    told = {"target": target, "cause": cause, "after": None, "day": clock.today()}
    await transaction(lambda: Followed.update_or_create(defaults=told, name=body.name))
