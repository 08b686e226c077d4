"""Decisions of those who are at the place: settle on the spot or hand up, verify, check, and say more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.viewer import Seat
from server.grid.incident import commands
from server.grid.incident.aggregate import Aggregate, FindingRow, PhotoRow
from server.grid.incident.change import DOUBTED, KINDS, NOTED, RAISED, Change, found, make, noted, recorded
from server.grid.incident.decisions.oversight import drawn_for
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import Awaits, ClosureKind, FindingKind, PhotoKind, Verdict
from server.grid.incident.pictures import pictures
from server.grid.incident.steps import COMMUNITY_LEVEL, GRID_LEVEL, admit
from server.ground.catalogue.models import Evidence, Stage
from server.process.deadlines import Turn
from server.process.validation import Check

SPOKEN = 10  # characters: what "not so" must say at least
DONE = frozenset({PhotoKind.AFTER, PhotoKind.EVIDENCE})


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
