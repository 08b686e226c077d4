"""Marks as read what need not be read any more, as each noun's rules say (`process/subject/settling`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from server import slices
from server.core import clock
from server.data.database import reader
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.journal.models import Event
from server.process.subject.port import Subject
from server.process.subject.settling import People
from server.reach.notice.models import Notice

About = TypeVar("About", Event, Notice)


async def settle(events: Sequence[Event], made: Sequence[Notice]) -> None:
    """Mark as read what these events have done with, and what the notices just `made` of them say again."""
    by_kind = {noun.kind: noun for noun in slices.subjects()}
    asked = [one for one in events if (noun := _noun(one, by_kind)) and noun.settling.settles(one)]
    again = [one for one in made if repeats(one)]
    ending, saying = _by_subject(asked), _by_subject(again)
    about = ending.keys() | saying.keys()
    unread = await Notice.filter(subject_id__in=list(about), read_at=None) if about else []
    people = await _people(asked, {one.subject_kind for one in unread})
    place = {event.id: number for number, event in enumerate(events)}
    over = [
        one.id
        for one in unread
        if any(_is_later(event.id, one, place) and done_with(one, event, people) for event in ending[one.subject_id])
        or any(_is_later(new.event_id, one, place) and supersedes(new, one) for new in saying[one.subject_id])
    ]
    if over:
        await Notice.filter(id__in=over).update(read_at=clock.now())


def _by_subject(told: Iterable[About]) -> defaultdict[UUID, list[About]]:
    """A batch tells of many things, and each is looked at beside its own notices alone."""
    found: defaultdict[UUID, list[About]] = defaultdict(list)
    for one in told:
        found[one.subject_id].append(one)
    return found


def _noun(event: Event, by_kind: dict[str, Subject]) -> Subject | None:
    return by_kind.get(event.kind.partition(".")[0])


def _is_later(event_id: UUID, notice: Notice, place: dict[UUID, int]) -> bool:
    return place.get(notice.event_id, -1) < place[event_id]


def repeats(notice: Notice) -> bool:
    """Whether it asks again for what an earlier one may have asked for."""
    noun = slices.subject(notice.subject_kind)
    return notice.digest_id is None and noun is not None and notice.kind in noun.settling.again


def supersedes(new: Notice, old: Notice) -> bool:
    """Whether somebody who reads the new one need not read the old one."""
    noun = slices.subject(new.subject_kind)
    same = (new.person_id, new.subject_id) == (old.person_id, old.subject_id)
    return same and noun is not None and new.kind in noun.settling.again and noun.settling.supersedes(new, old)


def done_with(notice: Notice, event: Event, people: People) -> bool:
    """Whether the event settles the notice, which came before it."""
    noun = slices.subject(notice.subject_kind)
    return notice.subject_id == event.subject_id and noun is not None and noun.settling.done_with(notice, event, people)


async def _people(events: Iterable[Event], kinds: set[str]) -> People:
    """By the units that these events name: who works for them, where rules about what is unread ask for it."""
    acts = frozenset().union(*(noun.settling.acts for noun in slices.subjects() if noun.kind in kinds))
    units = {str(event.payload["unit"]) for event in events if event.kind in acts and "unit" in event.payload}
    found: dict[object, set[UUID]] = {}
    posts = Post.filter(held_on(clock.today()), unit_id__in=list(units)).using_db(reader()) if units else None
    for post in await posts if posts is not None else ():
        found.setdefault(str(post.unit_id), set()).add(post.person_id)
    return found
