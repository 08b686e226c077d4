"""The life of a complaint (投诉建议) as a table: received, answered, closed; or taken back."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """投诉建议的状态。Where a complaint stands."""

    RECEIVED = "RECEIVED", "待答复。Waiting."
    ANSWERED = "ANSWERED", "已答复。Answered."
    CLOSED = "CLOSED", "已了结。Closed."
    WITHDRAWN = "WITHDRAWN", "已撤回：写的都删了。Taken back: its words are gone."


class Step(Worded):
    """投诉建议的一步。A step in the life of a complaint."""

    ANSWER = "ANSWER", "答复。Answer."
    ACCEPT = "ACCEPT", "认可。Accept."
    ASK_AGAIN = "ASK_AGAIN", "再问。Ask again."
    WITHDRAW = "WITHDRAW", "撤回。Take back."


OPEN = frozenset({State.RECEIVED, State.ANSWERED})
TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.RECEIVED, Step.ANSWER): State.ANSWERED,
    (State.ANSWERED, Step.ACCEPT): State.CLOSED,
    (State.ANSWERED, Step.ASK_AGAIN): State.RECEIVED,
    (State.RECEIVED, Step.WITHDRAW): State.WITHDRAWN,
}
LIFE = Lifecycle("a complaint", TRANSITIONS)
