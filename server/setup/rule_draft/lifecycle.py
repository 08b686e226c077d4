"""The life of a draft of rules (规则草稿) as a table.

Decision: what is in force is not dropped but superseded: the way back is a draft as well, simulated and approved.
"""

from __future__ import annotations

from server.process import Lifecycle, Worded


class State(Worded):
    """规则草稿的状态。Where a draft of rules stands."""

    DRAFT = "DRAFT", "草稿，待模拟。A draft: it is to be simulated."
    SIMULATED = "SIMULATED", "已模拟，待另一人批准。Simulated: it waits for a second person."
    APPROVED = "APPROVED", "已批准，到日生效。Approved: in force on its day."
    IN_FORCE = "IN_FORCE", "生效。In force."
    SUPERSEDED = "SUPERSEDED", "已被后来的取代。Superseded by a later one."
    DROPPED = "DROPPED", "不做了。Dropped."


class Step(Worded):
    """规则草稿的一步。A step in the life of a draft of rules."""

    EDIT = "EDIT", "修改。Edit it."
    SIMULATE = "SIMULATE", "模拟。Simulate it."
    APPROVE = "APPROVE", "批准。Approve it."
    DROP = "DROP", "不做了。Drop it."
    BEGIN = "BEGIN", "到日生效。Its day has come."
    LAPSE = "LAPSE", "作废：规则在此期间已改。It lapsed: the rules were changed meanwhile."
    SUPERSEDE = "SUPERSEDE", "被取代。Superseded."


OPEN = frozenset({State.DRAFT, State.SIMULATED, State.APPROVED})
TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.SIMULATED, Step.EDIT): State.DRAFT,
    (State.DRAFT, Step.SIMULATE): State.SIMULATED,
    (State.SIMULATED, Step.SIMULATE): State.SIMULATED,
    (State.SIMULATED, Step.APPROVE): State.APPROVED,
    (State.APPROVED, Step.BEGIN): State.IN_FORCE,
    (State.APPROVED, Step.LAPSE): State.DROPPED,
    (State.IN_FORCE, Step.SUPERSEDE): State.SUPERSEDED,
    **{(state, Step.DROP): State.DROPPED for state in OPEN},
}
LIFE = Lifecycle("a draft of rules", TRANSITIONS, system={Step.BEGIN, Step.LAPSE, Step.SUPERSEDE})
