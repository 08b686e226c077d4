"""The life of an invite (邀请) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """邀请的状态。Where an invite stands."""

    SENT = "SENT", "等本人设密码。Waiting for its person."
    USED = "USED", "密码已设好。The password is set."
    ENDED = "ENDED", "已作废或过期。Ended, or its time is over."


class Step(Worded):
    """邀请的一步。A step in the life of an invite."""

    USE = "USE", "设密码。Set the password."
    END = "END", "作废。End."


OPEN = frozenset({State.SENT})
TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.SENT, Step.USE): State.USED,
    (State.SENT, Step.END): State.ENDED,
}
LIFE = Lifecycle("an invite", TRANSITIONS, system={Step.USE})
