"""What a noun declares whose things hold a contact: what is written with it, the verb that shows it, the jobs.

Whoever may see it says what for, has a minute, and twenty a day; each time is an event of the thing. Who comes to the
limit, or sees ten in an hour, is told to the security administrators (`alarm`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from server.core import clock
from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.text import Worded
from server.core.viewer import Seat, Viewer
from server.data.database import queue_for, reader
from server.ground.worktime.calendar import local_day, midnight
from server.process.change import Change, Effect, altered, erased
from server.process.command import On
from server.process.commit import commit
from server.process.contact import alarm
from server.process.contact.box import masked, opened, sealed
from server.process.contact.holding import able
from server.process.contact.models import Contact, ContactReveal
from server.process.execute import Inputs, Verb, Verbs, inputs
from server.process.fields import demanded
from server.process.guards import same_version
from server.process.scheduler import Due, rows
from server.process.subject.rules import NOBODY
from server.process.validation import Check

READABLE = timedelta(seconds=60)
MOST, MOST_AN_HOUR = 20, 10  # a person in a day, and in an hour before somebody looks
KEPT = timedelta(days=180)  # after the end of the thing
STEP = "REVEAL"
KINDS = {
    "contact_revealed": "查看联系方式。A contact was seen.",
    "contact_sealed": "联系方式加密保存。A contact was sealed.",
    "contact_purged": "联系方式到期删除。A contact was removed, its time over.",
}
UNTOLD = dict.fromkeys(KINDS, NOBODY)  # no notice of a thing tells of them


class Purpose(Worded):
    """为什么要看联系方式。What a contact is wanted for."""

    ASK = "ASK", "回电核实情况。To ask back."
    TELL = "TELL", "告知办理结果。To tell what was done."
    MEET = "MEET", "约时间上门或见面。To arrange a visit."
    SATISFIED = "SATISFIED", "回访是否满意。To ask whether they are content."


class Revealing(On):
    """What the verb is asked; a noun's own command is made of it."""

    purpose: Purpose | None = demanded("为什么要看。What for.")


