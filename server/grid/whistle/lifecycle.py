"""The lives of a whistle (哨) and of each party called by it (应哨) as two tables, and nothing else.

A whistle stays CONCLUDED once all of its parties were done, also when one is then sent back: it is closed when all are
signed off or excused. What a party's objection leads to is the district's to decide: DECIDE is the table's "object",
once upheld. Who may take a step stands in `steps`.
"""

from __future__ import annotations

from collections.abc import Mapping

from server.core.text import Worded
from server.process.lifecycle import Lifecycle, P, T


class State(Worded):
    DRAFT = "DRAFT", "拟哨。Drafted."
    REVIEW = "REVIEW", "待审。Waits for the head's word."
    BLOWN = "BLOWN", "已吹哨。Blown: the units are called."
    JOINT = "JOINT", "联合处置。Somebody has arrived: handled together."
    CONCLUDED = "CONCLUDED", "待评哨。All are done; to be signed off and closed."
    CLOSED = "CLOSED", "已销哨。Closed."
    CANCELLED = "CANCELLED", "撤销。Cancelled, or never blown."


class Step(Worded):
    SUBMIT = "SUBMIT", "提请。Submit it to the head; an emergency's is blown at once."  # W1
    APPROVE = "APPROVE", "审批吹哨。Let it be blown."  # W2
    DECLINE = "DECLINE", "退回。Do not let it be blown."  # W3
    # W4, the system's
    FIRST_ARRIVAL = "FIRST_ARRIVAL", "首家到场，系统。The first has arrived: the system's."
    ALL_DONE = "ALL_DONE", "全部办结，系统。All are done: the system's."  # W5, the system's
    CANCEL = "CANCEL", "撤哨。Cancel it, before anybody came."  # W6
    CLOSE = "CLOSE", "销哨。Close it."  # W7
    ALL_EXCUSED = "ALL_EXCUSED", "全部免除，系统。All are excused: the system's."  # W8, the system's
    # of an emergency's whistle, blown at once; moves nothing
    REVIEW = "REVIEW", "补审。Review what was blown at once."
    ADD_PARTY = "ADD_PARTY", "增加单位。Call one more unit."  # moves nothing
    # what was drafted is said anew, before it is submitted; moves nothing
    REVISE = "REVISE", "改拟，提请之前。Revise the draft, before it is submitted."


class PartyState(Worded):
    CALLED = "CALLED", "待应哨。Called."
    ACKED = "ACKED", "已应哨。It answered and comes."
    ARRIVED = "ARRIVED", "已报到。It has arrived."
    WORKING = "WORKING", "协同处置。At work."
    DONE = "DONE", "报结。It says that it is done."
    SIGNED_OFF = "SIGNED_OFF", "已签认。Signed off by the street."
    EXCUSED = "EXCUSED", "免除。Excused."


class PartyStep(Worded):
    ACK = "ACK", "应哨。Answer the call."  # P1
    DECIDE = "DECIDE", "异议裁定。Rule on its objection."  # P2: upheld it excuses, refused it moves nothing
    ARRIVE = "ARRIVE", "报到。Arrive."  # P3
    START = "START", "开始处置。Begin."  # P4
    FINISH = "FINISH", "报结。Say what was done."  # P5
    SIGN = "SIGN", "签认并评。Sign off, with four marks."  # P6
    SEND_BACK = "SEND_BACK", "退回再办。Send it back."  # P7
    EXCUSE = "EXCUSE", "免除。Excuse."  # P8
    OBJECT = "OBJECT", "提出异议。Object."  # asked of the district; moves nothing
    SCORE = "SCORE", "评吹哨。Say what the unit thinks of the call."
    URGE = "URGE", "催办。Urge."  # moves nothing


INITIAL, PARTY_INITIAL = State.DRAFT, PartyState.CALLED
ENDS = frozenset({State.CLOSED, State.CANCELLED})
PARTY_ENDS = frozenset({PartyState.SIGNED_OFF, PartyState.EXCUSED})
SETTLED = PARTY_ENDS | {PartyState.DONE}  # with which a whistle concludes
BLOWN = frozenset({State.BLOWN, State.JOINT, State.CONCLUDED})  # its parties are called and it goes on

TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.SUBMIT): State.REVIEW,
    (State.REVIEW, Step.APPROVE): State.BLOWN,
    (State.REVIEW, Step.DECLINE): State.CANCELLED,
    (State.BLOWN, Step.FIRST_ARRIVAL): State.JOINT,
    (State.JOINT, Step.ALL_DONE): State.CONCLUDED,
    (State.BLOWN, Step.CANCEL): State.CANCELLED,
    (State.CONCLUDED, Step.CLOSE): State.CLOSED,
    (State.BLOWN, Step.ALL_EXCUSED): State.CONCLUDED,
}
PARTY_TRANSITIONS: dict[tuple[PartyState, PartyStep], PartyState] = {
    (PartyState.CALLED, PartyStep.ACK): PartyState.ACKED,
    (PartyState.CALLED, PartyStep.DECIDE): PartyState.EXCUSED,
    (PartyState.ACKED, PartyStep.ARRIVE): PartyState.ARRIVED,
    (PartyState.ARRIVED, PartyStep.START): PartyState.WORKING,
    (PartyState.ARRIVED, PartyStep.FINISH): PartyState.DONE,
    (PartyState.WORKING, PartyStep.FINISH): PartyState.DONE,
    (PartyState.DONE, PartyStep.SIGN): PartyState.SIGNED_OFF,
    (PartyState.DONE, PartyStep.SEND_BACK): PartyState.WORKING,
    (PartyState.CALLED, PartyStep.EXCUSE): PartyState.EXCUSED,
    (PartyState.ACKED, PartyStep.EXCUSE): PartyState.EXCUSED,
    (PartyState.ARRIVED, PartyStep.EXCUSE): PartyState.EXCUSED,
}

# where a step that moves nothing may be taken
RECORDED: dict[Step, frozenset[State]] = {
    Step.REVIEW: BLOWN,
    Step.REVISE: frozenset({State.DRAFT}),
    Step.ADD_PARTY: frozenset({State.DRAFT, State.BLOWN, State.JOINT}),
}
PARTY_RECORDED: dict[PartyStep, frozenset[PartyState]] = {
    PartyStep.OBJECT: frozenset({PartyState.CALLED}),
    PartyStep.SCORE: SETTLED,
    PartyStep.URGE: frozenset(PartyState) - SETTLED,
}
SYSTEM = frozenset({Step.FIRST_ARRIVAL, Step.ALL_DONE, Step.ALL_EXCUSED})  # nobody's to take


def _pairs(recorded: Mapping[P, frozenset[T]]) -> frozenset[tuple[T, P]]:
    return frozenset((state, step) for step, states in recorded.items() for state in states)


LIFE = Lifecycle("a whistle", TRANSITIONS, _pairs(RECORDED), SYSTEM)
PARTY_LIFE = Lifecycle("a party", PARTY_TRANSITIONS, _pairs(PARTY_RECORDED))
after, open_in = LIFE.after, LIFE.open_in
party_after, party_open_in = PARTY_LIFE.after, PARTY_LIFE.open_in


def steps_from(state: State) -> list[Step]:
    """The steps that people may take in `state`, in order: those that lead elsewhere and those that are recorded."""
    return [step for step in Step if step not in SYSTEM and open_in(state, step)]


def party_steps_from(state: PartyState) -> list[PartyStep]:
    """The same for one party."""
    return [step for step in PartyStep if party_open_in(state, step)]
