"""The life of a call-back (回访) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """回访的状态。Where a call-back stands."""

    DUE = "DUE", "待回访。To be called."
    TRYING = "TRYING", "回访中。Called, and not done with."
    ANSWERED = "ANSWERED", "已接通。Answered."
    UNREACHABLE = "UNREACHABLE", "联系不上。Not reached."
    REFUSED = "REFUSED", "不愿答。Did not want to answer."


class Step(Worded):
    """回访的一步。A step in the life of a call-back."""

    DIAL = "DIAL", "拨打。Call."
    ANSWER = "ANSWER", "接通，记下回答。Reached: note what they say."
    REFUSE = "REFUSE", "不愿回答。They do not want to answer."
    UNREACHABLE = "UNREACHABLE", "联系不上。They cannot be reached."


OPEN = (State.DUE, State.TRYING)
TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DUE, Step.DIAL): State.TRYING,
    (State.TRYING, Step.DIAL): State.TRYING,
    (State.TRYING, Step.ANSWER): State.ANSWERED,
    (State.TRYING, Step.REFUSE): State.REFUSED,
    (State.TRYING, Step.UNREACHABLE): State.UNREACHABLE,
}
LIFE = Lifecycle("a call back", TRANSITIONS)
