"""The life of an order from outside (外部工单) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """外部工单的状态。Where an order from outside stands."""

    RECEIVED = "RECEIVED", "已接收，待承接。Received: nobody has taken it on yet."
    OURS = "OURS", "承办中。Taken on."
    RETURNED = "RETURNED", "已退回来源。Given back to its source."
    DECLINED = "DECLINED", "不予受理。Declined as out of scope."
    ANSWERED = "ANSWERED", "已答复。Answered."
    SENT_BACK = "SENT_BACK", "被退回重办。Sent back to be done again."
    ACCEPTED = "ACCEPTED", "已认可。Accepted."


class Step(Worded):
    """外部工单的一步。A step in the life of an order from outside."""

    TAKE = "TAKE", "承接，转成案件。Take it on as an incident."
    GIVE_BACK = "GIVE_BACK", "退回来源。Give it back to its source."
    DECLINE = "DECLINE", "不予受理。Decline it as out of scope."
    APPEAL = "APPEAL", "申诉，重新受理。Appeal: it is looked at again."
    ANSWER = "ANSWER", "答复已发出。Its answer was sent."
    ACCEPT = "ACCEPT", "来源认可。Its source accepts the answer."
    SEND_BACK = "SEND_BACK", "来源退回重办。Its source sends it back."
    TAKE_AGAIN = "TAKE_AGAIN", "再办。Take it on again."
    UPDATE = "UPDATE", "来源有更新。Its source changed it."


OPEN = (State.RECEIVED, State.OURS, State.SENT_BACK)
ENDED = frozenset({State.RETURNED, State.ACCEPTED})
TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.RECEIVED, Step.TAKE): State.OURS,
    (State.RECEIVED, Step.GIVE_BACK): State.RETURNED,
    (State.RECEIVED, Step.DECLINE): State.DECLINED,
    (State.OURS, Step.ANSWER): State.ANSWERED,
    (State.OURS, Step.DECLINE): State.DECLINED,
    (State.DECLINED, Step.APPEAL): State.RECEIVED,
    (State.ANSWERED, Step.ACCEPT): State.ACCEPTED,
    (State.ANSWERED, Step.SEND_BACK): State.SENT_BACK,
    (State.SENT_BACK, Step.TAKE_AGAIN): State.OURS,
    **{(state, Step.UPDATE): state for state in State if state not in ENDED},
}
LIFE = Lifecycle("an outer order", TRANSITIONS, system={Step.ANSWER, Step.UPDATE})
