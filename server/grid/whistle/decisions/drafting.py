"""Decisions on what is only drafted: what for, on which item of the duty lists, when, and whom, one of whom leads.
Nobody is called yet, and no unit hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.moments import PLANNED
from server.data.resting import Rest
from server.grid.incident.lifecycle import State as IncidentState
from server.grid.incident.resting import Read, as_it_is
from server.grid.whistle import clocks, commands
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.change import Change, of_whistle
from server.grid.whistle.lifecycle import INITIAL, PARTY_INITIAL, Step
from server.grid.whistle.models import Kind, Part
from server.grid.whistle.noun import WHISTLE
from server.grid.whistle.steps import DISPATCH, admit, no_call
from server.ground.catalogue.models import ListKind, Matter, Unit
from server.ground.catalogue.resting import in_force
from server.ground.worktime import limits
from server.process.deadlines import Turn
from server.process.validation import Check

Units = Mapping[UUID, Unit]  # those in force, of the district


class Incident(Protocol):
    """What a draft wants to know of the incident that it is about."""

    @property
    def id(self) -> UUID: ...
    @property
    def grid_id(self) -> str: ...
    @property
    def street_id(self) -> str: ...
    @property
    def state(self) -> IncidentState: ...
    @property
    def level(self) -> int: ...
    @property
    def version(self) -> int: ...


def draft(command: commands.Draft, turn: Turn, *, incident: Incident, matter: Matter | None, units: Units) -> Change:
    """拟哨: what for, on which item of the duty lists, and which units, one of which leads. Nobody is called yet."""
    seat = turn.viewer.seat_for(DISPATCH, incident.grid_id)
    by = turn.viewer.person_id
    if seat is None or by is None:
        raise Forbidden("only the street's dispatcher drafts a whistle")
    plan = _planned(command, turn, incident, matter, units)
    then = _new(command, turn, incident, drafted_by_id=by, **plan)
    return Change(noun=WHISTLE, kind="whistle.drafted", at=turn.now, seat=seat, before=None, after=then,
                  told=_drafted(then), rests_on=standing(incident, then, turn))  # fmt: skip


def standing(case: Read, whistle: Aggregate, turn: Turn, *, written: bool = False) -> tuple[Rest, ...]:
    """What a whistle that is planned or blown rests on: nobody moves the incident, and the units are in force."""
    return as_it_is(case, written=written), in_force((one.unit_id for one in whistle.parties), turn.day)


def revise(
    before: Aggregate, command: commands.Revise, turn: Turn, *, case: Incident, matter: Matter | None, units: Units
) -> Change:
    """改拟: the whole plan is said anew before anybody was called. A unit that stays keeps its row."""
    seat = admit(Step.REVISE, before, command.seen, turn)
    plan = _planned(command, turn, case, matter, units)
    rows = {one.unit_id: one for one in before.parties}
    parties = tuple(replace(rows.get(one.unit_id, one), part=one.part, task=one.task) for one in plan.pop("parties"))
    then = replace(before, parties=parties, **plan)
    told = {name: value for name, value in _drafted(then).items() if name in ("kind", "matter", "parties")}
    return of_whistle(before, Step.REVISE, turn, seat, kind="whistle.revised", payload=told, plan=plan, parties=parties,
                      rests_on=standing(case, then, turn))  # fmt: skip


def _planned(
    command: commands.Plan, turn: Turn, incident: Incident, matter: Matter | None, units: Units
) -> dict[str, Any]:
    """What a draft says, as columns: all that is wrong with it at once, then whether it may be blown at all."""
    check = Check()
    check.need(command.kind, "kind", "choose the kind")
    reason = check.text("reason", command.reason, least=1)
    matter = check.given("matter_code", matter, "name the duty list's item")
    own = matter is not None and matter.list_kind is ListKind.BASIC
    check.need(not own, "matter_code", "this is the street's own duty, which speaks against a whistle", "OWN_DUTY")
    meeting_point = check.text("meeting_point", command.meeting_point, most=200)
    kind = command.kind or Kind.RESIDENT_DEMAND
    meet_at, done_by = _times(check, command, kind, turn)
    parties = _called(check, command, units)
    check.settle()
    if why := no_call(kind, incident):
        raise Forbidden(f"no whistle may be blown about it: {why}", code=why)
    return {
        "kind": kind,
        "reason": reason,
        "matter_id": matter.code,
        "meeting_point": meeting_point,
        "meet_at": meet_at,
        "done_by": done_by,
        "parties": parties,
    }


def _drafted(whistle: Aggregate) -> dict[str, Any]:
    return {
        "step": "DRAFT",
        "to": str(whistle.state),
        "version": whistle.version,
        "incident": str(whistle.incident_id),
        "kind": str(whistle.kind),
        "matter": whistle.matter_id,
        "parties": named(whistle),
    }


def named(whistle: Aggregate) -> list[dict[str, str]]:
    """Its parties, as an event names them."""
    return [{"party": str(one.id), "unit": str(one.unit_id), "part": str(one.part)} for one in whistle.parties]


def _times(check: Check, command: commands.Plan, kind: Kind, turn: Turn) -> tuple[datetime | None, datetime | None]:
    """The agreed time and the plan's end: to come, in this command, and the first not later than the kind allows."""
    meet_at = check.moment(command.meet_at, turn.now) if command.meet_at else None
    done_by = check.moment(command.done_by, turn.now) if command.done_by else None
    latest = clocks.terms(kind, turn).arrive
    check.within("meet_at", meet_at, PLANNED, turn.now)
    check.within("done_by", done_by, PLANNED, turn.now)
    if meet_at and latest and meet_at > limits.due(turn.now, latest, turn.calendar):
        check.add("meet_at", "this is later than this kind of whistle allows", "MEET_TOO_LATE")
    check.need(done_by is None or done_by > (meet_at or turn.now), "done_by", "this is before they come")
    if kind is Kind.KEY_TASK:
        check.need(meet_at, "meet_at", "a key task goes by plan: say when they meet")
        check.need(done_by, "done_by", "a key task goes by plan: say when it is done")
    return meet_at, done_by


