"""Backups by the clock: `./grid backup --every 6h --keep 28`, a process of its own beside the server.

Decision: a process and not a job within `serve`, so that a backup takes nothing of the server's loop, memory or open
files, and neither ends with the other. Its next time comes from the last backup's note, so that one that is started
anew makes none before its time. A systemd timer that runs `./grid backup --to PLACE --keep N` does as well.
"""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from server.core import clock
from server.core.errors import Busy
from server.core.settings import Settings
from server.keep.backup import console, last
from server.keep.backup.destination import OWN, Place, own_name

UNITS = {"m": 60, "h": 3600, "d": 86400}
AGAIN = timedelta(minutes=5)  # after a failure
LOOK = 30.0  # seconds after which the clock is looked at again: a machine that slept has a later one

Say = Callable[[str], object]


def interval(words: str) -> timedelta:
    """ "6h" is six hours. Raises ValueError."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", words)
    if not found or not int(found[1]):
        raise ValueError(f"--every {words}: say 30m, 6h or 1d")
    return timedelta(seconds=int(found[1]) * UNITS[found[2]])


async def once(settings: Settings, place: Place, *, photos: bool, keep: int) -> str:
    """Make one backup under a name of ours, and remove the oldest of ours beyond `keep`; a line that says so."""
    name = own_name(clock.now(), encrypted=settings.backup_key_file is not None)
    told = await console.put(settings, place, name, photos=photos)
    ours = sorted(one for one in place.names() if OWN.fullmatch(one))
    for old in ours[:-keep]:
        place.remove(old)
    return f"{told}; {min(len(ours), keep)} kept"


async def for_ever(settings: Settings, place: Place, every: timedelta, say: Say, *, photos: bool, keep: int) -> None:
    """One backup after another until SIGTERM or SIGINT. What fails is said and tried again."""
    ended = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, ended.set)
    before = last.made_at(settings)
    due = clock.now() if before is None else min(before, clock.now()) + every
    while not await _is_over(ended, (due - clock.now()).total_seconds()):
        begun = clock.now()
        try:
            say(await once(settings, place, photos=photos, keep=keep))
            due = begun + every
        except (OSError, ValueError, Busy) as failure:
            due = clock.now() + min(every, AGAIN)
            say(f"no backup was made: {failure}; the next try is at {due:%Y-%m-%d %H:%M} UTC")


async def _is_over(ended: asyncio.Event, seconds: float) -> bool:
    """Wait for the next time, at most so long that the clock has to be looked at again; whether we are told to end."""
    until = clock.now() + timedelta(seconds=seconds)
    while not ended.is_set() and (left := (until - clock.now()).total_seconds()) > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(min(left, LOOK)):
                await ended.wait()
    return ended.is_set()
