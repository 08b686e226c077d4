"""The life of an answer (答复) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """答复的状态。Where an answer stands."""

    DRAFT = "DRAFT", "起草。A draft: another person is to read it."
    READ = "READ", "已审读。Read: it may go out."
    SENT = "SENT", "已发出。Sent."


class Step(Worded):
    """答复的一步。A step in the life of an answer."""

    EDIT = "EDIT", "改写。Write it anew."
    READ = "READ", "同意发出。Agree to it."
    SEND_BACK = "SEND_BACK", "退回改。Give it back to be changed."
    SEND = "SEND", "发出。Send it."


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.READ): State.READ,
    (State.DRAFT, Step.SEND_BACK): State.DRAFT,
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.READ, Step.SEND): State.SENT,
    (State.READ, Step.SEND_BACK): State.DRAFT,
}
LIFE = Lifecycle("an answer", TRANSITIONS)
