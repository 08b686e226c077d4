"""Backups by the clock: `./grid backup --every 6h --keep 28`, a process of its own beside the server.

Decision: a process and not a job within `serve`, so that a backup takes nothing of the server's loop, memory or open
files, and neither ends with the other. Its next time comes from the last backup's note, so that one that is started
anew makes none before its time. A systemd timer that runs `./grid backup --to PLACE --keep N` does as well.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from server.core import clock
from server.core.settings import Settings
from server.data.database import connect
from server.data.db_errors import plainly
from server.data.migrate import ready
from server.journal import epochs
from server.keep.backup import console, ending, last
from server.keep.backup.destination import Place, own, own_name
from server.keep.backup.ending import GoOn

UNITS = {"m": 60, "h": 3600, "d": 86400}
AGAIN = timedelta(minutes=5)  # after a failure; twice as long after each one more
DOUBLED = 12  # times at most
LOOK = 30.0  # seconds after which the clock is looked at again: a machine that slept has a later one

Say = Callable[[str], object]


def interval(words: str) -> timedelta:
    """ "6h" is six hours. Raises ValueError."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", words)
    if not found or not int(found[1]):
        raise ValueError(f"--every {words}: say 30m, 6h or 1d")
    return timedelta(seconds=int(found[1]) * UNITS[found[2]])


async def once(settings: Settings, place: Place, *, photos: bool, keep: int, go_on: GoOn = ending.for_ever) -> str:
    """Make one backup under a name of ours, and remove the oldest of this district beyond `keep`; a line that says so,
    and one for what could not be removed."""
    district = await _district(settings)
    name = own_name(district, clock.now(), encrypted=settings.backup_key_file is not None)
    told = await console.put(settings, place, name, photos=photos, go_on=go_on)
    return told + _pruned(place, district, keep)


async def _district(settings: Settings) -> str:
    """How this district's backups are told from another's in one place: the end of its first epoch's id, which is
    random."""
    with plainly():
        await ready(settings.database)
        async with connect(settings.database) as database:
            with database.entered():
                return (await epochs.first()).hex[-8:]


def _pruned(place: Place, district: str, keep: int) -> str:
    """Remove the oldest; how many are left. One that cannot be removed keeps no other from going."""
    failures = list[OSError]()
    try:
        ours = own(place, district)
    except OSError as failure:
        return f"\nwhich of the old backups are to go was not told: {failure}"
    for old in ours[:-keep]:
        try:
            place.remove(old)
        except OSError as failure:
            failures.append(failure)
    if failures:
        return f"\n{len(failures)} old backup(s) could not be removed: {failures[0]}"
    return f"; {min(len(ours), keep)} kept"


async def for_ever(settings: Settings, place: Place, every: timedelta, say: Say, *, photos: bool, keep: int) -> None:
    """One backup after another until SIGTERM or SIGINT, which also end one under way. What fails is said and tried
    again, each time later."""
    work = partial(once, settings, place, photos=photos, keep=keep)
    before, failed = last.made_at(settings), 0
    due = clock.now() if before is None else min(before, clock.now()) + every
    with ending.told() as ended:
        while not await _is_over(ended, (due - clock.now()).total_seconds()):
            begun = clock.now()
            try:
                say(await ending.until(ended, lambda go_on: work(go_on=go_on)))
                due, failed = begun + every, 0
            except Exception as failure:  # whatever it is, the next one may do
                if ended.is_set():
                    return
                due = clock.now() + min(every, AGAIN * 2**failed)
                failed = min(failed + 1, DOUBLED)
                cause = str(failure) or type(failure).__name__
                say(f"no backup was made: {cause}; the next try is at {due:%Y-%m-%d %H:%M} UTC")


async def _is_over(ended: asyncio.Event, seconds: float) -> bool:
    """Wait for the next time, at most so long that the clock has to be looked at again; whether we are told to end."""
    until = clock.now() + timedelta(seconds=seconds)
    while not ended.is_set() and (left := (until - clock.now()).total_seconds()) > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(min(left, LOOK)):
                await ended.wait()
    return ended.is_set()
