"""In whose hands a whistle was: the street's until it is blown, then each called unit's until it is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from server.grid.whistle.lifecycle import PartyState, State
from server.ground.worktime.calendar import Calendar
from server.process.responsibility import Hands, Held, Log, Logged, Retelling

OURS = "street"  # the street's own track, until it is blown
ADDED = "whistle.party_added"
STILL = frozenset(
    f"whistle.{kind}" for kind in ("noted", "urged", "silence_told", "supervised", "scored", "due_moved")
)  # events that move nothing
DRAFTED = frozenset({State.DRAFT, State.REVIEW})
OVER = frozenset({State.CLOSED, State.CANCELLED})
AT_WORK = frozenset({PartyState.CALLED, PartyState.ACKED, PartyState.ARRIVED, PartyState.WORKING})


def told(log: Log, *, street: str, now: datetime, calendar: Calendar) -> list[Held]:
    """What the log of one whistle says; several units have it at once."""
    retelling, blown = Retelling(now, calendar), False
    for event in log.events:
        said, moved = event.payload, event.payload.get("to")
        if event.kind == ADDED:
            if blown:
                _called(retelling, event, said)
        elif "party" in said:
            _party(retelling, event, street)
        elif moved in DRAFTED:
            retelling.comes(event, Hands(area_id=street), moved, track=OURS)
        elif moved in OVER:
            retelling.ends(event.at)
        elif moved == State.BLOWN and not blown:
            blown = True
            retelling.goes(event.at, track=OURS)
            for party in said.get("parties", ()):
                _called(retelling, event, party)
    return retelling.told(log.until)


def _called(retelling: Retelling, event: Logged, party: Mapping[str, Any]) -> None:
    hands = Hands(unit_id=UUID(party["unit"]))
    retelling.comes(event, hands, PartyState.CALLED, track=party["party"])


def _party(retelling: Retelling, event: Logged, street: str) -> None:
    """One unit moved: at work it has it, done it waits for the street's word."""
    said = event.payload
    moved, track = said.get("to"), said["party"]
    if moved in AT_WORK:
        retelling.comes(event, Hands(unit_id=UUID(said["unit"])), str(moved), track=track)
    elif moved == PartyState.DONE:
        retelling.comes(event, Hands(area_id=street), str(moved), track=track)
    else:
        retelling.goes(event.at, track=track)
