"""Decisions of those who are at the place: report, settle on the spot or hand up, verify, check, and say more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.moments import PHONE
from server.core.text import code, line
from server.core.viewer import Seat
from server.grid.incident import clocks, commands, thresholds
from server.grid.incident.aggregate import Aggregate, ClockRow, FindingRow, PhotoRow, Rules
from server.grid.incident.change import DOUBTED, KINDS, NOTED, RAISED, REPORTED, Change, found, make, noted, recorded
from server.grid.incident.decisions.oversight import drawn_for
from server.grid.incident.lifecycle import INITIAL, Step
from server.grid.incident.models import Awaits, ClosureKind, FindingKind, PhotoKind, PlaceSource, Verdict
from server.grid.incident.noun import INCIDENT
from server.grid.incident.pictures import pictures
from server.grid.incident.policy import channels_of
from server.grid.incident.steps import COMMUNITY_LEVEL, GRID_LEVEL, admit
from server.ground.catalogue.models import Evidence, IncidentClass, Stage
from server.process.deadlines import Turn
from server.process.validation import Check

SPOKEN = 10  # characters: what "not so" must say at least
DONE = frozenset({PhotoKind.AFTER, PhotoKind.EVIDENCE})


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


def self_resolve(before: Aggregate, command: commands.SelfResolve, turn: Turn) -> Change:
    """C01 自处理: settled on the spot, where the class allows it, with a note and the picture that it asks for."""
    seat = admit(Step.SELF_RESOLVE, before, command.seen, turn)
    check = Check()
    note = check.text("note", command.note, least=1)
    photos = pictures(check, command.photos, before.photos, _person(turn), turn.now)
    prove(check, before, command.photos, photos)
    check.settle()
    draw, checks = drawn_for(before, turn)
    told = {"note": note, "photos": [photo.sha256 for photo in photos]} | draw
    changes = {"closure_kind": ClosureKind.SELF}
    return make(before, Step.SELF_RESOLVE, turn, seat, changes=changes, payload=told, photos=photos, spot_checks=checks)


def hand_up(before: Aggregate, command: commands.HandUp, turn: Turn) -> Change:
    """管不了: beyond a worker's power. It rises to the community at once, and no word is asked of them."""
    seat = admit(Step.HAND_UP, before, command.seen, turn)
    told = {"from_level": GRID_LEVEL, "to_level": COMMUNITY_LEVEL, "rule": "BEYOND_POWER"}
    return recorded(before, Step.HAND_UP, turn, seat, kind=RAISED, changes={"level": COMMUNITY_LEVEL}, payload=told)


def prove(check: Check, before: Aggregate, given: tuple[commands.Photo, ...], photos: tuple[PhotoRow, ...]) -> None:
    """Ask for the picture of the result. One that the incident has already shows what was before."""
    if proven(before, photos):
        return
    if {photo.sha256 for photo in given if photo.kind in DONE} & {photo.sha256 for photo in before.photos}:
        check.add("photos", "this picture is in the incident already: take one of the result", "PHOTO_KNOWN")
    else:
        check.add("photos", "a picture of the result is asked for", "EVIDENCE_MISSING")


def proven(before: Aggregate, photos: tuple[PhotoRow, ...]) -> bool:
    """Whether there is the picture of the result that class or condition asks for: given now, or in this stage."""
    if before.rules.evidence is Evidence.NONE:
        return True
    since = max((clock.started_at for clock in before.clocks if clock.runs and clock.stage), default=before.received_at)
    return any(photo.kind in DONE for photo in photos) or any(
        photo.kind in DONE and photo.at >= since for photo in before.photos
    )


def verify(before: Aggregate, command: commands.Verify, turn: Turn) -> Change:
    """C04 核实: it is so, and goes to be filed; or else a finding on which the desk decides."""
    seat = admit(Step.VERIFY, before, command.seen, turn)
    check = Check()
    said = None if command.verdict is Verdict.PARTIAL else command.verdict
    verdict = check.given("verdict", said, "say whether it is so")
    text = check.text("text", command.text, least=SPOKEN if command.verdict is Verdict.FALSE else 0)
    outside = check.text("outside_reason", command.outside_reason, most=200)
    photos = pictures(check, command.photos, before.photos, _person(turn), turn.now)
    check.settle()
    finding = _finding(before, turn, FindingKind.VERIFY, verdict, text, outside)
    told = {"verdict": str(verdict), "text": text, "outside_reason": outside}
    rows: dict[str, Any] = {"findings": (finding,), "photos": photos}
    if verdict is Verdict.TRUE:
        return make(before, Step.VERIFY, turn, seat, payload=told, stage=Stage.FILE, **rows)
    return found(
        before, Step.VERIFY, turn, seat, kind=DOUBTED, awaits=Awaits.INTAKE, payload=told, stage=Stage.INTAKE, **rows
    )


def check(before: Aggregate, command: commands.Check, turn: Turn) -> Change:
    """核查: what the checker found at the place; the desk passes or fails it."""
    seat = admit(Step.CHECK, before, command.seen, turn)
    check = Check()
    verdict = check.given("verdict", command.verdict, "say whether it is done")
    text = check.text("text", command.text, least=0 if command.verdict in (None, Verdict.TRUE) else 1)
    photos = pictures(check, command.photos, before.photos, _person(turn), turn.now)
    check.settle()
    finding = _finding(before, turn, FindingKind.CHECK, verdict, text, "")
    told = {"verdict": str(verdict), "text": text}
    kind = KINDS[Step.CHECK]
    return found(
        before,
        Step.CHECK,
        turn,
        seat,
        kind=kind,
        awaits=Awaits.CLOSER,
        payload=told,
        findings=(finding,),
        photos=photos,
    )


def _finding(before: Aggregate, turn: Turn, kind: FindingKind, verdict: Verdict, text: str, outside: str) -> FindingRow:
    return FindingRow(
        id=new_id(),
        kind=kind,
        round=before.round,
        verdict=verdict,
        text=text,
        outside_reason=outside,
        by_id=_person(turn),
        at=turn.now,
    )


def note(before: Aggregate, command: commands.Note, turn: Turn) -> Change:
    """追加说明: words or photos of anyone who sees it. It moves nothing and conflicts with nobody."""
    check = Check()
    text = check.text("text", command.text)
    photos = pictures(check, command.photos, before.photos, _person(turn), turn.now)
    check.need(text or command.photos, "text", "say it in words, or show it")
    check.settle()
    seat = turn.viewer.seat_in_unit(before.lead_unit_id) or _covering(before, turn)
    payload = {"text": text, "photos": [photo.sha256 for photo in photos]}
    told = {key: value for key, value in payload.items() if value}
    return noted(before, NOTED, turn.now, seat, told, photos=photos)


def _covering(before: Aggregate, turn: Turn) -> Seat | None:
    return next((seat for seat in turn.viewer.seats if seat.covers(before.grid_id)), None)


def _person(turn: Turn) -> UUID:
    """The one who acts; nobody acts without being signed in."""
    if turn.viewer.person_id is None:
        raise Forbidden("sign in first")
    return turn.viewer.person_id
