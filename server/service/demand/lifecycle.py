"""The life of a demand (需求) as a table: drafted, published, claimed in full, closed when all of it was confirmed."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """需求的状态。Where a demand stands."""

    DRAFT = "DRAFT", "起草。Draft."
    PUBLISHED = "PUBLISHED", "已公布。Published."
    FULL = "FULL", "已认领完。Claimed in full."
    CLOSED = "CLOSED", "已评价。Closed, and rated."
    WITHDRAWN = "WITHDRAWN", "撤回。Withdrawn."
    UNCLAIMED = "UNCLAIMED", "未认领转入下期。Not claimed: on the next quarter's list."


class Step(Worded):
    """需求的一步。A step in the life of a demand."""

    PUBLISH = "PUBLISH", "公布。Publish."
    WITHDRAW = "WITHDRAW", "撤回。Withdraw."
    FILL = "FILL", "认领完。Claimed in full."
    REOPEN = "REOPEN", "又有余量。Some is left again."
    CLOSE = "CLOSE", "评价完。Closed."
    WINDOW_END = "WINDOW_END", "本季结束。The quarter is over."


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.PUBLISH): State.PUBLISHED,
    (State.DRAFT, Step.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Step.FILL): State.FULL,
    (State.FULL, Step.REOPEN): State.PUBLISHED,
    (State.FULL, Step.CLOSE): State.CLOSED,
    (State.PUBLISHED, Step.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Step.WINDOW_END): State.UNCLAIMED,
}
LIFE = Lifecycle("a demand", TRANSITIONS, system={Step.FILL, Step.REOPEN, Step.CLOSE, Step.WINDOW_END})
