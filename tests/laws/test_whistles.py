"""Random people do random things to a whistle and its parties, in any order and at any time: the laws hold."""

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
from server.data.database import reader
from server.grid.incident import inputs
from server.grid.whistle import actions, clocks, policy, steps
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.jobs import SILENCES
from server.grid.whistle.lifecycle import ENDS, PARTY_TRANSITIONS, TRANSITIONS, PartyState, State
from server.grid.whistle.models import Kind, Part, Whistle
from server.journal import chain
from server.journal.models import Event, Receipt
from tests import town
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import STRIDES_OF_PARTY, STRIDES_OF_WHISTLE, WALK, Stride
from tests.laws import invariants
from tests.laws.rounds import SAME, WALKS

pytestmark = pytest.mark.usefixtures("town")

CAST = ("li", "zhao", "wu", "qian", "sun", "zhang", "feng")
UNITS = {town.HOUSING: "qian", town.TEAM: "sun"}
MOMENTS = ("eta", "accepted_at")  # that somebody tells: those of now
SHORT = frozenset({"decline", "cancel"})  # they end the walk before it went anywhere


class Walk:
    """One whistle and what time it is."""

    seldom = SHORT  # what is done by chance only

    def __init__(self, data: st.DataObject) -> None:
        self.data, self.now, self.whistle = data, MONDAY, UUID(int=0)

    async def begin(self) -> None:
        with clock.at(self.now):
            self.whistle = await road.drafted(self.data.draw(st.sampled_from(list(Kind)), label="kind"))

    async def step(self) -> None:
        """Time passes, the system looks around, and somebody tries something."""
        self.now += timedelta(minutes=self.data.draw(st.sampled_from([0, 1, 13, 95, 700, 2900]), label="minutes"))
        with clock.at(self.now):
            if self.data.draw(st.integers(0, 3), label="sweep") == 3:
                await self.check_move(await road.look(self.whistle), await self.swept())
            await self.act()

    async def act(self) -> None:
        """Somebody tries something: as a rule a thing that is open to them."""
        likely = [one for one in await self.open_to_all() if one[1].name not in self.seldom]
        if likely and self.data.draw(st.integers(0, 5), label="luck") < 5:
            who, stride, unit = self.data.draw(st.sampled_from(likely), label="likely")
        else:
            who = self.data.draw(st.sampled_from(CAST), label="who")
            stride = self.data.draw(st.sampled_from(list(WALK.values())), label="stride")
            unit = self.data.draw(st.sampled_from(list(UNITS)), label="unit")
        await self.attempt(who, stride, unit)

    async def swept(self) -> Aggregate:
        event(f"told {await SILENCES.sweep()}")
        return await road.look(self.whistle)

    async def open_to_all(self) -> list[tuple[str, Stride, UUID]]:
        """Who could do what now, by the same rule that draws the buttons."""
        found, seen = [], await road.look(self.whistle)
        for who in CAST:
            turn = await inputs.turn(await town.viewer(who))
            own = {str(one.step) for one in steps.allowed(turn, seen) if one.allowed}
            found += [(who, one, town.TEAM) for one in STRIDES_OF_WHISTLE.values() if named(one) in own]
            for party in (one for one in seen.parties if one.unit_id in UNITS):
                theirs = {str(one.step) for one in steps.party_allowed(turn, seen, party) if one.allowed}
                found += [(who, one, party.unit_id) for one in STRIDES_OF_PARTY.values() if named(one) in theirs]
        return found

    async def attempt(self, who: str, stride: Stride, unit: UUID) -> None:
        before = await road.look(self.whistle)
        words: dict[str, Any] = stride.words | {name: clock.now() for name in MOMENTS if name in stride.words}
        if self.data.draw(st.integers(0, 9), label="forgets") == 9:
            words = {}
        command = await road.command(stride, self.whistle, unit=unit, **words)
        if self.data.draw(st.integers(0, 19), label="stale") == 19:
            command = replace(command, seen=0)
        viewer = await town.viewer(who)
        try:
            done = await stride.act(viewer, command)
        except Refusal as refusal:
            event(f"refused {refusal.problems[0].code}")
            assert await road.look(self.whistle) == before
            assert not await Receipt.filter(op_id=command.op_id).exists()
            return
        event(f"done {stride.name}")
        after = await road.look(self.whistle)
        await self.check_move(before, after)
        assert (await stride.act(viewer, command)).receipt.at == done.receipt.at  # a replay changes nothing
        assert await road.look(self.whistle) == after

    async def check_move(self, before: Aggregate, after: Aggregate) -> None:
        """The tables were kept."""
        if before.state is not after.state:
            through = {to for (origin, _), to in TRANSITIONS.items() if origin is before.state}
            blown_at_once = (before.state, after.state, after.kind) == (State.DRAFT, State.BLOWN, Kind.EMERGENCY)
            assert after.state in through or blown_at_once
        invariants.check_answered(before.parties, after.parties)
        moves = {(origin, to) for (origin, _), to in PARTY_TRANSITIONS.items()}
        known = {one.id: one for one in before.parties}
        moved = [one for one in after.parties if one.id in known and known[one.id].state is not one.state]
        assert all((known[one.id].state, one.state) in moves for one in moved)
        assert len(moved) <= 1 or after.state is State.CANCELLED
        if after.state is State.CONCLUDED and before.state is not State.CONCLUDED:
            assert all(one.settled for one in after.parties)

    async def check(self) -> None:
        seen = await road.look(self.whistle)
        leads = [one for one in seen.parties if one.part is Part.LEAD and one.state is not PartyState.EXCUSED]
        assert len(leads) <= 1
        assert sum(one.part is Part.LEAD for one in seen.parties) >= 1
        if seen.state in ENDS:
            assert all(one.ended for one in seen.parties)
        first = clocks.first_due(seen.parties, clocks.review(seen)) if seen.state not in ENDS else None
        assert (seen.warn_at, seen.late_at) == (first and first.warn_at, first and first.due_at)
        assert all(_watched(one) for one in seen.parties)
        assert seen.drafted_by_id not in (seen.approved_by_id, seen.reviewed_by_id)
        await invariants.check_called(seen.incident_id)
        await self.check_log(seen)
        await self.check_sight(seen)

    async def check_log(self, seen: Aggregate) -> None:
        """One event for each revision, each sealed with the one before."""
        events = await Event.filter(subject_id=self.whistle).order_by("place_in_chain")
        assert len(events) == seen.revision
        previous = ""
        for one in events:
            assert (one.previous, one.hash) == (previous, chain.seal(previous, chain.fields_of(one)))
            previous = one.hash

    async def check_sight(self, seen: Aggregate) -> None:
        """Whoever may see it by the rule over what was read is who finds it by the rule of the database."""
        for who in CAST:
            viewer = await town.viewer(who)
            found = await Whistle.filter(policy.visible_to(viewer), id=self.whistle).using_db(reader()).exists()
            assert found == policy.may_see(viewer, seen.area, seen.parties), who
            assert found == (who in ("li", "zhao", "wu", "zhang") or (who != "feng" and seen.blown_at is not None))


def named(stride: Stride) -> str:
    return stride.verb.rstrip("_").upper()


def _watched(party: Party) -> bool:
    """What the system waits for is never before the clock is due; of what has ended it waits for nothing."""
    clock = clocks.span(party) if party.called_at else None
    if clock is None:
        return party.next_due_at is None
    return party.next_due_at is None or party.next_due_at >= clock.due_at


@settings(max_examples=WALKS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=SAME)
@given(data=st.data())
async def test_the_laws_of_a_whistle_hold_whoever_does_whatever(data: st.DataObject) -> None:
    walk = Walk(data)
    await walk.begin()
    for _ in range(data.draw(st.integers(8, 26), label="length")):
        await walk.step()
        await walk.check()
    await invariants.check_rows()


def test_every_verb_may_be_drawn() -> None:
    assert {named(one) for one in WALK.values()} == {
        name.rstrip("_").upper() for name in actions.__all__ if name not in {"Done", "draft"}
    }
