"""The life of a stand-in (代班) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """代班的状态。Where a stand-in stands."""

    ASKED = "ASKED", "等同事答应。Waiting for the colleague."
    ON = "ON", "说定了。Agreed."
    OVER = "OVER", "结束了。Over."


class Step(Worded):
    """代班的一步。A step in the life of a stand-in."""

    ACCEPT = "ACCEPT", "答应。Agree."
    END = "END", "不代了。End."
    PASS = "PASS", "到期。Its time is over."


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.ASKED, Step.ACCEPT): State.ON,
    (State.ASKED, Step.END): State.OVER,
    (State.ON, Step.END): State.OVER,
    (State.ASKED, Step.PASS): State.OVER,
    (State.ON, Step.PASS): State.OVER,
}
OPEN = frozenset({State.ASKED, State.ON})
LIFE = Lifecycle("a stand-in", TRANSITIONS, system={Step.PASS})
