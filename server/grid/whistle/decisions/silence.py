"""When a unit does not answer, does not come or is not done: its head is told when it is due, the district half as long
again after it. The system decides this, once for each; what a person does meanwhile ends the silence."""

from __future__ import annotations

from dataclasses import replace

from server.grid.whistle import clocks
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.change import Change, of_party
from server.grid.whistle.clocks import DISTRICT, HEAD
from server.grid.whistle.lifecycle import BLOWN, PartyState
from server.process.deadlines import Turn

CLOCK = {PartyState.CALLED: "ACK", PartyState.ACKED: "ARRIVE"} | dict.fromkeys(
    (PartyState.ARRIVED, PartyState.WORKING), "DONE"
)


def speak(before: Aggregate, party: Party, turn: Turn) -> Change | None:
    """What the system says of a party's silence now; None when there is nothing (any more) to say."""
    clock = clocks.span(party)
    if before.state not in BLOWN or clock is None or party.next_due_at is None or turn.now < party.next_due_at:
        return None
    told = {"clock": CLOCK[party.state], "due_at": clock.due_at.isoformat()}
    if party.silence < HEAD:
        later = clocks.district_at(clock, before.kind, turn.calendar)
        then = replace(party, silence=HEAD, next_due_at=later)
        return of_party(
            before, then, turn, None, step="TELL_HEAD", kind="whistle.silence_told", payload=told, quiet=True
        )
    then = replace(party, silence=DISTRICT, next_due_at=None)
    return of_party(before, then, turn, None, step="SUPERVISE", kind="whistle.supervised", payload=told, quiet=True)
