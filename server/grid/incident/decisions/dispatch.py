"""The decision that sends an incident to a unit that leads and to those that assist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.core.ids import new_id
from server.core.viewer import Role, Seat
from server.data.resting import Rest
from server.grid.incident import assignment, commands
from server.grid.incident.aggregate import Aggregate, PartyRow
from server.grid.incident.change import Change, make
from server.grid.incident.decisions.desk import STREET
from server.grid.incident.lifecycle import Step
from server.grid.incident.steps import admit
from server.grid.incident.whom import reach, seen_from
from server.ground.catalogue import resting
from server.ground.catalogue.duty import OUT_OF_REACH, Candidate
from server.ground.catalogue.models import Stage, Unit
from server.process.deadlines import Turn
from server.process.validation import Check


def dispatch(
    before: Aggregate, command: commands.Dispatch, turn: Turn, *, units: Sequence[Unit], candidates: Sequence[Candidate]
) -> Change:
    """C10 派遣: one unit leads, others may assist. `units` are those named that exist, `candidates` the duty list's.

    Outside the list a reason is required and kept; what a higher authority took back (RECALLED) is not dispatched.
    """
    seat = admit(Step.DISPATCH, before, command.seen, turn)
    sent = sent_to(before, command, turn, seat, Check(), units=units, candidates=candidates)
    return make(
        before, Step.DISPATCH, turn, seat, changes=sent.changes, payload=sent.told, stage=Stage.SIGN,
        parties=sent.parties, rests_on=sent.rests_on,
    )  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """To whom it goes: what changes, what is told of it, the parts of the assisting units, and that all of them are
    in force."""

    changes: dict[str, Any]
    told: dict[str, Any]
    parties: tuple[PartyRow, ...]
    rests_on: tuple[Rest, ...]


def sent_to(
    before: Aggregate,
    command: commands.Dispatch,
    turn: Turn,
    seat: Seat | None,
    check: Check,
    *,
    units: Sequence[Unit],
    candidates: Sequence[Candidate],
) -> Sent:
    """The units of a dispatch and why they. Raises Invalid with all that `check` has collected, here or before."""
    candidates = seen_from(candidates, seat, before.grid_id)
    known = {unit.id: unit for unit in units}
    assists = [one for one in dict.fromkeys(command.assist_unit_ids) if one != command.lead_unit_id]
    task = check.text("task", command.task)
    reason = check.text("reason", command.reason)
    lead = known.get(command.lead_unit_id) if command.lead_unit_id else None
    check.need(lead, "lead_unit_id", "choose the unit that leads")
    listed = {one.unit.id: one for one in candidates}
    duty = listed.get(lead.id) if lead else None
    if lead is not None:
        _check_lead(check, before, seat, lead, duty, reason)
    _check_assists(check, assists, known, listed)
    check.settle()
    assert lead is not None  # settled above
    matter = duty.matter if duty else None
    kept = assignment.recorded(lead, candidates, (before.lat, before.lon))
    told = {
        "lead": str(lead.id),
        "assists": [str(one) for one in assists],
        "matter": matter and matter.code,
        "list": matter and str(matter.list_kind),
        "task": task,
        "reason": reason,
        "assignment": kept,
    }
    level = before.level if seat and seat.role is Role.COMMUNITY else max(before.level, STREET)
    changes = {"lead_unit_id": lead.id, "matter_id": matter and matter.code, "level": level, "assignment": kept}
    standing = resting.in_force([lead.id, *assists], turn.day)
    return Sent(changes, told, parties_from(before, frozenset(assists), turn), (standing,))


def _check_assists(
    check: Check, assists: Sequence[UUID], known: Mapping[UUID, Unit], listed: Mapping[UUID, Candidate]
) -> None:
    """Who assists may lie beyond a community's reach; a department that must be called is not sent to so either."""
    most = commands.MOST_ASSISTING
    check.need(len(assists) <= most, "assist_unit_ids", f"at most {most} units", "TOO_MANY")
    check.need(all(one in known for one in assists), "assist_unit_ids", "one of these units is not there")
    for why in sorted({why for one in assists if one in listed and (why := listed[one].why_not)} - {OUT_OF_REACH}):
        check.add("assist_unit_ids", "one of these units is not dispatched to", why)


def _check_lead(
    check: Check, before: Aggregate, seat: Seat | None, lead: Unit, duty: Candidate | None, reason: str
) -> None:
    if not lead.area_id.startswith(reach(seat, before.grid_id)):
        check.add("lead_unit_id", "this unit is not yours to send", "UNIT_OUT_OF_REACH")
    elif duty and duty.why_not:
        check.add("lead_unit_id", "this unit is not dispatched to for this matter", duty.why_not)
    elif not (duty and duty.leads):
        check.need(reason, "reason", "this is not on the unit's duty list: say why", "DUTY_MISMATCH")


def parties_from(before: Aggregate, assists: frozenset[UUID], turn: Turn) -> tuple[PartyRow, ...]:
    """Rows for exactly these assisting units: new ones, old ones that begin anew, and those whose part is over."""
    known = {party.unit_id: party for party in before.parties}
    begun = [
        PartyRow(id=known[one].id if one in known else new_id(), unit_id=one, since=turn.now)
        for one in sorted(assists - before.assisting)
    ]
    over = [
        PartyRow(id=known[one].id, unit_id=one, since=known[one].since, until=turn.now)
        for one in sorted(before.assisting - assists)
    ]
    return (*begun, *over)
