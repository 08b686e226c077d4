"""Who holds which post, held against the log: nobody gains a right, and nobody keeps one, of which it does not tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from server.data.database import reader
from server.ground.person.models import Person, Post
from server.ground.worktime.calendar import local_day
from server.journal.models import Event
from server.keep.audit.findings import Finding, What

ADDED, ENDED, LEFT = "person.post_added", "person.post_ended", "person.ended"
NAMES = ("person", "role", "area", "unit", "starts_on", "ends_on")


@dataclass(frozen=True)
class Held:
    """A post as the log tells it, or as it stands."""

    person: str
    role: str
    area: str
    unit: str | None
    starts_on: str
    ends_on: str | None


async def compare() -> tuple[int, list[Finding]]:
    """How many posts there are, and which are not as the log gave or ended them; who left, and who did not."""
    right, left = await _by_events()
    kept = {str(one.id): _held(one) for one in await Post.all().using_db(reader())}
    found = [one for key in sorted(right.keys() | kept.keys()) for one in _compared(key, right.get(key), kept.get(key))]
    gone = {
        str(key) for key in await Person.filter(ended_at__isnull=False).using_db(reader()).values_list("id", flat=True)
    }
    for key in sorted(gone ^ left):
        says = "ended, and no event tells of it" if key in gone else "the log tells that they left"
        found.append(Finding(What.STATE, "person", key, says))
    return len(kept), found


def _compared(key: str, right: Held | None, kept: Held | None) -> Iterable[Finding]:
    if right is None:
        yield Finding(What.UNTOLD, "post", key, "no event gave it")
    elif kept is None:
        yield Finding(What.GONE, "post", key, "an event gave it")
    else:
        for name in NAMES:
            is_, was = getattr(kept, name), getattr(right, name)
            if is_ != was:
                yield Finding(What.POST, "post", key, f"{name} is {is_}, and the log says {was}")


async def _by_events() -> tuple[dict[str, Held], set[str]]:
    """The posts that the log gave, as it left them, and who left."""
    posts: dict[str, Held] = {}
    left: set[str] = set()
    chosen = Event.filter(kind__in=[ADDED, ENDED, LEFT]).using_db(reader()).order_by("number")
    for event in await chosen:
        person = str(event.subject_id)
        if event.kind == LEFT:
            left.add(person)
            last = (local_day(event.at) - timedelta(days=1)).isoformat()
            posts |= {key: replace(one, ends_on=_earlier(one.ends_on, last)) for key, one in posts.items()
                      if one.person == person}  # fmt: skip
        else:
            posts[str(event.payload["post"])] = _given(person, event)
    return posts, left


def _given(person: str, event: Event) -> Held:
    said: dict[str, Any] = event.payload
    return Held(person, said["role"], event.area, said.get("unit"), said["startsOn"], said["endsOn"])


def _earlier(day: str | None, other: str) -> str:
    return other if day is None else min(day, other)


def _held(post: Post) -> Held:
    unit = str(post.unit_id) if post.unit_id else None
    days = post.starts_on.isoformat(), post.ends_on.isoformat() if post.ends_on else None
    return Held(str(post.person_id), post.role.value, post.area_id, unit, *days)
