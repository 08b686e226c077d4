"""The life of an incident (案件) as a table: which step leads from which state to which, and nothing else.

The same table feeds the actions, `allowedSteps`, the buttons and the documentation. Who may take a step stands in
`policy`; what a step needs and records stands with its verb in `actions`.
"""

from __future__ import annotations

from server.core.text import Worded
from server.process.lifecycle import Lifecycle


class State(Worded):
    REPORTED = "REPORTED", "已上报。Reported."
    VERIFYING = "VERIFYING", "待核实。Being verified at the place."
    PENDING_FILING = "PENDING_FILING", "待立案。Accepted, to be filed."
    FILED = "FILED", "已立案，待派遣。Filed, to be dispatched."
    DISPATCHED = "DISPATCHED", "已派遣，待签收。Dispatched, to be signed for."
    IN_PROGRESS = "IN_PROGRESS", "处置中。A unit is handling it."
    DISPOSED = "DISPOSED", "已处置，待核查。Handled, to be checked."
    CHECKING = "CHECKING", "核查中。Being checked at the place."
    SUSPENDED = "SUSPENDED", "挂账。Suspended with approval."
    CLOSED = "CLOSED", "已结案。Closed."
    REJECTED = "REJECTED", "不予受理。Rejected."
    VOIDED = "VOIDED", "作废。Voided."
    MERGED = "MERGED", "已并案。Merged into another."
    TRANSFERRED = "TRANSFERRED", "已移送。Transferred to another authority."


class Step(Worded):
    SELF_RESOLVE = "SELF_RESOLVE", "自处理。Settle it on the spot."  # C01
    ACCEPT = "ACCEPT", "受理。Accept."  # C02
    SEND_VERIFY = "SEND_VERIFY", "发核实。Send somebody to verify."  # C03
    VERIFY = "VERIFY", "核实。Say what was found."  # C04
    NOT_FOUND = "NOT_FOUND", "核实不属实。End it as not so."  # C05
    MERGE = "MERGE", "并案。Merge into another."  # C06
    REJECT = "REJECT", "不予受理。Reject with a reason."  # C07
    TRANSFER_OUT = "TRANSFER_OUT", "移送。Transfer to another authority."  # C08
    FILE = "FILE", "立案。File under a condition."  # C09
    DISPATCH = "DISPATCH", "派遣。Dispatch to a unit."  # C10
    SIGN = "SIGN", "签收。Sign for it."  # C11
    GIVE_BACK = "GIVE_BACK", "申请退单。Ask to give it back, with a reason."  # C12
    REDISPATCH = "REDISPATCH", "改派。Dispatch to another unit."  # C13
    ESCALATE = "ESCALATE", "提级。Raise it a level."  # C14
    SUSPEND = "SUSPEND", "申请挂账。Ask to suspend it."  # C15
    RESUME = "RESUME", "恢复。Resume."  # C16
    FEED_BACK = "FEED_BACK", "反馈。Say what was done."  # C17
    SEND_CHECK = "SEND_CHECK", "发核查。Send somebody to check."  # C18
    # what the checker found; recorded for the desk, moves nothing
    CHECK = "CHECK", "核查所见。Say what the check found."
    PASS = "PASS", "核查通过。Pass the check and close."  # C19
    FAIL = "FAIL", "核查不过。Fail the check: to be done again."  # C20
    CONFIRM = "CONFIRM", "上报人确认。Staff confirm what they reported."  # C21: staff, of their own find
    # C21: an outsider; what does not satisfy is opened again
    RATE = "RATE", "评价。An outsider rates what they reported."
    REOPEN = "REOPEN", "重启。Open again."  # C22
    VOID = "VOID", "申请作废。Ask to void it."  # C23
    APPEAL = "APPEAL", "申诉。Appeal."  # C24
    CLOSE_UNCHECKED = "CLOSE_UNCHECKED", "免查结案。Close without a check."  # C25
    # C26: beyond the community; moves its level, not its state
    CALL_STREET = "CALL_STREET", "呼叫街道。Call the street."
    # C27: the community to one of its own people, or a firm that works there
    ASSIGN = "ASSIGN", "交办。Assign it to somebody of the community."
    ASSIGN_SELF = "ASSIGN_SELF", "自己办。Take it on oneself."  # C28
    # the worker cannot settle it, the community takes it; moves its level, not its state
    HAND_UP = "HAND_UP", "管不了，交社区。Beyond the worker's power: up to the community."
    # asks for more time; granted it moves the clocks, never the incident
    EXTEND = "EXTEND", "申请延期。Ask for more time."
    GRANT = "GRANT", "同意申请。Grant what was asked."
    DECLINE = "DECLINE", "不同意申请。Decline what was asked."
    WITHDRAW = "WITHDRAW", "撤回申请。Withdraw what one asked."
    SUPERVISE = "SUPERVISE", "督办。Supervise: ask for an answer."  # a supervisor's opinion; moves nothing
    ANSWER_SUPERVISION = "ANSWER_SUPERVISION", "督办回复。Answer a supervision."
    SPOT_CHECK = "SPOT_CHECK", "抽查自处理。Spot-check what was settled on the spot."


