"""The tables of a whistle's and a party's lives are the agreed ones, row by row."""

from __future__ import annotations

import itertools

import pytest

from server.core.errors import Conflict
from server.grid.whistle.lifecycle import (
    ENDS,
    INITIAL,
    PARTY_ENDS,
    PARTY_INITIAL,
    PARTY_RECORDED,
    PARTY_TRANSITIONS,
    RECORDED,
    SYSTEM,
    TRANSITIONS,
    PartyState,
    PartyStep,
    State,
    Step,
    after,
    party_after,
    party_steps_from,
    steps_from,
)
from tests.laws.agreed import is_agreed, transitions

# what is objected leads anywhere only when the district upholds it
OURS = {("P2", "object"): PartyStep.DECIDE}


def test_the_tables_are_the_agreed_ones() -> None:
    assert transitions("whistle", State, Step, {}) == TRANSITIONS
    assert transitions("whistle_party", PartyState, PartyStep, OURS) == PARTY_TRANSITIONS
    is_agreed("whistle", State, INITIAL, ENDS)
    is_agreed("whistle_party", PartyState, PARTY_INITIAL, PARTY_ENDS)


def test_every_step_leads_somewhere_or_is_recorded() -> None:
    assert set(Step) == {step for _, step in TRANSITIONS} | RECORDED.keys()
    assert set(PartyStep) == {step for _, step in PARTY_TRANSITIONS} | PARTY_RECORDED.keys()


@pytest.mark.parametrize(
    ("states", "initial", "ends", "table"),
    [(State, INITIAL, ENDS, TRANSITIONS), (PartyState, PARTY_INITIAL, PARTY_ENDS, PARTY_TRANSITIONS)],
    ids=["whistle", "party"],
)
def test_every_state_is_reached_and_can_come_to_an_end(states: type, initial: str, ends: set, table: dict) -> None:  # type: ignore[type-arg]
    reached, ending = {initial}, set(ends)
    for _ in states:  # type: ignore[attr-defined]
        reached |= {to for (origin, _), to in table.items() if origin in reached}
        ending |= {origin for (origin, _), to in table.items() if to in ending}
    assert reached == ending == set(states)  # type: ignore[call-overload]


@pytest.mark.parametrize(("state", "step"), list(itertools.product(State, Step)))
def test_what_is_not_in_the_whistles_table_is_refused_by_name(state: State, step: Step) -> None:
    if (state, step) in TRANSITIONS:
        assert after(state, step) is TRANSITIONS[state, step]
        assert (step in steps_from(state)) == (step not in SYSTEM)
        return
    with pytest.raises(Conflict) as told:
        after(state, step)
    assert told.value.problems[0].code == "STEP_CLOSED"


@pytest.mark.parametrize(("state", "step"), list(itertools.product(PartyState, PartyStep)))
def test_what_is_not_in_the_parties_table_is_refused_by_name(state: PartyState, step: PartyStep) -> None:
    if (state, step) in PARTY_TRANSITIONS:
        assert party_after(state, step) is PARTY_TRANSITIONS[state, step]
        assert step in party_steps_from(state)
        return
    with pytest.raises(Conflict) as told:
        party_after(state, step)
    assert told.value.problems[0].code == "STEP_CLOSED"


def test_nobody_takes_the_systems_steps() -> None:
    assert [step for state in State for step in steps_from(state) if step in SYSTEM] == []
    assert {step for state in ENDS for step in steps_from(state)} == set()
