"""What the decisions need to know and only the database can tell: time's rules, the map, the people of a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tortoise.expressions import Q

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader
from server.data.resting import Rest
from server.grid.incident import commands, nearby, whom
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import KINDS, Change
from server.grid.incident.decisions import Filing, Spot
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Incident
from server.grid.incident.steps import FIELD, LOOKERS
from server.grid.incident.whom import Whom
from server.ground.area import queries as territory
from server.ground.area.coordinates import to_e7
from server.ground.area.map import grid_map
from server.ground.catalogue.duty import Candidate, at_hour
from server.ground.catalogue.models import FilingCondition, Unit
from server.ground.catalogue.policy import limit_of, severity_floor, stricter
from server.ground.catalogue.queries import catalogue
from server.ground.person import present, standing_in
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.ground.worktime.queries import calendar
from server.journal.models import Event
from server.process.deadlines import Turn

NO_CASES = frozenset({State.REJECTED, State.VOIDED, State.MERGED})  # which count for nothing of their own
REPEATED_WITHIN = timedelta(days=30)
MOST_WORKERS = 500  # of one street
FARTHEST = 180.0  # degrees


async def turn(viewer: Viewer) -> Turn:
    """The viewer's turn, now."""
    known = await catalogue()
    whom_ = Whom(known, await standing_in.present())
    return Turn(viewer, clock.now(), await calendar(), known.stage_limit, known.whistle_limit, whom_)


async def spot(viewer: Viewer, place: commands.Place | None) -> Spot | None:
    """Where a place is on the map: the grid that holds its point; without a point the named grid, if they cover it."""
    if place is None:
        return None
    if place.lat is not None and place.lon is not None:
        if not (abs(place.lat) <= FARTHEST and abs(place.lon) <= FARTHEST):  # also what is not a number
            return None
        lat, lon = to_e7(place.lat), to_e7(place.lon)
        found = (await grid_map()).locate(lat, lon)
        return Spot(lat, lon, *found) if found else None
    code = place.grid_code
    if code is None:
        return None
    covered = any(seat.covers(code) for seat in viewer.seats)
    return (await _named(code) if covered else None) or await _divided(viewer, code)


async def _named(code: str) -> Spot | None:
    """The grid of this code in its present shape, at its own inner point."""
    area = await territory.area(code) if re.fullmatch(r"[0-9]{15}", code) else None
    shape = await territory.shape_of(code) if area else None
    return Spot(area.lat, area.lon, code, shape.version) if area and shape else None


async def _divided(viewer: Viewer, code: str) -> Spot | None:
    """Where the middle of a grid lies that has ended while a phone was away, for who has a post in its community: what
    was found there is not lost because the grid was divided meanwhile."""
    area = await territory.area(code) if re.fullmatch(r"[0-9]{15}", code) else None
    if area is None or area.valid_to is None or not any(seat.area[:12] == area.code[:12] for seat in viewer.seats):
        return None
    found = (await grid_map()).locate(area.lat, area.lon)
    return Spot(area.lat, area.lon, *found) if found else None


async def workers(grid: str, *, but: Collection[UUID] = ()) -> dict[UUID, UUID]:
    """Who may be asked to look at a place, and in which post: its street's workers, its community's secretaries; the
    nearest first. Where there are none (but those), the desks go themselves."""
    held = Post.filter(held_on(clock.today()), person__ended_at=None).using_db(reader()).order_by("starts_on", "id")
    field = held.filter(territory.below(grid[:9], "area_id"), role__in=list(FIELD)).limit(MOST_WORKERS)
    near = whom.near(present.of(await field), grid)
    if all(post.person_id in but for post in near):
        places = [grid[:length] for length in (12, 9, 6)]
        near += whom.desks(present.of(await held.filter(area_id__in=places, role__in=list(LOOKERS))), grid)
    return whom.by_person(near)


async def hands(before: Aggregate, viewer: Viewer) -> tuple[dict[UUID, UUID], list[Unit]]:
    """To whom a community may assign: people with the post in which they do it, and units that work in it."""
    there = Q(territory.below(before.grid_id[:9], "area_id")) | Q(unit_id__isnull=False)
    held = Post.filter(held_on(clock.today()), there, person__ended_at=None).using_db(reader())
    here = present.Present(tuple(present.of(await held.order_by("starts_on", "id"))))
    found = whom.hands(before, await catalogue(), here, viewer.person_id)
    posts = whom.by_person(one.holder for one in found if one.holder)
    return posts, [one.unit for one in found if one.unit]


def asking(change: Change, posts: Mapping[UUID, UUID]) -> Change:
    """The change that asks somebody: it rests on the post in which they may be asked."""
    assert change.after.assignee_id is not None  # whom it asks
    return replace(change, rests_on=(*change.rests_on, resting(posts[change.after.assignee_id])))


def resting(post: UUID) -> Rest:
    """That a post is still held when what was decided upon it is written."""
    return Rest(model=Post, keys=frozenset({post}), still=held_on(clock.today()))


async def taken_in_by(incident: Aggregate) -> UUID | None:
    """Who accepted an incident or sent it to be verified: the first of the two persons that some refusals need."""
    kinds = [KINDS[Step.ACCEPT], KINDS[Step.SEND_VERIFY]]
    taken = Event.filter(subject_id=incident.id, kind__in=kinds).using_db(reader())
    first = await taken.order_by("place_in_chain").first()
    return first.by_id if first else None


async def repeats(incident: Aggregate) -> int:
    """How often the same class was reported within 50 m in the thirty days before it."""
    since = incident.received_at - REPEATED_WITHIN
    earlier = Q(received_at__gte=since, received_at__lt=incident.received_at, state__not_in=list(NO_CASES))
    boxed = Incident.filter(earlier, nearby.here(incident.incident_class_id, incident.lat, incident.lon))
    return len(await nearby.nearest(boxed.using_db(reader()), incident.lat, incident.lon))


async def units_for(before: Aggregate, command: commands.Dispatch) -> tuple[list[Unit], list[Candidate]]:
    """The units that a dispatch names, as far as they exist, and those that the duty lists name, as
    they are now."""
    known = await catalogue()
    named = {command.lead_unit_id, *command.assist_unit_ids}
    units = [unit for unit in known.units_in_force() if unit.id in named]
    listed = known.candidates(before.incident_class_id, before.grid_id, (before.lat, before.lon))
    return units, at_hour(listed, clock.now(), await calendar())


def filing(condition: FilingCondition, severity: int, turn: Turn) -> Filing:
    """The condition with the limit that holds: its own, or that of the case's severity where that is due first."""
    own = limit_of(condition)
    floor = severity_floor(severity, own)
    found = stricter(own, floor, lambda limit: limits.due(turn.now, limit, turn.calendar))
    source = f"condition {condition.number}" if found is own else f"severity {severity}"
    return Filing(condition, found, source)


def floor(severity: int) -> Limit:
    """The limit of what was never filed under a condition."""
    return severity_floor(severity, Limit(LimitKind.WD, 1))
