"""Decisions of a unit that is called: answer, object, arrive, begin, finish, and say what it thinks of the call."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.moments import PLANNED
from server.grid.whistle import clocks, commands
from server.grid.whistle.aggregate import Aggregate, ObjectionRow, Party, ResultRow
from server.grid.whistle.change import Change, of_party
from server.grid.whistle.lifecycle import PartyState, PartyStep, party_after
from server.grid.whistle.models import ArrivalMode, Ruling
from server.grid.whistle.steps import admit_party
from server.ground.area.coordinates import distance_m, to_e7
from server.ground.catalogue.models import Matter
from server.ground.worktime import limits
from server.process.deadlines import Turn
from server.process.elements import elements
from server.process.validation import Check

REACH_M = 200  # from the place: nearer is there


def _by(turn: Turn) -> UUID:
    """The one who acts; nobody is admitted who is not signed in."""
    if turn.viewer.person_id is None:
        raise Forbidden("sign in first")
    return turn.viewer.person_id


def _moved(party: Party, step: PartyStep) -> PartyState:
    return party_after(party.state, step)


def ack(before: Aggregate, party: Party, command: commands.Ack, turn: Turn) -> Change:
    """P1 应哨: the unit comes, and says when. What it had objected lapses."""
    seat = admit_party(PartyStep.ACK, before, party, command.seen, turn)
    check = Check()
    eta = check.moment(command.eta, turn.now) if command.eta else None
    check.need(eta, "eta", "say when you will be there")
    check.within("eta", eta, PLANNED, turn.now)
    check.settle()
    objection = party.objection
    if objection is not None and objection.ruling is None:
        objection = replace(objection, ruling=Ruling.LAPSED, ruled_at=turn.now)
    then = replace(party, state=_moved(party, PartyStep.ACK), acked_at=turn.now, acked_by_id=_by(turn), eta=eta,
                   objection=objection)  # fmt: skip
    told = {"eta": eta and eta.isoformat(), "late": _late(party, turn)}
    return of_party(before, clocks.watched(then), turn, seat, step="ACK", kind="whistle.acked", payload=told)


def _late(party: Party, turn: Turn) -> bool:
    clock = clocks.span(party)
    return clock is not None and turn.now > clock.due_at


def object_(before: Aggregate, party: Party, command: commands.Object, turn: Turn, *, matter: Matter | None) -> Change:
    """P2 异议: not its duty, by an item of the duty lists. The clocks run on; the district decides in time."""
    seat = admit_party(PartyStep.OBJECT, before, party, command.seen, turn)
    check = Check()
    matter = check.given("matter_code", matter, "cite the duty list's item")
    text = check.text("text", command.text, least=1)
    check.settle()
    due = limits.due(turn.now, clocks.terms(before.kind, turn).ruling, turn.calendar)
    objection = ObjectionRow(id=new_id(), party_id=party.id, matter_id=matter.code, text=text, by_id=_by(turn),
                             at=turn.now, due_at=due)  # fmt: skip
    told = {"matter": matter.code, "due_at": due.isoformat()}
    then = replace(party, objection=objection)
    return of_party(before, then, turn, seat, step="OBJECT", kind="whistle.objected", payload=told)


def arrive(before: Aggregate, party: Party, command: commands.Arrive, turn: Turn, *, place: tuple[int, int]) -> Change:
    """P3 报到: a person is at the place (one fix, at most 200 m away) or in the named meeting, or says so with reason.

    `place` is the incident's, in 1e-7 degree. Only the distance is kept, never where the person was.
    """
    seat = admit_party(PartyStep.ARRIVE, before, party, command.seen, turn)
    check = Check()
    check.need(command.mode, "mode", "say how you arrived")
    by_hand = command.mode is ArrivalMode.MANUAL
    reason = check.text("reason", command.reason, least=1 if by_hand else 0, most=200)
    if command.mode is ArrivalMode.MEETING:
        check.need(before.meeting_point, "mode", "the whistle names no meeting", "NO_MEETING")
    far = _distance(check, command, place) if command.mode is ArrivalMode.PLACE else None
    check.settle()
    then = replace(party, state=_moved(party, PartyStep.ARRIVE), arrived_at=turn.now, arrived_by_id=_by(turn),
                   arrival=command.mode, arrival_m=far, arrival_reason=reason)  # fmt: skip
    told = {"mode": str(command.mode), "metres": far, "reason": reason, "late": _late(party, turn)}
    return of_party(before, clocks.watched(then), turn, seat, step="ARRIVE", kind="whistle.arrived", payload=told)


def _distance(check: Check, command: commands.Arrive, place: tuple[int, int]) -> int | None:
    if command.lat is None or command.lon is None:
        check.add("mode", "one fix is needed; without one say it by hand", "NO_FIX")
        return None
    if not (abs(command.lat) <= 90 and abs(command.lon) <= 180):  # also what is not a number
        check.add("lat", "this is no place")
        return None
    far = round(distance_m(to_e7(command.lat), to_e7(command.lon), *place))
    check.need(far <= REACH_M, "mode", f"this is {far} m away: go nearer or say it by hand", "TOO_FAR")
    return far


def start(before: Aggregate, party: Party, command: commands.Start, turn: Turn) -> Change:
    """P4 处置: the task is agreed."""
    seat = admit_party(PartyStep.START, before, party, command.seen, turn)
    check = Check()
    task = check.text("task", command.task) or party.task
    check.need(task, "task", "say what is to be done")
    check.settle()
    then = replace(party, state=_moved(party, PartyStep.START), task=task)
    return of_party(before, then, turn, seat, step="START", kind="whistle.started")


def finish(before: Aggregate, party: Party, command: commands.Finish, turn: Turn) -> Change:
    """P5 报结 in its four elements: when taken up, with whom spoken, what was done, done or promised for which day."""
    seat = admit_party(PartyStep.FINISH, before, party, command.seen, turn)
    check = Check()
    answer = elements(check, command, turn.now)
    outcome = check.given("outcome", command.outcome, "say how it ended")
    check.settle()
    result = ResultRow(
        id=new_id(),
        party_id=party.id,
        round=party.sent_back + 1,
        by_id=_by(turn),
        at=turn.now,
        outcome=outcome,
        **answer,
    )
    then = replace(party, state=_moved(party, PartyStep.FINISH), done_at=turn.now, results=(*party.results, result))
    told = {"outcome": str(outcome), "round": result.round, "late": _late(party, turn)}
    return of_party(before, clocks.watched(then), turn, seat, step="FINISH", kind="whistle.finished", payload=told)


def score(before: Aggregate, party: Party, command: commands.Score, turn: Turn) -> Change:
    """评吹哨: whether the call was needed and the right units were called. Told to nobody before both have spoken."""
    seat = admit_party(PartyStep.SCORE, before, party, command.seen, turn)
    check = Check()
    check.need(command.needed is not None, "needed", "say whether the call was needed")
    check.need(command.fitted is not None, "fitted", "say whether the right units were called")
    text = check.text("text", command.text, least=1 if False in (command.needed, command.fitted) else 0)
    check.settle()
    then = replace(party, call_needed=command.needed, call_fitted=command.fitted, call_text=text, call_said_at=turn.now)
    return of_party(before, then, turn, seat, step="SCORE", kind="whistle.scored")
