"""What filed (立案), closed (结案) and ended (结束) mean, once, for lists, counts, boards and tallies alike.

    filed    it has its number: once in its life, from the desk that files, or from the reopening of what was settled
             on the spot and never had one
    ended    nothing more is to be done, whichever of `ENDS` it reached
    closed   it ended in CLOSED: it was done; rejected, merged, transferred and voided ones ended without being closed

Decision: a row tells how an incident stands (件), and forgets an end when it is opened again; the log tells each time
that something came about (次). So what was closed within a week is more in the tallies than in the list, by those that
were opened again. Filed is the same in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.core.text import Worded
from server.grid.incident.lifecycle import ENDS, State
from server.query.counting import By, Per


class Moment(Worded):
    """Which moment of an incident."""

    RECEIVED = "RECEIVED", "送达。Received."
    FILED = "FILED", "立案。Filed."
    CLOSED = "CLOSED", "结案：办完而结束。Closed: it ended because it was done."
    ENDED = "ENDED", "结束：不论怎样结束。Ended, whichever way."


def by(moment: Moment, per: Per) -> By:
    """Incidents by the stretch of time in which it came about, as they stand now."""
    match moment:
        case Moment.RECEIVED:
            return By("received_at", per)
        case Moment.FILED:
            return By("filed_at", per)
        case Moment.CLOSED:
            return By("closed_at", per, only=("state", State.CLOSED))
        case Moment.ENDED:
            return By("closed_at", per)


def files(told: Mapping[str, Any]) -> bool:
    """Whether an event of this payload filed its incident."""
    return "number" in told


def end(told: Mapping[str, Any]) -> State | None:
    """The end that an event of this payload brought."""
    reached = told.get("to")
    return State(reached) if reached in ENDS and reached != told.get("from") else None
