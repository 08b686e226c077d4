"""The life of a plan of grids (网格调整方案) as a table."""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """网格调整方案的状态。Where a plan of grids stands."""

    DRAFT = "DRAFT", "草稿。A draft."
    CHECKED = "CHECKED", "查过了，待别人批。Checked: another person is to approve it."
    APPROVED = "APPROVED", "批了，到时生效。Approved: it holds from its moment on."
    IN_FORCE = "IN_FORCE", "已生效。In force."
    DROPPED = "DROPPED", "不改了。Dropped."


class Step(Worded):
    """网格调整方案的一步。A step in the life of a plan of grids."""

    AMEND = "AMEND", "改方案。Change it."
    CHECK = "CHECK", "检查。Check it."
    APPROVE = "APPROVE", "批准。Approve it."
    DECLINE = "DECLINE", "退回。Send it back."
    DROP = "DROP", "不改了。Drop it."
    BEGIN = "BEGIN", "生效。It comes into force."
    LAPSE = "LAPSE", "到时已不合，退回草稿。It does not fit any more when its moment comes."


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.AMEND): State.DRAFT,
    (State.CHECKED, Step.AMEND): State.DRAFT,
    (State.DRAFT, Step.CHECK): State.CHECKED,
    (State.CHECKED, Step.CHECK): State.CHECKED,
    (State.CHECKED, Step.APPROVE): State.APPROVED,
    (State.CHECKED, Step.DECLINE): State.DRAFT,
    **{(state, Step.DROP): State.DROPPED for state in (State.DRAFT, State.CHECKED, State.APPROVED)},
    (State.APPROVED, Step.BEGIN): State.IN_FORCE,
    (State.APPROVED, Step.LAPSE): State.DRAFT,
}
OPEN = frozenset({State.DRAFT, State.CHECKED, State.APPROVED})
LIFE = Lifecycle("a grid plan", TRANSITIONS, system={Step.BEGIN, Step.LAPSE})