INITIAL = State.REPORTED
ENDS = frozenset({State.CLOSED, State.REJECTED, State.VOIDED, State.MERGED, State.TRANSFERRED})
OPEN = frozenset(State) - ENDS

_MOVES: tuple[tuple[Step, tuple[State, ...], State], ...] = (
    (Step.SELF_RESOLVE, (State.REPORTED,), State.CLOSED),
    (Step.ACCEPT, (State.REPORTED,), State.PENDING_FILING),
    (Step.SEND_VERIFY, (State.REPORTED,), State.VERIFYING),
    (Step.VERIFY, (State.VERIFYING,), State.PENDING_FILING),
    (Step.NOT_FOUND, (State.VERIFYING,), State.REJECTED),
    (Step.MERGE, (State.REPORTED, State.PENDING_FILING), State.MERGED),
    (Step.REJECT, (State.REPORTED, State.PENDING_FILING), State.REJECTED),
    (
        Step.TRANSFER_OUT,
        (State.REPORTED, State.PENDING_FILING, State.FILED, State.DISPATCHED, State.IN_PROGRESS),
        State.TRANSFERRED,
    ),
    (Step.FILE, (State.PENDING_FILING,), State.FILED),
    (Step.DISPATCH, (State.FILED,), State.DISPATCHED),
    (Step.SIGN, (State.DISPATCHED,), State.IN_PROGRESS),
    (Step.GIVE_BACK, (State.DISPATCHED,), State.FILED),
    (Step.REDISPATCH, (State.IN_PROGRESS,), State.DISPATCHED),
    (Step.ESCALATE, (State.IN_PROGRESS,), State.FILED),
    (Step.SUSPEND, (State.IN_PROGRESS,), State.SUSPENDED),
    (Step.RESUME, (State.SUSPENDED,), State.IN_PROGRESS),
    (Step.FEED_BACK, (State.IN_PROGRESS,), State.DISPOSED),
    (Step.SEND_CHECK, (State.DISPOSED,), State.CHECKING),
    (Step.PASS, (State.CHECKING,), State.CLOSED),
    (Step.FAIL, (State.CHECKING,), State.DISPATCHED),
    (Step.CONFIRM, (State.DISPOSED,), State.CLOSED),
    (Step.RATE, (State.DISPOSED,), State.CLOSED),
    (Step.CLOSE_UNCHECKED, (State.DISPOSED,), State.CLOSED),
    (Step.REOPEN, (State.DISPOSED, State.CLOSED), State.FILED),
    (Step.VOID, (State.REPORTED, State.PENDING_FILING, State.FILED), State.VOIDED),
    (Step.APPEAL, (State.REJECTED,), State.PENDING_FILING),
    (Step.ASSIGN, (State.FILED,), State.DISPATCHED),
    (Step.ASSIGN_SELF, (State.FILED,), State.IN_PROGRESS),
)
CALLABLE = (State.REPORTED, State.PENDING_FILING, State.FILED)  # from where the street may be called: nothing moves

TRANSITIONS: dict[tuple[State, Step], State] = {
    (origin, step): target for step, origins, target in _MOVES for origin in origins
} | {(state, Step.CALL_STREET): state for state in CALLABLE}

# what is asked first and takes its way through the table only when it is granted
ASKED = frozenset({Step.GIVE_BACK, Step.SUSPEND, Step.VOID})
_ASKING = frozenset({state for state, step in TRANSITIONS if step in ASKED})

OVERSIGHT: dict[Step, frozenset[State]] = {
    Step.SUPERVISE: OPEN,
    Step.ANSWER_SUPERVISION: frozenset(State),  # an answer that was asked for is owed whatever became of the incident
    Step.SPOT_CHECK: frozenset({State.CLOSED}),
}
# who is awaited may leave: another worker is sent to look, another unit is to sign, another hand has it
AGAIN = frozenset(
    {(State.VERIFYING, Step.SEND_VERIFY), (State.CHECKING, Step.SEND_CHECK), (State.DISPATCHED, Step.REDISPATCH),
     (State.DISPATCHED, Step.ASSIGN), (State.IN_PROGRESS, Step.ASSIGN), (State.IN_PROGRESS, Step.ASSIGN_SELF)}
)  # fmt: skip
RECORDED = (
    AGAIN
    | frozenset({(State.VERIFYING, Step.VERIFY), (State.CHECKING, Step.CHECK), (State.IN_PROGRESS, Step.EXTEND)})
    | {(State.REPORTED, Step.HAND_UP), (State.CLOSED, Step.RATE)}
    | {(state, step) for state in _ASKING for step in (Step.GRANT, Step.DECLINE, Step.WITHDRAW)}
    | {(state, step) for step, states in OVERSIGHT.items() for state in states}
)


LIFE = Lifecycle("an incident", TRANSITIONS, RECORDED)
after, steps_from = LIFE.after, LIFE.steps_from


def stays(state: State, step: Step) -> bool:
    """Whether `step` may be taken in `state` although it leads nowhere: it is recorded, or decides what was asked."""
    return (state, step) in RECORDED


def recorded_in(state: State) -> tuple[Step, ...]:
    """The steps that are recorded in `state` and never leave it, in the order of the steps."""
    return tuple(step for step in Step if stays(state, step) and (state, step) not in TRANSITIONS)
