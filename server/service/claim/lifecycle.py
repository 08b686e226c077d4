"""The life of a claim (认领) as a table: claimed, under way, delivered, confirmed; or let go."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """认领的状态。Where a claim stands."""

    CLAIMED = "CLAIMED", "已认领。Claimed."
    IN_SERVICE = "IN_SERVICE", "实施中。Under way."
    DELIVERED = "DELIVERED", "已交付。Delivered."
    CONFIRMED = "CONFIRMED", "已确认。Confirmed."
    RELEASED = "RELEASED", "已退出。Let go."


class Step(Worded):
    """认领的一步。A step in the life of a claim."""

    START = "START", "开始。Begin."
    DELIVER = "DELIVER", "交付。Deliver."
    CONFIRM = "CONFIRM", "确认。Confirm."
    NOT_ACCEPTED = "NOT_ACCEPTED", "未认可。Not accepted."
    RELEASE = "RELEASE", "退出。Let go."


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.CLAIMED, Step.START): State.IN_SERVICE,
    (State.IN_SERVICE, Step.DELIVER): State.DELIVERED,
    (State.DELIVERED, Step.CONFIRM): State.CONFIRMED,
    (State.DELIVERED, Step.NOT_ACCEPTED): State.IN_SERVICE,
    (State.CLAIMED, Step.RELEASE): State.RELEASED,
    (State.IN_SERVICE, Step.RELEASE): State.RELEASED,
}
OPEN = frozenset({State.CLAIMED, State.IN_SERVICE, State.DELIVERED})
LIFE = Lifecycle("a claim", TRANSITIONS)
