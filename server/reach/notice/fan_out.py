"""From events to notices: follows the log by its seals and tells each person once what their nouns' rules say.

Decision: the place in the log, the notices and the deliveries of a batch are one transaction, so that a crash tells
nothing twice and leaves nothing out. What happened longer ago than `NEWS` is passed over: nobody wants a week of pushes
after an outage, and the lists show what is open anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server import slices
from server.core import clock
from server.core.ids import new_id
from server.data.database import reader
from server.journal.models import Event
from server.journal.projection import Following
from server.process.subject.port import About, Concerned
from server.process.subject.rules import Tells
from server.reach.notice import quiet_hours
from server.reach.notice.models import Delivery, Digest, Means, Notice, NoticeKind, PushSubscription, UnitChannel
from server.reach.notice.on_call import on_duty, units_on_duty, windows_of
from server.reach.notice.settling import settle

LOG = "notices"  # the follower's name
NOTICES = "notices"  # the topic on which the bus tells of new ones: {"id", "person"}
BATCH = 100  # events of one transaction
NEWS = timedelta(days=2)
GRAVEST = 4  # 特急
ONCE = frozenset({NoticeKind.EMERGENCY})  # of a subject, to one person
ABOUT = ("kind", "subject_kind", "subject_id", "incident_id", "severity", "state", "due_at")  # both rows say these
KEPT = ("threshold", "stage", "kind", "approval", "to_level", "party", "unit", "supervision")  # of an event's payload


@dataclass
class Batch:
    """What a batch of events comes to."""

    notices: list[Notice] = field(default_factory=list)
    pushed: list[Notice] = field(default_factory=list)  # those of them that are neither quiet nor held
    held: list[Notice] = field(default_factory=list)  # those that wait for the morning's digest
    units: list[tuple[Concerned, Tells, UUID]] = field(default_factory=list)  # units whose channels are told


async def tell(most: int = BATCH) -> list[Notice] | None:
    """Tell the next events of the log, at most so many; the notices that were made, None without events to tell."""
    made: list[Notice] = []

    async def handle(events: Sequence[Event]) -> None:
        batch = await _gathered([event for event in events if event.at >= clock.now() - NEWS])
        await _write(batch)
        await settle(events, batch.notices)
        made[:] = batch.notices

    return made if await Following(LOG, handle, most).once() else None


async def _gathered(events: Sequence[Event]) -> Batch:
    batch = Batch()
    heard = [(one, tells) for one, tells in await _heard(events) if tells]
    alarmed = await _alarmed([one.about for one, _ in heard])
    for one, all_tells in heard:
        known = {one.event.by_id}  # nobody is told of what they did themselves
        about = one.about
        for tells in all_tells:
            for person in one.people(tells.to):
                if person not in known and (tells.kind, about.id, person) not in alarmed:
                    known.add(person)
                    alarmed |= {(tells.kind, about.id, person)} if tells.kind in ONCE else set()
                    notice = _notice(one, tells, person)
                    batch.notices.append(notice)
                    (batch.held if tells.daily else [] if tells.quiet else batch.pushed).append(notice)
            if tells.webhook:
                batch.units += [(one, tells, unit) for unit in one.units(tells.to)]
    return batch


async def _heard(events: Sequence[Event]) -> list[tuple[Concerned, tuple[Tells, ...]]]:
    """Whom these events concern and what each tells, each noun by its own rules, in the order of the events."""
    found: list[tuple[Concerned, tuple[Tells, ...]]] = []
    for noun in slices.subjects():
        gravest = [one for one in events if noun.has(one) and noun.row(one).at(GRAVEST, one.payload.get("threshold"))]
        for one in await noun.concerned(gravest) if gravest else ():
            row = noun.row(one.event)
            found.append((one, row.at(one.about.severity, one.event.payload.get("threshold"))))
    return sorted(found, key=lambda one: one[0].event.number)


async def _alarmed(all_about: Sequence[About]) -> set[tuple[NoticeKind, UUID, UUID]]:
    """Who was told of which of these emergencies, as (kind, subject, person): once is enough."""
    grave = [about.id for about in all_about if about.severity >= GRAVEST]
    if not grave:
        return set()
    known = Notice.filter(subject_id__in=grave, kind__in=list(ONCE)).using_db(reader())
    return {(one.kind, one.subject_id, one.person_id) for one in await known}


def _notice(heard: Concerned, tells: Tells, person: UUID) -> Notice:
    event, about = heard.event, heard.about
    return Notice(
        id=new_id(),
        event_id=event.id,
        person_id=person,
        facts={key: event.payload[key] for key in KEPT if key in event.payload},
        at=event.at,
        **_columns(tells, about),
    )


def _columns(tells: Tells, about: About) -> dict[str, Any]:
    """What a notice and a delivery say of their subject: the columns of `ABOUT`."""
    values = (tells.kind, about.kind, about.id, about.incident_id, about.severity, about.state, about.due_at)
    return dict(zip(ABOUT, values, strict=True))


async def _write(batch: Batch) -> None:
    if not batch.notices and not batch.units:
        return
    await _hold(batch.held)
    await Notice.bulk_create(batch.notices)
    deliveries = [*await _pushes(batch.pushed), *await _webhooks(batch.units)]
    if deliveries:
        await Delivery.bulk_create(deliveries)


async def _hold(held: Sequence[Notice]) -> None:
    """Put them into the digest of the next morning, which begins with the first of them."""
    if not held:
        return
    at, people = quiet_hours.next_morning(clock.now()), {notice.person_id for notice in held}
    begun = {one.person_id: one for one in await Digest.filter(person_id__in=list(people), at=at)}
    new = [Digest(id=new_id(), person_id=person, at=at) for person in sorted(people - begun.keys())]
    await Digest.bulk_create(new)
    begun |= {one.person_id: one for one in new}
    for notice in held:
        notice.digest_id = begun[notice.person_id].id


async def _pushes(pushed: Sequence[Notice]) -> list[Delivery]:
    """A delivery to each browser of those told, from the moment on at which they may be disturbed."""
    people = list({notice.person_id for notice in pushed})
    if not people:
        return []
    browsers = await PushSubscription.filter(person_id__in=people).using_db(reader())
    own, duty, now = await windows_of(people), await on_duty(people), clock.now()
    return [
        _delivery(
            notice.event_id, browser.id, Means.PUSH, {name: getattr(notice, name) for name in ABOUT},
            next_at=quiet_hours.opens(now, own.get(notice.person_id, ()),
                                  wakes=quiet_hours.wakes(notice.severity, on_duty=notice.person_id in duty)),
            notice_id=notice.id,
        )
        for notice in pushed
        for browser in browsers
        if browser.person_id == notice.person_id
    ]  # fmt: skip


async def _webhooks(units: Sequence[tuple[Concerned, Tells, UUID]]) -> list[Delivery]:
    """A delivery to each channel of the units; at night only what is 特急, and where somebody is on duty."""
    wanted = list({unit for _, _, unit in units})
    if not wanted:
        return []
    channels = await UnitChannel.filter(unit_id__in=wanted).using_db(reader())
    duty, now = await units_on_duty(wanted), clock.now()
    made: dict[tuple[UUID, UUID], Delivery] = {}
    for heard, tells, unit in units:
        about, event = heard.about, heard.event.id
        opens = quiet_hours.opens(now, (), wakes=quiet_hours.wakes(about.severity, on_duty=unit in duty))
        for channel in channels:
            if channel.unit_id == unit:
                said = _columns(tells, about)
                made[event, channel.id] = _delivery(event, channel.id, Means.WEBHOOK, said, next_at=opens)
    return list(made.values())


def _delivery(
    event_id: UUID,
    target: UUID,
    means: Means,
    said: Mapping[str, Any],
    *,
    next_at: datetime,
    notice_id: UUID | None = None,
) -> Delivery:
    return Delivery(
        id=new_id(),
        event_id=event_id,
        target_id=target,
        means=means,
        notice_id=notice_id,
        made_at=clock.now(),
        next_at=next_at,
        **said,
    )
