"""How far from now a moment may lie that somebody sends: each kind says so once, and the schema tells the form.

What a person wrote outside of it is refused by the decision (`Check.within`), after a repeated operation has found
its receipt. What a phone's clock says is shown and never trusted: a report is worth more than its hour, so the
server's own time stands in (`Within.or_now`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from server.core.clock import SHANGHAI
from server.core.text import Worded

TOO_EARLY, TOO_LATE = "MOMENT_TOO_EARLY", "MOMENT_TOO_LATE"
YEAR = 366
MOST_SECONDS = 2**31 - 1
OFFLINE = timedelta(days=90)  # as long may an operation lie on a phone before it arrives


class Outside(Worded):
    """What becomes of a moment outside its bounds."""

    REFUSED = "REFUSED", "不收。It is refused."
    SERVER_CLOCK = "SERVER_CLOCK", "改用服务器的钟。The server's clock stands in for it."


@dataclass(frozen=True)
class Within:
    """At most so many days before now, at most so many after it; of a day, both days are in."""

    past: int
    future: int
    outside: Outside = Outside.REFUSED

    def broken(self, given: date | datetime, now: datetime, *, written: datetime | None = None) -> str | None:
        """The code of what is wrong with it; None: nothing. `written`: when, if that was before now."""
        earliest = (written or now) - timedelta(days=self.past)
        latest = now + timedelta(days=self.future)
        if isinstance(given, datetime):
            early, late = aware(given) < earliest, aware(given) > latest
        else:
            early, late = given < _day(earliest), given > _day(latest)
        return TOO_EARLY if early else TOO_LATE if late else None

    def or_now(self, given: datetime | None, now: datetime) -> datetime | None:
        """What a phone's clock said, or now where that cannot be; None where it said nothing."""
        return now if given is not None and self.broken(given, now) else given


PHONE = Within(10 * YEAR, 1, Outside.SERVER_CLOCK)  # by a phone's clock, which may have lost its day
STAMP = Within(100 * YEAR, 100 * YEAR, Outside.SERVER_CLOCK)  # the same, as proof of what that clock said
ASKED = Within(100 * YEAR, 100 * YEAR)  # an end of the stretch that is asked for
TAKEN_UP = Within(10 * YEAR, 1)  # some cases rest for years; a phone's clock may run ahead by less than a day
PROMISED = Within(0, YEAR)
PLANNED = Within(0, YEAR)  # of a whistle: they meet, come, are done
ANSWERED = Within(0, 90)
RESTING = Within(0, YEAR)  # a suspension
SOLVED = Within(0, 2 * YEAR)  # a hot issue
HELD = Within(10 * YEAR, 50 * YEAR)  # the first and the last day of a post
NAMED = Within(10 * YEAR, 50 * YEAR)  # a day of the work calendar, of whatever year
AWAY = Within(0, YEAR)  # a leave; how long one may last is the stand-in's own rule


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def aware(given: datetime) -> datetime:
    """A moment without an offset is in UTC."""
    return given if given.tzinfo else given.replace(tzinfo=UTC)


def ahead(given: datetime, now: datetime) -> int:
    """By how many seconds a phone's clock is ahead of ours, as far as a whole number of the contract goes."""
    return min(max(round((aware(given) - now).total_seconds()), -MOST_SECONDS), MOST_SECONDS)


def written(recorded: datetime | None, now: datetime) -> datetime:
    """When an operation was recorded, by a phone's clock as far as it may be believed: not after now, nor longer ago
    than phones may be away."""
    return now if recorded is None else min(now, max(now - OFFLINE, aware(recorded)))
