"""Decisions of the community: call the street for what is beyond it, assign what it can settle, or take it on itself.

小事不出社区: what a community assigns stands at its level whoever does it, and another person checks it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from server.grid.incident import assignment, commands
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import KINDS, Change, make, recorded
from server.grid.incident.decisions.desk import COMMUNITY, STREET
from server.grid.incident.decisions.unit import parted, time_to_dispose
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import ClockKind
from server.grid.incident.steps import admit
from server.ground.catalogue import resting
from server.ground.catalogue.duty import Candidate
from server.ground.catalogue.models import Stage, Unit
from server.ground.worktime.limits import Limit
from server.process.deadlines import Turn
from server.process.validation import Check, stated


def call_street(before: Aggregate, command: commands.CallStreet, turn: Turn) -> Change:
    """C26 呼叫街道: it stays in its state and its clocks go on; whose turn it is, is at the street from now on."""
    seat = admit(Step.CALL_STREET, before, command.seen, turn)
    check = Check()
    check.need(command.reason_code, "reason_code", "choose why")
    reason = check.text("reason", command.reason)
    check.settle()
    told = {"reason_code": str(command.reason_code), "from_level": before.level, "to_level": STREET}
    told |= {"reason": reason} if reason else {}
    kind = KINDS[Step.CALL_STREET]
    return recorded(before, Step.CALL_STREET, turn, seat, kind=kind, changes={"level": STREET}, payload=told)


def assign(
    before: Aggregate,
    command: commands.Assign,
    turn: Turn,
    *,
    people: Collection[UUID],
    firms: Sequence[Unit],
    candidates: Sequence[Candidate],
) -> Change:
    """C27 交办: to one of the community's own people, or a firm that works in it, who sign for it.

    `people` and `firms` may be chosen, `candidates` are the duty list's. Whoever has it already and cannot may be
    relieved: of what is being handled another person goes on without signing.
    """
    seat = admit(Step.ASSIGN, before, command.seen, turn)
    check = Check()
    firm = next((one for one in firms if one.id == command.unit_id), None)
    person = command.person_id if command.person_id in people else None
    check.need((firm is None) != (person is None), "person_id", "choose who does it: one person, or one unit")
    task = check.text("task", command.task)
    check.settle()
    kept = assignment.recorded(firm, candidates, (before.lat, before.lon)) if firm else None
    changes = {
        "assignee_id": person,
        "lead_unit_id": firm and firm.id,
        "matter_id": kept and kept["matter"],
        "assignment": kept and kept | {"rule": assignment.Rule.ASSIGNED},
        "level": max(before.level, COMMUNITY),
    }
    told = {"assignee": person and str(person), "lead": firm and str(firm.id), "task": task} | _former(before)
    return make(
        before, Step.ASSIGN, turn, seat, changes=changes, payload=told,
        stage=None if before.state is State.IN_PROGRESS else Stage.SIGN,
        parties=parted(before, turn), rests_on=(resting.in_force([firm.id], turn.day),) if firm else (),
    )  # fmt: skip


def assign_self(before: Aggregate, command: commands.AssignSelf, turn: Turn) -> Change:
    """C28 自办: nobody signs, its time begins at once."""
    seat = admit(Step.ASSIGN_SELF, before, command.seen, turn)
    note = stated("note", command.note)
    fresh = before.state is State.FILED
    changes = {"assignee_id": turn.viewer.person_id, "level": max(before.level, COMMUNITY)}
    return make(
        before, Step.ASSIGN_SELF, turn, seat, changes=changes, payload={"note": note} | _former(before),
        stage=Stage.DISPOSE if fresh else None, stage_limit=_time(before, turn) if fresh else None,
    )  # fmt: skip


def _time(before: Aggregate, turn: Turn) -> Limit | None:
    case = before.running(ClockKind.CASE)
    return time_to_dispose(before, case, turn) if case else None


def _former(before: Aggregate) -> dict[str, str | None]:
    """Who had it, when somebody else gets it."""
    return {"former": str(before.handler_id)} if before.handler_id else {}
