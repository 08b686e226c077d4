"""An incident and the whistles blown about it, walked together over holidays with a sweeper beside them: the laws hold.

`GRID_TEST_WALKS=200` walks more lives than the suite does.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.errors import Refusal
from server.grid.incident import inputs, steps
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.jobs import CLOCKS, SUSPENSIONS
from server.grid.incident.lifecycle import OPEN, State, Step
from server.grid.whistle import actions
from server.grid.whistle.aggregate import Aggregate as Whistle
from server.grid.whistle.jobs import DISPUTES, SILENCES
from server.grid.whistle.lifecycle import PartyState
from server.grid.whistle.models import Kind
from server.journal.models import Event
from tests import town
from tests.conftest import copied
from tests.grid.incident.road import STRIDES
from tests.grid.incident.road import reported as reported_by
from tests.grid.whistle import road
from tests.grid.whistle.road import Stride
from tests.laws import invariants, test_walk, test_whistles
from tests.laws.rounds import FEW, SAME
from tests.stores import Store

# before the Spring Festival, Labour Day and the National Day: in each fortnight a holiday and a Saturday of work
EVES = [datetime(2026, month, day, 9, 30, tzinfo=SHANGHAI) for month, day in ((2, 13), (4, 30), (9, 30))]
MINUTES = [0, 4, 25, 130, 420, 1500, 4400]
MOST = 2  # whistles
TOLD_HEAD, SUPERVISED = "whistle.silence_told", "whistle.supervised"
ENDING = frozenset({Step.SELF_RESOLVE, Step.FEED_BACK, Step.PASS, Step.CONFIRM, Step.CLOSE_UNCHECKED})
TRIED = [STRIDES[name] for name in ("feed_back", "self_resolve", "confirm", "close_unchecked", "pass_")]


class Told(test_walk.Walk):
    """The incident's part: what leads nowhere is seldom done."""

    seldom = test_walk.SHORT | {"void", "note", "extend"}


class Called(test_whistles.Walk):
    """A whistle's part."""

    seldom = test_whistles.SHORT | {"revise", "add_party", "note", "urge", "score"}

    async def open_to_all(self) -> list[tuple[str, Stride, UUID]]:
        """As a rule nobody is excused, so that units come."""
        found = await super().open_to_all()
        if self.data.draw(st.integers(0, 3), label="patience") == 3:
            return found
        return [one for one in found if one[1].name != "excuse"]


def _disputed(whistle: Whistle) -> bool:
    return any(one.state is PartyState.CALLED and one.objection is not None and one.objection.ruling is None
               for one in whistle.parties)  # fmt: skip


