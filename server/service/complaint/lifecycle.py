"""The life of a complaint (投诉建议) as a table: received, answered, closed; or taken back."""

from __future__ import annotations

from enum import StrEnum

from server.process.lifecycle import Lifecycle


class State(StrEnum):
    RECEIVED = "RECEIVED"  # 待答复
    ANSWERED = "ANSWERED"  # 已答复
    CLOSED = "CLOSED"  # 已了结
    WITHDRAWN = "WITHDRAWN"  # 已撤回


class Step(StrEnum):
    ANSWER = "ANSWER"  # 答复
    ACCEPT = "ACCEPT"  # 认可
    ASK_AGAIN = "ASK_AGAIN"  # 再问
    WITHDRAW = "WITHDRAW"  # 撤回


OPEN = frozenset({State.RECEIVED, State.ANSWERED})
TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.RECEIVED, Step.ANSWER): State.ANSWERED,
    (State.ANSWERED, Step.ACCEPT): State.CLOSED,
    (State.ANSWERED, Step.ASK_AGAIN): State.RECEIVED,
    (State.RECEIVED, Step.WITHDRAW): State.WITHDRAWN,
}
LIFE = Lifecycle("a complaint", TRANSITIONS)
