"""The made history obeys every rule that lived history obeys: the table, the clocks, two persons, chains and seals."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.viewer import Role
from server.data.database import Database, connect
from server.demo import history, show, shown
from server.demo.happened import Happened
from server.demo.life import Life
from server.grid.incident import clocks, inputs
from server.grid.incident.change import KINDS
from server.grid.incident.decisions import escalation
from server.grid.incident.lifecycle import ENDS, OPEN, TRANSITIONS, State, Step
from server.grid.incident.models import (
    Awaits,
    ClockKind,
    Disposal,
    Finding,
    FindingKind,
    Incident,
    IncidentClock,
    Rating,
)
from server.grid.incident.nearby import MOST
from server.grid.incident.policy import visible_to
from server.grid.incident.steps import COMMUNITY_LEVEL
from server.ground.area.map import grid_map
from server.ground.catalogue.queries import catalogue
from server.ground.person.models import Person, Post
from server.ground.person.queries import person_by_login
from server.ground.person.viewers import viewer_of
from server.ground.worktime.queries import calendar
from server.journal import audit
from server.journal.models import Event, Seal, Unsealed
from server.process.deadlines import Light
from server.reach.notice import on_call
from server.reach.notice.queries import digests
from server.service.answer.models import Answer
from server.service.answer.policy import visible_to as answers
from server.service.call_back.lifecycle import State as CallState
from server.service.call_back.models import CallBack
from server.service.call_back.policy import visible_to as calls
from server.service.complaint.lifecycle import Step as ComplaintStep
from server.service.complaint.models import Complaint
from server.service.complaint.policy import ANSWERING
from server.service.hotline.models import OuterOrder
from server.service.hotline.policy import visible_to as orders

PROMISED = (
    len(shown.STANDING) * shown.EACH_STANDING
    + shown.BEYOND
    + shown.RISEN
    + shown.REPEATED * len(shown.WEEKS_AGO)
    + 3 * shown.OF_THE_COMMUNITY
    + len(("rated well", "rated badly", "waits for a word"))
)  # all but what is nearly due, or asked
NIGHTLY = int(os.environ.get("GRID_TEST_MOMENTS", "0"))  # so many moments of a fortnight with two feasts
FEASTS, FORTNIGHT = datetime(2026, 9, 24, 0, 17, tzinfo=SHANGHAI), timedelta(days=14)
MOMENTS = [
    datetime(2026, 11, 29, 5, 17, tzinfo=SHANGHAI),  # what ended over a weekend the secretary did themselves
    datetime(2026, 10, 5, 2, 17, tzinfo=SHANGHAI),  # nobody has worked for four days, and the same was told before
    *(FEASTS + FORTNIGHT * place / NIGHTLY for place in range(NIGHTLY)),
]


@pytest.fixture
async def lived(district: Path) -> AsyncIterator[Database]:
    """The demo district as `./grid demo` builds it, for reading, at the moment at which it was left."""
    async with connect(f"sqlite:///{district / 'gridwhistle.sqlite3'}") as database:
        with database.entered():
            last = await Event.all().order_by("-at").first()
            assert last is not None
            with clock.at(last.at):
                yield database


async def test_about_three_thousand_incidents_lie_in_all_streets_states_and_lights(lived: Database) -> None:
    found = await Incident.all()
    states, now = Counter(one.state for one in found), clock.now()
    assert len(found) >= history.COUNT
    assert len({one.street_id for one in found}) == 27
    assert set(State) <= set(states)
    assert sum(one.asks is not None for one in found) >= 3
    assert {Light.GREEN, Light.YELLOW, Light.RED} <= {clocks.light(one, now) for one in found}
    assert len({one.incident_class_id for one in found}) > 100
    assert max(one.received_at for one in found) <= now


async def test_every_step_that_was_taken_is_in_the_table(lived: Database) -> None:
    state: dict[object, State] = {}
    for event in await Event.filter(kind__startswith="incident.").order_by("subject_id", "place_in_chain"):
        told = event.payload
        if event.by_id is None and "step" not in told:
            continue  # the sweeper's word
        if event.place_in_chain == 1:
            assert event.kind == "incident.reported"
            state[event.subject_id] = State.REPORTED
            continue
        step, origin, target = Step(str(told["step"])), State(str(told["from"])), State(str(told["to"]))
        assert state[event.subject_id] is origin
        assert target is origin or TRANSITIONS[origin, step] is target
        state[event.subject_id] = target
    assert {one.id: one.state for one in await Incident.all()} == state


async def test_chains_and_seals_are_whole_and_nothing_waits(lived: Database) -> None:
    assert await audit.verify() == []
    assert await Unsealed.all().count() == 0
    assert await Seal.all().count() == await Event.all().count()


async def test_clocks_run_while_it_is_open_and_stand_still_at_the_end(lived: Database) -> None:
    running: dict[object, Counter[ClockKind]] = defaultdict(Counter)
    for one in await IncidentClock.filter(stopped_at=None):
        running[one.incident_id][one.kind] += 1
    for incident in await Incident.all():
        counted = running[incident.id]
        if incident.state in ENDS:
            assert counted == Counter()
            assert incident.awaits is Awaits.NOBODY
        else:
            assert incident.state in OPEN
            assert counted[ClockKind.STAGE] == 1
            assert counted[ClockKind.CASE] == (1 if incident.filed_at else 0)


async def test_whoever_disposed_of_it_did_not_check_it(lived: Database) -> None:
    disposers = {(one.incident_id, one.by_id) for one in await Disposal.all()}
    checkers = {(one.incident_id, one.by_id) for one in await Finding.filter(kind=FindingKind.CHECK)}
    assert checkers
    assert disposers & checkers == set()


async def test_only_a_volunteer_rated_and_what_did_not_satisfy_was_opened_again(lived: Database) -> None:
    events = await Event.filter(kind__in=["incident.confirmed", "incident.rated", "incident.reopened"])
    rated = [one for one in events if "rating" in one.payload]
    volunteers = await Post.filter(role=Role.VOLUNTEER).values_list("person_id", flat=True)
    assert {one.by_id for one in rated} == set(volunteers)
    assert {Rating.SATISFIED, Rating.DISSATISFIED} <= {one.payload["rating"] for one in rated}
    assert {one.kind for one in rated if one.payload["rating"] == Rating.DISSATISFIED} == {"incident.reopened"}
    assert "incident.confirmed" in {one.kind for one in events}
    assert await Incident.filter(reporter_id__in=volunteers, state=State.DISPOSED).exists()


async def test_every_incident_lies_in_the_grid_that_holds_its_point(lived: Database) -> None:
    drawn = await grid_map()
    for incident in await Incident.all():
        assert drawn.locate(incident.lat, incident.lon) == (incident.grid_id, incident.grid_version)


async def test_the_shown_worker_has_something_to_do_on_every_screen(lived: Database) -> None:
    wang = await person_by_login("wang")
    assert wang is not None
    grids = [seat.area for seat in (await viewer_of(wang.id)).seats]
    own = Counter(one.state for one in await Incident.filter(grid_id__in=grids))
    assert all(own[state] >= shown.EACH_STANDING for state in shown.STANDING)
    assert await Incident.filter(awaits__in=[Awaits.VERIFIER, Awaits.CHECKER], assignee_id=wang.id).count() >= 4


@pytest.mark.parametrize("now", MOMENTS, ids="{:%a %d %b %H:%M}".format)
async def test_whatever_the_hour_all_that_is_promised_stands_and_nothing_takes_it_away(
    lived: Database, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    if not NIGHTLY:
        monkeypatch.setattr(shown, "YELLOW", 0)  # they take half of the time
        monkeypatch.setattr(shown, "ASKING", 1)
    happened, found = Happened(), list[Life]()
    with clock.at(now):
        world, days = await history.gather(), await calendar()

        def begun(seed: int, halt: State | None = None) -> Life:
            return Life(world, days, Random(seed), until=now, halt=halt, numbers=str, happened=happened)

        for life in shown.lives(world, begun, Random(history.SEED), history._classes(world)):
            happened.add(life.incident)
            found.append(life)
    assert [life.incident for life in found if happened.overtook(life)] == []
    assert len(found) == PROMISED + shown.YELLOW + shown.ASKING
    theirs = {seat.area for seat in world.shown.seats}
    states = Counter(life.incident.state for life in found if life.incident.grid_id in theirs)
    assert all(states[state] >= shown.EACH_STANDING for state in shown.STANDING)
    given = [life.incident for life in found if KINDS[Step.ASSIGN] in {one.change.kind for one in life.happenings}]
    settled = [one for one in given if one.state is State.CLOSED and one.level <= COMMUNITY_LEVEL]
    assert len(settled) >= shown.OF_THE_COMMUNITY


async def test_the_same_moment_gives_the_same_story(lived: Database) -> None:
    moment = clock.now()
    with clock.at(moment):
        first, second = await _begun(40), await _begun(40)
    assert first == second
    assert len({told for told, _ in first}) > 20


async def _begun(count: int) -> list[tuple[str, str]]:
    """What becomes of the first lives: where, what and in which words, and the steps they took."""
    world, days = await history.gather(), await calendar()
    born = islice(history.born(world, days, (), Counter(), Happened()), count)
    found = []
    for life in born:
        life.run()
        one = life.incident
        told = f"{one.id} {one.grid_id} {one.incident_class_id} {one.text} {one.number} {one.state}"
        found.append((told, " ".join(f"{told.change.kind}@{told.change.at}" for told in life.happenings)))
    return found


async def test_nothing_was_left_because_a_rule_refused_the_next_step(lived: Database) -> None:
    """What stands open is young, or rests for a reason: no desk begins its day with what nobody could do for weeks."""
    long_ago = clock.now() - timedelta(days=21)
    left = await Incident.filter(closed_at=None, reported_at__lt=long_ago).exclude(state=State.SUSPENDED)
    assert Counter(one.state for one in left if one.asks is None).total() <= 3
    assert await Incident.filter(level=3, state=State.FILED).count() <= 10  # the district's desk


async def test_whoever_is_open_around_the_clock_has_somebody_on_duty_at_any_hour(lived: Database) -> None:
    always = {one.id for one in (await catalogue()).units.values() if one.hours.startswith("全天")}
    evening = datetime.combine(clock.today(), time(21), SHANGHAI)
    for at in (clock.now(), evening, evening + timedelta(hours=6)):
        with clock.at(at):
            there = await on_call.people_of_units(list(always))
        assert set(there) == always
        assert all(len(people) == 1 for people in there.values())


async def test_communities_settle_small_matters_and_call_the_street_for_others(lived: Database) -> None:
    """小事不出社区: where the shown secretary works there is one of each, and one for the shown worker to sign."""
    here = Incident.filter(community_id=(await Post.get(person__login="zhang")).area_id)
    ours = await here.filter(level__lte=1, lead_unit_id=None, state=State.CLOSED).exclude(closure_kind="SELF")
    assert {one.id for one in ours} & set(await Disposal.filter(unit_id=None).values_list("incident_id", flat=True))
    called = await Event.filter(kind="incident.street_called").values_list("subject_id", flat=True)
    assert await here.filter(id__in=called, state=State.FILED, level=2).exists()
    wang = await Person.get(login="wang")
    assert await here.filter(state=State.DISPATCHED, awaits=Awaits.HANDLER, assignee_id=wang.id, level=1).exists()


async def test_what_its_community_filed_for_the_third_time_rose_to_the_street(lived: Database) -> None:
    raised = {(one.subject_id, one.at) for one in await Event.filter(kind="incident.raised")}
    filed = [one for one in await Event.filter(kind="incident.filed") if one.payload["level"] == escalation.COMMUNITY]
    rows: dict[UUID, Any] = {one.id: one for one in await Incident.all()}
    happened, alike = Happened(), Counter((one.incident_class_id, one.community_id) for one in rows.values())
    for row in rows.values():
        happened.add(row)
    often = [one for one in filed
             if alike[rows[one.subject_id].incident_class_id, rows[one.subject_id].community_id] > 2]  # fmt: skip
    assert len(often) > 20
    for one in often:
        count = await inputs.repeats(rows[one.subject_id])
        assert min(happened.repeats(rows[one.subject_id], clock.now()), MOST) == count
        assert count < escalation.MANY_REPEATS or (one.subject_id, one.at) in raised


async def test_a_newcomer_is_told_where_each_of_them_is_and_finds_it_as_that_person(lived: Database) -> None:
    worth = await show._sights()
    assert [one.login for one in worth] == ["zhang", "wang", "li", "zhang", "li", "zhao", "zhang", "wu"]
    for one in worth:
        viewer = await viewer_of((await Person.get(login=one.login)).id)
        kind, _, told = one.path.removeprefix("/").replace("?digest=", "/").partition("/")
        if kind == "i":
            assert await Incident.filter(visible_to(viewer), id=told).exists()
        elif told.startswith("complaint/"):
            row = await Complaint.get(id=told.rpartition("/")[2])
            assert ANSWERING.taker(ComplaintStep.ANSWER, viewer, row)
        elif kind == "n":
            model, sees = {"outer_order": (OuterOrder, orders), "answer": (Answer, answers)}[told.partition("/")[0]]
            assert await model.filter(sees(viewer), id=told.rpartition("/")[2]).exists()
        elif kind == "me":
            assert await CallBack.filter(calls(viewer), state=CallState.DUE).exists()
        else:
            assert [digest.count for digest in await digests(viewer) if str(digest.id) == told] > [0]
        assert f"http://x{one.path}\n" in show.greeting("http://x", worth)


async def test_no_case_is_milder_than_its_filing_condition(lived: Database) -> None:
    world, days = await history.gather(), await calendar()
    filed = [life.incident for life in islice(history.born(world, days, (), Counter(), Happened()), 200)]
    filed = [one for one in filed if one.condition_id is not None]
    severity = {condition: one.severity for condition, one in world.catalogue.by_id.items()}
    assert len(filed) > 50
    assert [one.number for one in filed if one.severity < severity[one.condition_id]] == []  # type: ignore[index]
    assert {one.severity for one in filed if one.severity > world.catalogue.classes[one.incident_class_id].severity}
