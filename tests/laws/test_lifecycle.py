"""The table of an incident's life is the one that was agreed, row by row."""

from __future__ import annotations

import itertools

import pytest

from server.core.errors import Conflict
from server.grid.incident.lifecycle import (
    AGAIN,
    ASKED,
    ENDS,
    INITIAL,
    OPEN,
    OVERSIGHT,
    RECORDED,
    TRANSITIONS,
    State,
    Step,
    after,
    recorded_in,
    steps_from,
)
from tests.laws.agreed import is_agreed, transitions

# where the code's word is another than the design's event
OURS = {
    ("C04", "verified"): Step.VERIFY,
    ("C11", "accept"): Step.SIGN,
    ("C12", "return"): Step.GIVE_BACK,
    ("C17", "feedback"): Step.FEED_BACK,
    ("C21", "close_by_reporter"): Step.CONFIRM,
    ("C21", "close_by_rating"): Step.RATE,
}


AGREED = transitions("incident", State, Step, OURS)


def test_the_table_is_the_agreed_one() -> None:
    assert AGREED == TRANSITIONS
    is_agreed("incident", State, INITIAL, ENDS)
    assert set(State) - ENDS == OPEN


def test_every_state_is_reached_and_can_come_to_an_end() -> None:
    reached, ending = {INITIAL}, set(ENDS)
    for _ in State:
        reached |= {to for (origin, _), to in TRANSITIONS.items() if origin in reached}
        ending |= {origin for (origin, _), to in TRANSITIONS.items() if to in ending}
    assert reached == ending == set(State)


@pytest.mark.parametrize(("state", "step"), list(itertools.product(State, Step)))
def test_what_is_not_in_the_table_is_refused_by_name(state: State, step: Step) -> None:
    if (state, step) in TRANSITIONS:
        assert after(state, step) is AGREED[state, step]
        assert step in steps_from(state)
        return
    with pytest.raises(Conflict) as told:
        after(state, step)
    assert told.value.problems[0].code == "STEP_CLOSED"
    assert step not in steps_from(state)


def test_only_findings_requests_and_oversight_are_recorded_without_moving() -> None:
    overseen = {(state, step) for step, states in OVERSIGHT.items() for state in states}
    deciding = {(state, step) for state, step in RECORDED if step in (Step.GRANT, Step.DECLINE, Step.WITHDRAW)}
    found = {(State.VERIFYING, Step.VERIFY), (State.CHECKING, Step.CHECK), (State.REPORTED, Step.HAND_UP)} | AGAIN
    found |= {(State.CLOSED, Step.RATE)}
    assert found | {(State.IN_PROGRESS, Step.EXTEND)} == RECORDED - overseen - deciding
    assert {state for state, _ in deciding} == {state for state, step in TRANSITIONS if step in ASKED}
    assert not overseen & TRANSITIONS.keys()
    assert not AGAIN & TRANSITIONS.keys()
    assert recorded_in(State.CHECKING) == (Step.SEND_CHECK, Step.CHECK, Step.SUPERVISE, Step.ANSWER_SUPERVISION)
    assert recorded_in(State.CLOSED) == (Step.RATE, Step.ANSWER_SUPERVISION, Step.SPOT_CHECK)
