"""From events to notices: follows the log by its seals and tells each person once what concerns him.

Decision: the place in the log, the notices and the deliveries of a batch are one transaction, so that a crash tells
nothing twice and leaves nothing out. What happened longer ago than `NEWS` is passed over: nobody wants a week of pushes
after an outage, and the lists show what is open anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from server import clock
from server.database import reader
from server.event.follow import Following
from server.event.models import Event
from server.ids import new_id
from server.notice import windows
from server.notice.audience import Holders
from server.notice.duty import on_duty, units_on_duty, windows_of
from server.notice.models import Delivery, Digest, Means, Notice, NoticeKind, PushSubscription, UnitChannel
from server.notice.routes import KEPT, Audience, Tells, notices_of
from server.notice.settling import settle
from server.notice.told import Told, told_of

LOG = "notices"  # the follower's name
NOTICES = "notices"  # the topic on which the bus tells of new ones: {"id", "person"}
BATCH = 100  # events of one transaction
NEWS = timedelta(days=2)
GRAVEST = 4  # 特急
ONCE = frozenset({NoticeKind.EMERGENCY})  # of an incident, to one person


@dataclass
class Batch:
    """What a batch of events comes to."""

    notices: list[Notice] = field(default_factory=list)
    pushed: list[Notice] = field(default_factory=list)  # those of them that are neither quiet nor held
    held: list[Notice] = field(default_factory=list)  # those that wait for the morning's digest
    units: list[tuple[Told, Tells, UUID]] = field(default_factory=list)  # units whose channels are told


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
    all_told = await told_of([event for event in events if notices_of(event.kind, 4, event.payload.get("threshold"))])
    holders = await Holders.of(all_told)
    alarmed = await _alarmed(all_told)
    for told in all_told:
        known = {told.event.by_id}  # nobody is told of what they did themselves
        incident = told.incident.id
        for tells in notices_of(told.event.kind, told.incident.severity, told.event.payload.get("threshold")):
            for person in holders.all_of(told, tells.to):
                if person not in known and (tells.kind, incident, person) not in alarmed:
                    known.add(person)
                    alarmed |= {(tells.kind, incident, person)} if tells.kind in ONCE else set()
                    notice = _notice(told, tells, person)
                    batch.notices.append(notice)
                    (batch.held if tells.daily else [] if tells.quiet else batch.pushed).append(notice)
            if tells.webhook:
                batch.units += [(told, tells, unit) for unit in _units(told, tells)]
    return batch


async def _alarmed(all_told: Sequence[Told]) -> set[tuple[NoticeKind, UUID, UUID]]:
    """Who was told of which of these emergencies, as (kind, incident, person): once is enough."""
    grave = [one.incident.id for one in all_told if one.incident.severity >= GRAVEST]
    if not grave:
        return set()
    known = Notice.filter(incident_id__in=grave, kind__in=list(ONCE)).using_db(reader())
    return {(one.kind, one.incident_id, one.person_id) for one in await known}


def _units(told: Told, tells: Tells) -> frozenset[UUID]:
    """The units among those told."""
    lead = told.incident.lead_unit_id
    found = {
        Audience.PARTIES: told.parties, Audience.PARTY: told.party, Audience.PARTY_DUTY: told.party,
        Audience.ASSISTING: told.assisting, Audience.FORMER: told.former, Audience.NAMED: told.named,
    }  # fmt: skip
    known = [found[one] for one in tells.to if one in found]
    return known[0] if known else frozenset({lead} if lead else ())


def _notice(told: Told, tells: Tells, person: UUID) -> Notice:
    event, incident = told.event, told.incident
    return Notice(
        id=new_id(),
        event_id=event.id,
        person_id=person,
        incident_id=incident.id,
        whistle_id=event.subject_id if event.kind.startswith("whistle.") else None,
        kind=tells.kind,
        severity=incident.severity,
        state=incident.state,
        facts={key: event.payload[key] for key in KEPT if key in event.payload},
        at=event.at,
        due_at=told.due_at,
    )


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
    at, people = windows.next_morning(clock.now()), {notice.person_id for notice in held}
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
            notice.event_id, browser.id, Means.PUSH, notice,
            next_at=windows.opens(now, own.get(notice.person_id, ()),
                                  wakes=windows.wakes(notice.severity, on_duty=notice.person_id in duty)),
            notice_id=notice.id,
        )
        for notice in pushed
        for browser in browsers
        if browser.person_id == notice.person_id
    ]  # fmt: skip


async def _webhooks(units: Sequence[tuple[Told, Tells, UUID]]) -> list[Delivery]:
    """A delivery to each channel of the units; at night only what is 特急, and where somebody is on duty."""
    wanted = list({unit for _, _, unit in units})
    if not wanted:
        return []
    channels = await UnitChannel.filter(unit_id__in=wanted).using_db(reader())
    duty, now = await units_on_duty(wanted), clock.now()
    made: dict[tuple[UUID, UUID], Delivery] = {}
    for told, tells, unit in units:
        wakes = windows.wakes(told.incident.severity, on_duty=unit in duty)
        sample = Notice(kind=tells.kind, severity=told.incident.severity, state=told.incident.state,
                        incident_id=told.incident.id, due_at=told.due_at)  # fmt: skip
        for channel in channels:
            if channel.unit_id == unit:
                made[told.event.id, channel.id] = _delivery(
                    told.event.id, channel.id, Means.WEBHOOK, sample, next_at=windows.opens(now, (), wakes=wakes)
                )
    return list(made.values())


def _delivery(
    event_id: UUID, target: UUID, means: Means, notice: Notice, *, next_at: datetime, notice_id: UUID | None = None
) -> Delivery:
    return Delivery(
        id=new_id(),
        event_id=event_id,
        target_id=target,
        means=means,
        notice_id=notice_id,
        incident_id=notice.incident_id,
        kind=notice.kind,
        severity=notice.severity,
        state=notice.state,
        due_at=notice.due_at,
        made_at=clock.now(),
        next_at=next_at,
    )
