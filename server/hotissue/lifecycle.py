"""The life of a hot issue (热点问题) as a table: proposed by what repeats, adopted by a person, solved; or declined."""

from __future__ import annotations

from enum import StrEnum

from server.errors import Conflict


class State(StrEnum):
    PROPOSED = "PROPOSED"  # 待认领: the same again and again, nobody has taken it up
    ADOPTED = "ADOPTED"  # 攻坚中: it has an owner, a plan and a day
    SOLVED = "SOLVED"  # 已解决
    DECLINED = "DECLINED"  # 不列入


class Step(StrEnum):
    ADOPT = "ADOPT"  # 列入
    DECLINE = "DECLINE"  # 不列入
    SOLVE = "SOLVE"  # 解决


INITIAL = State.PROPOSED
OPEN = frozenset({State.PROPOSED, State.ADOPTED})

TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.PROPOSED, Step.ADOPT): State.ADOPTED,
    (State.PROPOSED, Step.DECLINE): State.DECLINED,
    (State.ADOPTED, Step.SOLVE): State.SOLVED,
}


def after(state: State, step: Step) -> State:
    """The state that `step` leads to; Conflict STEP_CLOSED naming both when there is no such way."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise Conflict(f"cannot {step} a hot issue that is {state}", code="STEP_CLOSED") from None


def steps_from(state: State) -> tuple[Step, ...]:
    """The steps that leave `state`, in the order of the table."""
    return tuple(step for origin, step in TRANSITIONS if origin is state)
