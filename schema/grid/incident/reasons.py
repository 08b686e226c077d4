"""The enums of reasons and requests, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.grid.incident.approval import ApprovalKind, Decider
from server.grid.incident.approvals import Mine
from server.grid.incident.reasons import CallReason, EscalateReason, Receiver, SuspendReason
from server.process.approval import ApprovalState

publish(ApprovalKind, "ApprovalKind", "申请什么。What is asked for.")
publish(ApprovalState, "ApprovalState", "批了没有。What became of a request.")
publish(Decider, "ApprovalDecider", "由谁批。Whose it is to decide.")
publish(Mine, "ApprovalMine", "与我有关的申请。What a request has to do with the viewer.")
publish(SuspendReason, "IncidentSuspendReason", "挂账的理由。Why it is suspended.")
publish(EscalateReason, "IncidentEscalateReason", "提级的理由。Why it is raised a level.")
publish(CallReason, "IncidentCallReason", "社区呼叫街道的理由。Why a community calls the street.")
publish(Receiver, "IncidentReceiver", "移送给谁。To whom it is transferred.")