def _called(check: Check, command: commands.Plan, units: Units) -> tuple[Party, ...]:
    calls = command.parties[: commands.MOST_PARTIES + 1]
    check.need(calls, "parties", "name the units to call")
    check.need(len(calls) <= commands.MOST_PARTIES, "parties", f"at most {commands.MOST_PARTIES} units")
    check.need(all(one.unit_id in units for one in calls), "parties", "one of these units is not there")
    check.need(len({one.unit_id for one in calls}) == len(calls), "parties", "a unit is named once", "UNIT_CALLED")
    leads = sum(one.part is Part.LEAD for one in calls)
    check.need(not calls or leads == 1, "parties", "exactly one unit leads", "ONE_LEAD")
    return tuple(
        Party(id=new_id(), version=1, unit_id=one.unit_id, part=one.part or Part.ASSIST, state=PARTY_INITIAL,
              task=check.text("parties", one.task))
        for one in calls if one.unit_id
    )  # fmt: skip


def _new(command: commands.Draft, turn: Turn, incident: Incident, **words: Any) -> Aggregate:
    empty = dict.fromkeys(
        ("number", "submitted_at", "approved_by_id", "blown_at", "review_due_at", "reviewed_at", "reviewed_by_id",
         "justified", "joint_at", "concluded_at", "ended_at", "warn_at", "late_at")
    )  # fmt: skip
    return Aggregate(
        **empty,  # type: ignore[arg-type]
        **words,
        id=command.id,
        version=1,
        revision=1,
        incident_id=incident.id,
        area=incident.grid_id,
        street_id=incident.street_id,
        state=INITIAL,
        conclusion="",
        cost_note="",
        drafted_at=turn.now,
        changed_at=turn.now,
    )
