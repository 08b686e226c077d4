"""Random people do random things to incidents, in any order and at any time: the laws of an incident hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from server.core import clock
from server.core.errors import Refusal
from server.core.ids import new_id
from server.grid.incident import commands, inputs, steps
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import TRANSITIONS, Step, stays
from server.grid.incident.models import Channel, Incident
from server.grid.incident.requests import KINDS
from server.journal.models import Receipt
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import CONDITIONS, MONDAY, STRIDES, VERBS, Stride, load
from tests.laws import invariants
from tests.laws.rounds import SAME, WALKS

pytestmark = pytest.mark.usefixtures("town")

CAST = ("wang", "he", "feng", "zhang", "li", "zhao", "sun", "qian", "wu")
SHORT = frozenset(
    {"reject", "not_found", "self_resolve", "merge", "transfer_out", "grant_void"}
)  # they end the walk before it went anywhere
STEP_OF = {
    "doubt": Step.VERIFY,
    "find_fault": Step.CHECK,
    "pass_": Step.PASS,
    "file_here": Step.FILE,
    "sign_assigned": Step.SIGN,
    "feed_back_assigned": Step.FEED_BACK,
} | {name: Step.GRANT for name, verb in VERBS.items() if verb == "grant"}


class Walk:
    """One incident, what was last seen of it, and what time it is."""

    seldom = SHORT  # what even the patient do

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.now = MONDAY
        self.incident = UUID(int=0)
        self.seen: Aggregate | None = None

    async def begin(self) -> None:
        """Somebody reports something."""
        code = self.data.draw(st.sampled_from(list(CONDITIONS)), label="class")
        who, channel = self.data.draw(
            st.sampled_from([("wang", None), ("li", Channel.HOTLINE), ("zhang", Channel.WALK_IN)]), label="reporter"
        )
        with clock.at(self.now):
            self.incident = await road.reported(who, code, channel=channel)
        self.seen = await self.look()

    async def look(self) -> Aggregate:
        """The incident as it is, seen by the district."""
        return await load(await town.viewer("wu"), self.incident)

    async def step(self) -> None:
        """Time passes, and somebody tries something."""
        self.now += timedelta(minutes=self.data.draw(st.sampled_from([0, 1, 17, 95, 700, 2900]), label="minutes"))
        with clock.at(self.now):
            await self.act()

    async def act(self) -> None:
        """Somebody tries something: as a rule a thing that is open to them."""
        likely = await self.open_to_all()
        if self.data.draw(st.integers(0, 7), label="patience") < 7:
            likely = [(who, stride) for who, stride in likely if stride.name not in self.seldom]
        if likely and self.data.draw(st.integers(0, 5), label="luck") < 5:
            who, stride = self.data.draw(st.sampled_from(likely), label="likely")
        else:
            who = self.data.draw(st.sampled_from(CAST), label="who")
            stride = self.data.draw(st.sampled_from(list(STRIDES.values())), label="stride")
        await self.attempt(who, stride)

    async def open_to_all(self) -> list[tuple[str, Stride]]:
        """Who could do what now, by the same rule that draws the buttons."""
        found, seen = [], await self.look()
        for who in CAST:
            turn = await inputs.turn(await town.viewer(who))
            allowed = {one.step for one in steps.allowed(turn, seen) if one.allowed}
            found += [(who, stride) for stride in STRIDES.values() if self.step_of(stride) in allowed]
        return found

    @staticmethod
    def step_of(stride: Stride) -> Step | None:
        named = stride.name.upper()
        return STEP_OF.get(stride.name) or (Step[named] if named in Step.__members__ else None)

    async def attempt(self, who: str, stride: Stride) -> None:
        before = await self.look()
        command = await self.command(stride, before)
        viewer = await town.viewer(who)
        try:
            done = await stride.act(viewer, command)
        except Refusal as refusal:
            event(f"refused {refusal.problems[0].code}")
            assert await self.look() == before
            assert not await Receipt.filter(op_id=command.op_id).exists()
            return
        event(f"done {stride.name}")
        after = await self.look()
        self.check_move(stride, before, after)
        again = await stride.act(viewer, command)  # 10 a replay changes nothing and is answered alike
        assert again.receipt.at == done.receipt.at
        assert await self.look() == after
        self.seen = after

    async def command(self, stride: Stride, before: Aggregate) -> commands.Command:
        """The command of the stride, fitted to the class; sometimes with its words forgotten."""
        words: dict[str, Any] = stride.words | await road.fitting(stride, await Incident.get(id=self.incident))
        if stride.verb == "feed_back":
            words["accepted_at"] = clock.now()
        if stride.verb == "file":
            words["condition_id"] = CONDITIONS[before.incident_class_id]
        if stride.name == "dispatch":
            words["reason"] = "清单之外，本级统筹"
        if self.data.draw(st.integers(0, 9), label="forgets") == 9:
            words = {}
        found = stride.command(op_id=new_id(), incident_id=self.incident, seen=before.version, **words)
        return replace(found, seen=0) if self.data.draw(st.integers(0, 19), label="stale") == 19 else found

    def check_move(self, stride: Stride, before: Aggregate, after: Aggregate) -> None:
        """The table was kept."""
        step = self.step_of(stride)
        if step is None:
            assert replace(after, changed_at=before.changed_at, photos=before.photos) == before
            return
        if step in KINDS:  # asked, and no more
            assert (after.state, after.asks) == (before.state, KINDS[step])
        elif step is Step.GRANT:
            granted = next(one for one, kind in KINDS.items() if kind is before.asks)
            assert after.state is TRANSITIONS.get((before.state, granted), before.state)
        else:
            moved = TRANSITIONS.get((before.state, step))
            assert after.state is moved or (stays(before.state, step) and after.state is before.state)
        assert after.version == before.version + 1
        invariants.check_stopped(before.clocks, after.clocks)

    async def check(self) -> None:
        seen = await self.look()
        calendar = (await inputs.turn(await town.viewer("wu"))).calendar
        invariants.check_clocks(seen, calendar)
        invariants.check_lead(seen)
        invariants.check_asking(seen)
        invariants.check_closing(seen)
        await invariants.check_place(seen)
        await invariants.check_log(seen)


@settings(max_examples=WALKS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=SAME)
@given(data=st.data())
async def test_the_laws_hold_whoever_does_whatever(data: st.DataObject) -> None:
    walk = Walk(data)
    await walk.begin()
    for _ in range(data.draw(st.integers(6, 24), label="length")):
        await walk.step()
        await walk.check()
    await invariants.check_rows()
    for who in (*CAST, "admin"):
        await invariants.check_sight(await town.viewer(who))
