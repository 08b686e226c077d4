"""What each verb does, pure: (incident, command, turn, inputs) → a change (`Change`) or a refusal. By part of the road.

    field    report, self_resolve, hand_up, verify, check, note
    desk     accept, send_verify, not_found, reject, file, dispatch
    community call_street, assign, assign_self
    unit     sign, feed_back
    asking   give_back, extend, suspend, void
    deciding grant, decline, withdraw, resume, resume_due
    rerouting merge, transfer_out, redispatch, escalate
    oversight supervise, answer_supervision, spot_check
    closing  send_check, close_unchecked, pass_, fail, confirm, rate, reopen, appeal

Nothing here touches the database: the actions bring the inputs, the kernel writes; made history does so by thousands.
"""

from server.grid.incident.decisions.asking import extend, give_back, suspend, void
from server.grid.incident.decisions.closing import (
    appeal,
    close_unchecked,
    confirm,
    fail,
    pass_,
    rate,
    reopen,
    send_check,
)
from server.grid.incident.decisions.community import assign, assign_self, call_street
from server.grid.incident.decisions.deciding import decline, grant, resume, resume_due, withdraw
from server.grid.incident.decisions.desk import Filing, accept, file, not_found, reject, send_verify
from server.grid.incident.decisions.dispatch import dispatch
from server.grid.incident.decisions.field import check, hand_up, note, self_resolve, verify
from server.grid.incident.decisions.oversight import answer_supervision, spot_check, supervise
from server.grid.incident.decisions.report import Spot, report
from server.grid.incident.decisions.rerouting import escalate, merge, redispatch, transfer_out
from server.grid.incident.decisions.unit import feed_back, sign

__all__ = [
    "Filing",
    "Spot",
    "accept",
    "answer_supervision",
    "appeal",
    "assign",
    "assign_self",
    "call_street",
    "check",
    "close_unchecked",
    "confirm",
    "decline",
    "dispatch",
    "escalate",
    "extend",
    "fail",
    "feed_back",
    "file",
    "give_back",
    "grant",
    "hand_up",
    "merge",
    "not_found",
    "note",
    "pass_",
    "rate",
    "redispatch",
    "reject",
    "reopen",
    "report",
    "resume",
    "resume_due",
    "self_resolve",
    "send_check",
    "send_verify",
    "sign",
    "spot_check",
    "supervise",
    "suspend",
    "transfer_out",
    "verify",
    "void",
    "withdraw",
]
