"""The same random lives with a sweeper beside them and a calendar that somebody changes: the laws of clocks hold."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import Database
from server.grid.incident import clocks, inputs
from server.grid.incident.jobs import CLOCKS, RULES
from server.grid.incident.models import IncidentClock
from server.ground.worktime import actions, limits
from server.ground.worktime.models import DayKind
from server.journal.models import Event
from server.process.models import ClockMark
from server.process.rule_changes import SETTLED
from tests import town as place
from tests.laws import invariants
from tests.laws.rounds import SAME, WALKS
from tests.laws.test_walk import Walk

DAYS = [date(2026, 3, day) for day in range(2, 16)]
HEARD = ("incident.clock_warned", "incident.clock_breached")


class SweptWalk(Walk):
    """One incident, and what happens to its clocks by itself."""

    async def sweep(self) -> None:
        """Time passes; perhaps somebody sweeps, perhaps the calendar changed before."""
        before = await self.look()
        if self.data.draw(st.integers(0, 5), label="notice") == 5:
            await self.change_a_day()
        self.now += timedelta(minutes=self.data.draw(st.sampled_from([0, 5, 60, 400, 1500]), label="sleeps"))
        if self.data.draw(st.booleans(), label="swept"):
            with clock.at(self.now):
                for source in (RULES, CLOCKS):
                    while await source.sweep():
                        event("swept")
            after = await self.look()
            invariants.check_stopped(before.clocks, after.clocks)
            assert after.version == before.version
            assert after.level >= before.level
            await self.check_clocks()

    async def change_a_day(self) -> None:
        """Somebody in the district decides that a day is one of rest, or of work."""
        told: dict[str, Any] = {
            "day": self.data.draw(st.sampled_from(DAYS), label="day"),
            "kind": self.data.draw(st.sampled_from(DayKind), label="kind"),
        }
        with clock.at(self.now):
            await actions.set_day(None, area=place.DISTRICT, source="district notice 9", **told)
        self.now += SETTLED

    async def check_clocks(self) -> None:
        """What runs is due by the calendar of now, the light is of what is due first, and no look comes too late."""
        seen, turn = await self.look(), await inputs.turn(Viewer.nobody())
        for one in seen.clocks:
            if one.runs:
                assert one.due_at == limits.due(one.started_at, clocks.limit_of(one), turn.calendar)
        first = clocks.first_due(seen.clocks)
        assert (seen.warn_at, seen.late_at) == (first and first.warn_at, first and first.due_at)
        running = await IncidentClock.filter(incident_id=self.incident, stopped_at=None)
        assert all(one.look_at is None or one.look_at > self.now for one in running)
        await self.check_marks()
        await invariants.check_log(seen)

    async def check_marks(self) -> None:
        """Each threshold was told of once, and every mark has its event."""
        events = await Event.filter(subject_id=self.incident, kind__in=HEARD)
        told = Counter((one.payload["clock"], n) for one in events for n in one.payload["passed"])  # type: ignore[attr-defined]
        ids = await IncidentClock.filter(incident_id=self.incident).values_list("id", flat=True)
        marks = await ClockMark.filter(clock_id__in=list(ids))
        assert set(told.values()) <= {1}
        assert set(told) == {(str(one.clock_id), one.threshold) for one in marks}
        assert sum(one.told for one in marks) == len(events)
        raises = await Event.filter(subject_id=self.incident, kind="incident.raised")
        assert len({str(one.payload["to_level"]) for one in raises}) == len(raises)


@settings(max_examples=WALKS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=SAME)
@given(data=st.data())
async def test_the_laws_of_clocks_hold_whoever_sweeps_and_whatever_day_is_declared(
    town: Database, data: st.DataObject
) -> None:
    walk = SweptWalk(data)
    with clock.at(walk.now):
        await RULES.sweep()
    await walk.begin()
    for _ in range(data.draw(st.integers(4, 14), label="length")):
        await walk.step()
        await walk.sweep()
    await invariants.check_rows()
