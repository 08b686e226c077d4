"""The verbs of an incident. Each: may he know of it and is it his to do → decide (pure) → one transaction.

`await actions.dispatch(viewer, commands.Dispatch(…))` answers `Done` (the incident's id and the receipt) or raises a
refusal of `server.errors`. The same operation id again is answered from its receipt and does nothing.
"""

from server.incident.actions.asking import decline, extend, give_back, grant, resume, suspend, void, withdraw
from server.incident.actions.closing import appeal, close_unchecked, confirm, fail, pass_, rate, reopen, send_check
from server.incident.actions.community import assign, assign_self, call_street
from server.incident.actions.course import Done
from server.incident.actions.desk import accept, dispatch, file, not_found, reject, send_verify
from server.incident.actions.field import check, hand_up, note, report, self_resolve, verify
from server.incident.actions.oversight import answer_supervision, spot_check, supervise
from server.incident.actions.rerouting import escalate, merge, redispatch, transfer_out
from server.incident.actions.unit import feed_back, sign

__all__ = [
    "Done",
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
