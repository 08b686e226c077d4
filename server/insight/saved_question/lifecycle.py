"""The life of a saved question (存下的问题) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """存下的问题的状态。Where a saved question stands."""

    KEPT = "KEPT", "存着。Kept."
    DROPPED = "DROPPED", "已删去。Dropped."


class Step(Worded):
    """存下的问题的一步。A step in the life of a saved question."""

    CHANGE = "CHANGE", "修改。Change."
    SEND = "SEND", "定时发给我、超过多少提醒我。Send it to me on Mondays, or over a bound."
    DROP = "DROP", "删去。Drop."


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.KEPT, Step.CHANGE): State.KEPT,
    (State.KEPT, Step.SEND): State.KEPT,
    (State.KEPT, Step.DROP): State.DROPPED,
}
LIFE = Lifecycle("a saved question", TRANSITIONS)
