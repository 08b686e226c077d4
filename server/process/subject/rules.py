"""The rules of who is told of a noun's events: one row for each kind of event, by what it is to whoever hears of it.

Decision: a kind without a row is a mistake (a test holds each noun's table against its kinds); one that shall tell
nobody has an empty row. `quiet` notices only stand in the list: news, and what a desk sees moving on its screen anyway.
Those that are held for the day come in one digest each morning. The others are pushed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from server.process.subject.kinds import NoticeKind


@dataclass(frozen=True)
class Tells:
    """One notice that an event gives rise to, from a severity on, or at some thresholds of a clock only.

    `to`: recipients in the noun's own words, which its `Concerned` knows.
    """

    kind: NoticeKind
    to: tuple[StrEnum, ...]
    quiet: bool = False
    daily: bool = False  # held for the digest of the next morning
    least: int = 1  # severity
    thresholds: tuple[int, ...] = ()
    webhook: bool = False  # the units among those told hear of it by their channels too


@dataclass(frozen=True)
class Row:
    """Who hears of one kind of event. The columns only order them: who stands in several is told once, by the first."""

    gains: tuple[Tells, ...] = ()  # it is theirs now: their turn, their decision, their unit's
    waits: tuple[Tells, ...] = ()  # they asked for it, handed it out, or look after those who have it
    loses: tuple[Tells, ...] = ()  # it was theirs until now
    reported: tuple[Tells, ...] = ()

    def __iter__(self) -> Iterator[Tells]:
        return iter((*self.gains, *self.waits, *self.loses, *self.reported))

    def at(self, severity: int, threshold: object) -> tuple[Tells, ...]:
        """What is told at this severity and threshold."""
        return tuple(
            one for one in self if severity >= one.least and (not one.thresholds or threshold in one.thresholds)
        )


NOBODY = Row()