class Together:
    """One incident, its whistles, and what time it is."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.now = data.draw(st.sampled_from(EVES), label="eve")
        self.incident = Told(data)
        self.whistles: list[Called] = []

    async def begin(self) -> None:
        """Somebody reports something: as a rule it is with a unit already and others are called."""
        how = self.data.draw(st.sampled_from(["called", "called", "called", "grave", "any"]), label="beginning")
        self.incident.now = self.now
        if how == "any":
            await self.incident.begin()
            return
        with clock.at(self.now):
            about = await (road.incident() if how == "called" else reported_by("wang", town.OCCUPYING, severity=4))
            self.incident.incident = about
            await self.draft()
            if how == "called":
                await self.blow(self.whistles[0].whistle)

    async def blow(self, whistle: UUID) -> None:
        """The street blows it, in the one step or the two that its kind wants."""
        emergency = (await road.look(whistle)).kind is Kind.EMERGENCY
        for name in ("blow",) if emergency else ("submit", "approve"):
            await road.step(name, whistle)

    async def step(self) -> None:
        """Time passes, perhaps the system looks around, and somebody tries something."""
        self.now += timedelta(minutes=self.data.draw(st.sampled_from(MINUTES), label="minutes"))
        with clock.at(self.now):
            if self.data.draw(st.integers(0, 2), label="swept") == 2:
                await self.sweep()
            await self.act()
            await self.check()

    async def act(self) -> None:
        """Something is done to the incident or to a whistle of it, or one more is drafted."""
        what = self.data.draw(st.integers(0, 6), label="what")
        if self.whistles and what > 2:
            await self.data.draw(st.sampled_from(self.whistles), label="whistle").act()
        elif len(self.whistles) < MOST and what == 0:
            await self.draft()
        else:
            before = await self.incident.look()
            await self.incident.act()
            event("with parties open" if before.whistling else "alone")

    async def draft(self) -> None:
        """The street drafts a whistle, of whatever kind; not always one that may be blown."""
        before = await self.incident.look()
        command = road.draft(before.id, self.data.draw(st.sampled_from(Kind), label="kind"))
        try:
            await actions.draft(await town.viewer("li"), command)
        except Refusal as refusal:
            event(f"not drafted {refusal.problems[0].code}")
            assert await self.incident.look() == before
            return
        walk = Called(self.data)
        walk.whistle = command.id
        self.whistles.append(walk)

    async def sweep(self) -> None:
        """The system does what is due: clocks and silences are told of, what rested goes on, nothing else moves."""
        before, called = await self.incident.look(), [await road.look(one) for one in self._ids()]
        for source in (SUSPENSIONS, CLOCKS, SILENCES, DISPUTES):
            while await source.sweep():
                event("swept")
        after = await self.incident.look()
        invariants.check_stopped(before.clocks, after.clocks)
        assert after.version == before.version + (before.state is not after.state)
        assert before.state is after.state or (before.state, after.state) == (State.SUSPENDED, State.IN_PROGRESS)
        assert after.level >= before.level
        disputed = any([_disputed(await road.look(one)) for one in self._ids()])
        if disputed and after.state in OPEN - {State.SUSPENDED}:
            event("a duty is disputed")
            assert after.level == steps.TOP_LEVEL
        for walk, was in zip(self.whistles, called, strict=True):
            seen = await road.look(walk.whistle)
            await walk.check_move(was, seen)
            assert seen.version == was.version
            assert all(one.next_due_at is None or one.next_due_at > self.now for one in seen.parties)

    def _ids(self) -> list[UUID]:
        return [one.whistle for one in self.whistles]

    async def check(self) -> None:
        """What holds of incidents, what holds of whistles, and what one may not do while the other goes on."""
        await self.incident.check()
        for walk in self.whistles:
            await walk.check()
        await invariants.check_called(self.incident.incident)
        await self.check_told()
        seen = await self.incident.look()
        if seen.whistling:
            await self.check_open(seen)
        who = self.data.draw(st.sampled_from((*test_walk.CAST, "admin")), label="looks")
        await invariants.check_sight(await town.viewer(who))

    async def check_told(self) -> None:
        """Each silence was told to the head of the unit once, and then once to the district."""
        events = await Event.filter(subject_id__in=self._ids(), kind__in=(TOLD_HEAD, SUPERVISED))
        told = Counter((one.kind, *(one.payload[name] for name in ("party", "clock", "due_at"))) for one in events)
        assert set(told.values()) <= {1}
        assert all((TOLD_HEAD, *which) in told for kind, *which in told if kind == SUPERVISED)

    async def check_open(self, seen: Aggregate) -> None:
        """While a unit that was called is not done with, nobody is offered to feed back or to close, and nobody can."""
        for who in test_walk.CAST:
            turn = await inputs.turn(await town.viewer(who))
            assert not ENDING & {one.step for one in steps.allowed(turn, seen) if one.allowed}, who
        who = self.data.draw(st.sampled_from(test_walk.CAST), label="tries")
        stride = self.data.draw(st.sampled_from(TRIED), label="to end it by")
        await self.incident.attempt(who, stride)
        assert await self.incident.look() == seen


@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck), derandomize=SAME)
@given(data=st.data())
async def test_the_laws_hold_of_an_incident_and_its_whistles_together(store: Store, data: st.DataObject) -> None:
    async with copied(store, "town", town.build):
        walk = Together(data)
        await walk.begin()
        for _ in range(data.draw(st.integers(10, 24), label="length")):
            await walk.step()
        await invariants.check_rows()
        for who in (*test_walk.CAST, "admin"):
            await invariants.check_sight(await town.viewer(who))
