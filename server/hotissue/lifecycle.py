"""The life of a hot issue (热点问题) as a table: proposed by what repeats, adopted by a person, solved; or declined."""

from __future__ import annotations

from enum import StrEnum

from server.process.lifecycle import Lifecycle


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
LIFE = Lifecycle("a hot issue", TRANSITIONS)
