"""Decisions of those who judge a party's answer: the street signs it off or sends it back, the district rules."""

from __future__ import annotations

from dataclasses import replace

from server.grid.whistle import clocks, commands
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.change import Change, excused, of_party
from server.grid.whistle.lifecycle import PartyStep, party_after
from server.grid.whistle.models import Mark, Ruling
from server.grid.whistle.steps import admit_party
from server.process.deadlines import Turn
from server.process.validation import Check, stated

WANTS_WORDS = frozenset({Mark.SO_SO, Mark.BAD})
WEIGHTS = {"prompt": 30, "quality": 40, "content": 20, "initiative": 10}  # per cent
WORTH = {Mark.GOOD: 10, Mark.FAIRLY: 8, Mark.SO_SO: 6, Mark.BAD: 3}  # tenths of an item's weight


def sign(before: Aggregate, party: Party, command: commands.Sign, turn: Turn) -> Change:
    """P6 签认 with four items, none preselected: promptness, quality, the people's content, initiative.

    The marks are in no event: the unit learns them when it has said what it thinks of the call.
    """
    seat = admit_party(PartyStep.SIGN, before, party, command.seen, turn)
    marks = {name: getattr(command, name) for name in WEIGHTS}
    check = Check()
    for name, mark in marks.items():
        check.need(mark, name, "choose one")
    text = check.text("text", command.text, least=1 if WANTS_WORDS & set(marks.values()) else 0)
    check.settle()
    then = replace(
        party,
        state=party_after(party.state, PartyStep.SIGN),
        ended_at=turn.now,
        ended_by_id=turn.viewer.person_id,
        mark_text=text,
        **{f"{name}_mark": mark for name, mark in marks.items()},
    )
    return of_party(before, then, turn, seat, step="SIGN", kind="whistle.signed")


def worth(party: Party) -> int | None:
    """What the four marks come to, of 100; None before there are any."""
    marks: dict[str, Mark | None] = {name: getattr(party, f"{name}_mark") for name in WEIGHTS}
    told = [(weight, marks[name]) for name, weight in WEIGHTS.items()]
    return sum(weight * WORTH[mark] for weight, mark in told if mark) // 10 if all(mark for _, mark in told) else None


def send_back(before: Aggregate, party: Party, command: commands.SendBack, turn: Turn) -> Change:
    """P7 退回: to be done again, in half the time."""
    seat = admit_party(PartyStep.SEND_BACK, before, party, command.seen, turn)
    reason = stated("reason", command.reason, least=1)
    again = replace(party, state=party_after(party.state, PartyStep.SEND_BACK), done_at=None)
    again = clocks.sent_back(replace(again, sent_back=party.sent_back + 1), before.kind, turn)
    told = {"reason": reason, "times": again.sent_back}
    return of_party(before, clocks.watched(again), turn, seat, step="SEND_BACK", kind="whistle.sent_back",
                    payload=told)  # fmt: skip


def excuse(before: Aggregate, party: Party, command: commands.Excuse, turn: Turn) -> Change:
    """P8 免除: it is no longer needed."""
    seat = admit_party(PartyStep.EXCUSE, before, party, command.seen, turn)
    told = {"reason": stated("reason", command.reason, least=1)}
    return of_party(before, excused(party, turn), turn, seat, step="EXCUSE", kind="whistle.excused", payload=told)


def decide(before: Aggregate, party: Party, command: commands.Decide, turn: Turn) -> Change:
    """异议裁定 by the district: upheld, the unit is excused (P2); refused, it stays called and its clock has run on."""
    seat = admit_party(PartyStep.DECIDE, before, party, command.seen, turn)
    check = Check()
    check.need(command.upheld is not None, "upheld", "say whether the unit is right")
    text = check.text("text", command.text, least=1)
    check.settle()
    assert party.objection is not None  # admitted only where there is one
    ruling = Ruling.UPHELD if command.upheld else Ruling.REFUSED
    objection = replace(
        party.objection, ruling=ruling, ruling_text=text, ruled_at=turn.now, ruled_by_id=turn.viewer.person_id
    )
    ruled = replace(party, objection=objection)
    told = {"ruling": str(ruling), "matter": objection.matter_id, "late": turn.now > objection.due_at}
    if not command.upheld:
        kind = "whistle.objection_refused"
        return of_party(before, ruled, turn, seat, step="DECIDE", kind=kind, payload=told)
    then = replace(excused(ruled, turn), state=party_after(party.state, PartyStep.DECIDE))
    return of_party(before, then, turn, seat, step="DECIDE", kind="whistle.objection_upheld", payload=told)


def urge(before: Aggregate, party: Party, command: commands.Urge, turn: Turn) -> Change:
    """催办: the unit is asked again. Nobody's version grows old by it."""
    seat = admit_party(PartyStep.URGE, before, party, command.seen, turn)
    text = stated("text", command.text, most=200)
    then = replace(party, urged_at=turn.now)
    return of_party(before, then, turn, seat, step="URGE", kind="whistle.urged", payload={"text": text}, quiet=True)
