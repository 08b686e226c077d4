"""Nothing waits for one person only: in every state that waits, and whoever leaves, somebody in the town has a step
that leads on, and finds it in their own list."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tortoise import Tortoise
from tortoise.fields import UUIDField

from server.core import clock
from server.core.viewer import Role, Seat, Viewer
from server.grid.hotissue.actions import STEPS
from server.grid.hotissue.lifecycle import OPEN as HOT_OPEN
from server.grid.hotissue.models import HotIssue
from server.grid.incident import inputs, steps
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.decisions.handing_on import NAMED
from server.grid.incident.filters import Filter, Mine
from server.grid.incident.lifecycle import OPEN, TRANSITIONS, State, Step
from server.grid.incident.models import Awaits
from server.grid.incident.turns import DESK_TURNS
from server.grid.whistle import filters as whistle_filters
from server.grid.whistle import steps as whistle_steps
from server.grid.whistle.aggregate import Aggregate as WhistleAggregate
from server.grid.whistle.lifecycle import PartyStep
from server.grid.whistle.lifecycle import Step as WhistleStep
from server.grid.whistle.models import Whistle
from server.ground.person import viewers
from server.ground.person.models import Post
from tests import town
from tests.grid.incident import lists, road
from tests.grid.incident.road import MONDAY, STRIDES, load
from tests.grid.whistle import road as whistles
from tests.grid.whistle.road import WALK

pytestmark = pytest.mark.usefixtures("town")

CAST = ("wang", "he", "zhang", "li", "zhao", "sun", "qian", "wu")
LEAVING: tuple[tuple[str, ...], ...] = (
    *((one,) for one in CAST), ("li", "zhao"), ("zhang", "li"), ("zhang", "li", "zhao"), ("li", "wu"), ("zhao", "wu"),
    ("wang", "he", "zhang"), ("sun", "qian", "li"),
)  # fmt: skip
# a stride before which an incident waits, for each state and each asked for decision
WAITING = ("accept", "send_verify", "verify", "not_found", "file", "dispatch", "sign", "feed_back", "resume",
           "send_check", "check", "pass_", "fail", "grant_return", "grant_time", "grant_rest",
           "grant_void", "sign_assigned", "feed_back_assigned")  # fmt: skip
ELSEWHERE = frozenset({Step.REJECT, Step.MERGE, Step.TRANSFER_OUT, Step.VOID, Step.SELF_RESOLVE, Step.GIVE_BACK,
                       Step.SUSPEND, Step.CONFIRM})  # fmt: skip
ONWARD = (frozenset(step for _, step in TRANSITIONS) | {Step.CHECK}) - ELSEWHERE
DECIDED = frozenset({Step.GRANT, Step.DECLINE, Step.WITHDRAW})
DISTRICT = Viewer(town.WU, "", (Seat(town.WU, Role.DISTRICT_SUPERVISOR, town.DISTRICT),))  # sees all, whoever leaves
WHISTLES = ("submit", "approve", "review", "ack", "decide", "arrive", "start", "finish", "sign", "close")
ANYHOW = frozenset({WhistleStep.REVISE, WhistleStep.ADD_PARTY, PartyStep.URGE, PartyStep.SCORE, PartyStep.OBJECT})


@asynccontextmanager
async def without(leaving: Iterable[str]) -> AsyncIterator[None]:
    """Nobody of these holds a post, until the end of the block."""
    held = Post.filter(person_id__in=[town.NAMES[who][0] for who in leaving])
    await held.update(ends_on=clock.today() - timedelta(days=1))
    viewers.forget_posts()
    try:
        yield
    finally:
        await held.update(ends_on=None)
        viewers.forget_posts()


async def onlookers() -> list[Viewer]:
    """Everybody who holds a post today."""
    found = await viewers.viewers_of({town.NAMES[who][0] for who in CAST})
    return [one for one in found.values() if one.seats]


async def open_to(viewer: Viewer, incident: Aggregate) -> frozenset[Step]:
    return frozenset(one.step for one in steps.allowed(await inputs.turn(viewer), incident) if one.allowed)


async def sees(viewer: Viewer, incident: UUID) -> bool:
    return any(row.id == incident for row in (await lists.page(viewer, Filter(mine=Mine.TODO), first=100)).rows)


async def anybody(people: Iterable[Viewer], finds: Callable[[Viewer], Awaitable[bool]]) -> bool:
    """Whether one of them finds it; the others are not asked then."""
    for one in people:
        if await finds(one):
            return True
    return False


def test_every_open_state_is_looked_at() -> None:
    states = {State.REPORTED} | {STRIDES[before].to for name in WAITING for before in STRIDES[name].before[-1:]}
    assert states == OPEN


ACT = re.compile(r"(.*_|^)by(_id)?$")  # it says who did something: nothing waits for them
HANDED_ON = {"incident.assignee"}
THEIRS = {
    "post.person",
    "session.person",
    "pin.person",
    "token.person",
    "device.person",
    "push_subscription.person",
    "notice.person",
    "digest.person",
    "notice_window.person",
    "roster.post",
    "receipt.person",
    "held_operation.person",
    "stuck_operation.person",
    "event.post",
    "invite.person",
    "stand_in.post",
    "stand_in.person",
    "person_phone.person",
    "saved_question.post",
}  # theirs alone, or a record
HEARS = {"incident.reporter", "incident_follower.person"}  # may say a word; a desk goes on without it


def test_every_column_that_names_a_person_hands_on_what_waits_for_them_or_says_why_not() -> None:
    named = {
        f"{model._meta.db_table}.{name.removesuffix('_id')}"
        for model in (Tortoise.apps or {})["grid"].values()
        for name, column in model._meta.fields_map.items()
        if getattr(column, "model_name", "") in ("grid.Person", "grid.Post")
        or (isinstance(column, UUIDField) and re.search(r"person|post|by(_id)?$", name) and not ACT.match(name))
    }
    assert named == HANDED_ON | THEIRS | HEARS


def test_whatever_waits_for_somebody_is_handed_on_or_waits_for_a_post() -> None:
    assert set(Awaits) == {*NAMED, *DESK_TURNS, Awaits.UNIT, Awaits.NOBODY}


@pytest.mark.parametrize("name", WAITING)
async def test_somebody_has_a_step_that_leads_on_whoever_leaves(name: str) -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES[name])
        waiting = await load(DISTRICT, incident)
        asked = waiting.asks is not None
        for leaving in LEAVING:
            async with without(leaving):
                steps_of = {one.name: (one, await open_to(one, waiting)) for one in await onlookers()}
                onward = DECIDED if asked else ONWARD
                able = [viewer for viewer, allowed in steps_of.values() if allowed & onward]
                assert able, f"{name}: nobody goes on without {leaving}"
                if not asked and name != "resume":
                    assert await anybody(able, lambda one: sees(one, incident)), f"{name}: unseen without {leaving}"


async def whistle_onward(seen: WhistleAggregate) -> list[Viewer]:
    found = []
    for viewer in await onlookers():
        turn = await inputs.turn(viewer)
        allowed: set[object] = {one.step for one in whistle_steps.allowed(turn, seen) if one.allowed}
        for party in seen.parties:
            if party.unit_id == town.HOUSING:
                allowed |= {one.step for one in whistle_steps.party_allowed(turn, seen, party) if one.allowed}
        if allowed - ANYHOW:
            found.append(viewer)
    return found


@pytest.mark.parametrize("name", WHISTLES)
async def test_a_whistle_goes_on_whoever_leaves(name: str) -> None:
    with clock.at(MONDAY):
        whistle = await whistles.brought_to(WALK["uphold" if name == "decide" else name])
    late = MONDAY + timedelta(days=40) if name in ("start", "finish") else MONDAY
    with clock.at(late):
        waiting = await whistles.look(whistle)
        for leaving in LEAVING:
            if name == "approve" and leaving == ("zhao", "wu"):
                continue  # of two whom it takes there is one left, who drafted it
            async with without(leaving):
                able = await whistle_onward(waiting)
                assert able, f"{name}: nobody goes on without {leaving}"
                assert await anybody(able, lambda one: _listed(one, whistle, late)), f"{name}: unseen without {leaving}"


async def _listed(viewer: Viewer, whistle: UUID, now: datetime) -> bool:
    wanted = whistle_filters.Filter(mine=whistle_filters.Mine.TODO)
    return await Whistle.filter(*whistle_filters.conditions(viewer, wanted, now), id=whistle).exists()


@pytest.mark.parametrize("state", sorted(HOT_OPEN))
async def test_a_hot_issue_goes_on_whoever_leaves(state: str) -> None:
    issue = HotIssue(state=state, grid_id=town.FIRST, owner_unit_id=town.TEAM, owner_role=None)
    with clock.at(MONDAY):
        for leaving in LEAVING:
            async with without(leaving):
                able = [STEPS.allowed(one, issue) for one in await onlookers()]
                assert any(able), leaving
