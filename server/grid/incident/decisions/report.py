"""The decision that begins an incident: a report, taken in by a desk or by the worker who stands before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from server.core.errors import Forbidden
from server.core.moments import PHONE
from server.core.text import code, line
from server.core.viewer import Seat
from server.grid.incident import clocks, commands, thresholds
from server.grid.incident.aggregate import Aggregate, ClockRow, PhotoRow, Rules
from server.grid.incident.change import REPORTED, Change
from server.grid.incident.lifecycle import INITIAL
from server.grid.incident.models import Awaits, PlaceSource
from server.grid.incident.noun import INCIDENT
from server.grid.incident.pictures import pictures
from server.grid.incident.policy import channels_of
from server.ground.catalogue.models import IncidentClass, Stage
from server.process.deadlines import Turn
from server.process.validation import Check


@dataclass(frozen=True)
class Spot:
    """A place as the map knows it: the point (1e-7 degree, WGS-84) and the grid that holds it, at its version."""

    lat: int
    lon: int
    grid: str
    grid_version: int


def report(command: commands.Report, turn: Turn, *, spot: Spot | None, klass: IncidentClass | None) -> Change:
    """上报: a new incident. `spot` is None where no grid holds the place.

    Severity and channel have usual values (the class's, the post's); the place and the class have none.
    """
    channels = channels_of(turn.viewer)
    by = turn.viewer.person_id
    if not channels or by is None:
        raise Forbidden("none of your posts reports incidents")
    check = Check()
    fields = _described(command, turn, check, klass)
    fields |= _placed(command.place or commands.Place(), check, spot, turn.now)
    fields["channel"] = command.channel or channels[0]
    check.need(fields["channel"] in channels, "channel", "none of your posts reports by this channel")
    photos = pictures(check, command.photos, (), by, turn.now)
    check.settle()
    assert klass is not None  # settled above
    level = max(klass.min_level, 2 if fields["severity"] == 4 else 0)
    clock = _looked_at(clocks.stage_clock(turn, Stage.INTAKE, severity=fields["severity"], round=1), level, turn)
    after = _new(command, turn, by, fields, level, Rules.of(klass), clock, photos)
    seat = turn.viewer.seat_for(list(_roles(turn)), after.grid_id) or turn.viewer.seats[0]
    return _told(after, turn, seat)


def _looked_at(clock: ClockRow, level: int, turn: Turn) -> ClockRow:
    """The clock of what is new, to be looked at when it may have passed something: no rule raises what just began."""
    return replace(clock, look_at=thresholds.next_look(clock, (), level, turn.calendar, turn.now))


def _roles(turn: Turn) -> set[Any]:
    return {seat.role for seat in turn.viewer.seats}


def _described(command: commands.Report, turn: Turn, check: Check, klass: IncidentClass | None) -> dict[str, Any]:
    """What it is, in the reporter's words and times. The phone's clock is shown and never trusted."""
    check.need(klass, "class_code", "choose what it is")
    severity = command.severity if command.severity is not None else (klass.severity if klass else 1)
    check.between("severity", severity, commands.SEVERITY)
    other = klass is not None and klass.code.endswith("99")
    reported = check.moment(PHONE.or_now(command.reported_at, turn.now), turn.now)
    return {
        "incident_class_id": klass.code if klass else "",
        "text": check.text("text", command.text, least=1 if other else 0),
        "severity": severity,
        "external_no": check.text("external_no", command.external_no, most=64, made=code) or None,
        "reported_at": reported,
        "occurred_at": check.moment(PHONE.or_now(command.occurred_at, reported), reported),
        "duplicate_of_id": command.possible_duplicate_of,
    }


def _placed(place: commands.Place, check: Check, spot: Spot | None, now: datetime) -> dict[str, Any]:
    """Where it is. A place by a grid's code alone is an address, whatever its source was called."""
    pointed = place.lat is not None and place.lon is not None
    if not pointed and not place.grid_code:
        check.add("place", "say where it is")
    elif spot is None:
        check.add("place", "this is in no grid of the district", "OUT_OF_AREA")
    check.need(place.accuracy_m is None or 0 <= place.accuracy_m < 2**31, "place", "accuracy is metres")
    return {
        "lat": spot.lat if spot else 0,
        "lon": spot.lon if spot else 0,
        "grid_id": spot.grid if spot else "",
        "grid_version": spot.grid_version if spot else 0,
        "accuracy_m": place.accuracy_m if pointed else None,
        "place_source": (place.source or PlaceSource.PIN) if pointed else PlaceSource.ADDRESS,
        "address": check.text("place.address", place.address, most=200, made=line),
        "building": check.text("place.building", place.building, most=40, made=line),
        "unit_door": check.text("place.unit_door", place.unit_door, most=40, made=line),
        "floor": check.text("place.floor", place.floor, most=40, made=line),
        "confirmed_at": check.moment(PHONE.or_now(place.confirmed_at, now), now) if place.confirmed_at else None,
    }


def _new(
    command: commands.Report,
    turn: Turn,
    by: UUID,
    fields: dict[str, Any],
    level: int,
    rules: Rules,
    clock: ClockRow,
    photos: tuple[PhotoRow, ...],
) -> Aggregate:
    nothing: dict[str, Any] = dict.fromkeys(
        ("number", "condition_id", "matter_id", "assignee_id", "lead_unit_id", "filed_at", "closed_at", "closure_kind",
         "closed_late", "rating")
    )  # fmt: skip
    return Aggregate(
        **nothing,
        **fields,
        id=command.incident_id,
        version=1,
        state=INITIAL,
        awaits=Awaits.INTAKE,
        level=level,
        community_id=fields["grid_id"][:12],
        street_id=fields["grid_id"][:9],
        reporter_id=by,
        received_at=turn.now,
        changed_at=turn.now,
        warn_at=clock.warn_at,
        late_at=clock.due_at,
        rework_count=0,
        reopen_count=0,
        return_count=0,
        rules=rules,
        clocks=(clock,),
        photos=photos,
    )


def _told(after: Aggregate, turn: Turn, seat: Seat) -> Change:
    told = {
        "step": "REPORT",
        "to": str(after.state),
        "version": 1,
        "class": after.incident_class_id,
        "severity": after.severity,
        "channel": str(after.channel),
        "reported_at": after.reported_at.isoformat(),
        "photos": [photo.sha256 for photo in after.photos],
    }
    return Change(noun=INCIDENT, kind=REPORTED, at=turn.now, seat=seat, told=told, before=None, after=after)