@dataclass(frozen=True, eq=False)
class Contacts:
    """`column` of a noun's rows holds the mask. `may`: the post in which a viewer may see the rest, or None. `ended`:
    the column that says since when the thing is over. `key`: whose contact it is, where another thing keeps it."""

    verbs: Verbs[Any, Any]
    may: Callable[[Viewer, Any], Seat | None]
    column: str = "contact"
    ended: str = "closed_at"
    key: Callable[[Any], UUID] = attrgetter("id")

    @property
    def kind(self) -> str:
        return self.verbs.noun.name

    @property
    def events(self) -> dict[str, str]:
        return {f"{self.kind}.{kind}": words for kind, words in KINDS.items()}

    def kept(self, key: UUID, words: str) -> tuple[Effect, ...]:
        """What is written when one is given."""

        async def write() -> bool:
            await able()
            await Contact.bulk_create([sealed(self.kind, key, words)])
            return True

        return (Effect(Contact, key, write, {}),) if words else ()

    def gone(self, row: Any) -> tuple[Effect, ...]:
        """What is written when it is taken away, where there is one; the column is the decision's to empty."""
        return self._gone(row.id) if getattr(row, self.column) else ()

    def _gone(self, key: UUID) -> tuple[Effect, ...]:

        async def write() -> bool:
            await Contact.filter(subject_id=key).delete()
            return True

        return (Effect(Contact, key, write, {}),)

    def can(self, viewer: Viewer, row: Any) -> bool:
        """Whether there is something that this viewer may ask to see."""
        return bool(getattr(row, self.column)) and self.may(viewer, row) is not None

    async def read(self, viewer: Viewer, row: Any) -> str | None:
        """The contact, for who asked to see it a moment ago."""
        key = self.key(row)
        if viewer.person_id is None:
            return None
        open_now = ContactReveal.filter(subject_id=key, by_id=viewer.person_id, until__gt=clock.now())
        chosen = Contact.filter(subject_id=key, subject_id__in=Subquery(open_now.values("subject_id")))
        found = await chosen.using_db(reader()).first()
        return None if found is None else opened(found)

    def reveals(self) -> Verb[Any, Any]:
        """The verb by which somebody sees it. Raises Conflict for an older version;
        Forbidden: not theirs, CONTACT_GONE, CONTACT_CLOSED, CONTACT_LIMIT."""

        def reveal(before: Any, command: Revealing, at: Inputs) -> Change[Any]:
            same_version(self.kind, command.seen, before.version)
            check = Check()
            purpose = check.given("purpose", command.purpose, "say what for")
            check.settle()
            seat = self.may(at.viewer, before)
            if seat is None:
                raise Forbidden("the contact is not yours to see")
            if not getattr(before, self.column):
                raise Forbidden("there is no contact any more", code="CONTACT_GONE")
            return Change(
                noun=self.verbs.noun,
                kind=f"{self.kind}.contact_revealed",
                at=at.now,
                seat=seat,
                before=before,
                after=before,
                told={"step": STEP, "purpose": purpose},
                guards=(),
                effects=(self.shown(before, at.viewer, at.now),),
            )

        return self.verbs.verb("reveal")(reveal)

    def shown(self, before: Any, viewer: Viewer, now: datetime) -> Effect:
        """What is written when it is shown, for a minute. Raises Forbidden CONTACT_CLOSED, CONTACT_LIMIT."""
        key = self.key(before)
        row = ContactReveal(id=new_id(), subject_id=key, by_id=viewer.person_id, at=now, until=now + READABLE)

        async def write() -> bool:
            found = await Contact.get_or_none(subject_id=key)
            if found is not None and opened(found) is None:
                raise Forbidden("the contact cannot be opened", code="CONTACT_CLOSED")
            await queue_for(f"contacts of {viewer.person_id}")
            earlier = ContactReveal.filter(by_id=viewer.person_id)
            today = await earlier.filter(at__gte=midnight(local_day(now))).count()
            if today >= MOST:
                raise Forbidden(f"at most {MOST} contacts a day", code="CONTACT_LIMIT")
            await ContactReveal.bulk_create([row])
            hour = await earlier.filter(at__gt=now - timedelta(hours=1)).count()
            if today + 1 == MOST or hour == MOST_AN_HOUR:
                await alarm.raised(viewer, before.area, today + 1, hour)
            return True

        return Effect(ContactReveal, row.id, write, {})

    def jobs(self) -> tuple[Due[Any, Inputs], ...]:
        """Contacts go half a year after the end; those that an earlier release kept open are sealed."""
        model: Any = self.verbs.noun.model

        def known() -> Subquery:
            return Subquery(Contact.filter(kind=self.kind).values("subject_id"))

        def over(now: datetime) -> QuerySet[Any]:
            found: QuerySet[Any] = model.filter(id__in=known(), **{f"{self.ended}__lte": now - KEPT})
            return found.order_by("id")

        def plain(now: datetime) -> QuerySet[Any]:
            found: QuerySet[Any] = model.exclude(**{self.column: ""}).exclude(id__in=known())
            return found.order_by("id")

        async def purge(before: Any, at: Inputs) -> int:
            return await self._changed(before, at, "contact_purged", erased(self.column), self._gone(before.id))

        async def seal(before: Any, at: Inputs) -> int:
            words = getattr(before, self.column)
            columns = erased() | {self.column: masked(words)}
            return await self._changed(before, at, "contact_sealed", columns, self.kept(before.id, words))

        return tuple(
            Due(due=due, locked=rows(model), inputs=inputs, act=act) for due, act in ((over, purge), (plain, seal))
        )

    async def _changed(
        self, before: Any, at: Inputs, event: str, columns: dict[str, str], effects: tuple[Effect, ...]
    ) -> int:
        told: dict[str, Any] = {}
        change: Change[Any] = Change(
            noun=self.verbs.noun,
            kind=f"{self.kind}.{event}",
            at=at.now,
            seat=None,
            told=told,
            before=before,
            after=altered(before, **columns),
            guards=("version", self.column),
            effects=effects,
        )
        await commit(None, change)
        return 1
