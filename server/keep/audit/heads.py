"""Heads of the log noted where the database's owner cannot write, and held against the log again.

A head is a line of JSON: {"at": …, "epoch": …, "number": 4711, "seal": "64 hex digits"}. `./grid audit head` prints
one; with GRID_AUDIT_HEADS the server notes one each hour in which something happened, in a file or the system's log. A
receipt's statement names one too ("seal 4711 64-hex-digits"), so that every phone that reported is a witness.

Decision: a head noted before a restore and behind the restored backup is told apart from a cut log by its epoch, and is
named all the same: who restores and who cuts do the same thing.
"""

from __future__ import annotations

import json
import re
import syslog
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from server.core import clock
from server.data.database import asked
from server.journal import epochs
from server.journal.audit import Head, head
from server.keep.audit.findings import Finding, What

EVERY = timedelta(hours=1)
SYSLOG = "syslog:"
_SAID = re.compile(r"^seal (\d+) ([0-9a-f]{64})$", re.MULTILINE)


@dataclass(frozen=True)
class Noted:
    """A head that was kept elsewhere; `epoch` "" where a receipt told it."""

    number: int
    seal: str
    epoch: str = ""


async def line() -> str:
    """The present head as a line to be kept."""
    now, epoch = await head(), await epochs.current()
    return json.dumps({"at": clock.now().isoformat(), "epoch": str(epoch), "number": now.number, "seal": now.seal})


def read(text: str) -> list[Noted]:
    """The heads that lines of JSON and statements of receipts name. Raises ValueError naming the first bad line."""
    noted = [Noted(int(number), seal) for number, seal in _SAID.findall(text)]
    for number, one in enumerate(text.splitlines(), start=1):
        if one.lstrip().startswith("{"):
            noted.append(_of(one, number))
    return noted


def _of(text: str, number: int) -> Noted:
    try:
        parsed = json.loads(text)
        return Noted(int(parsed["number"]), str(parsed["seal"]), str(parsed.get("epoch", "")))
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"line {number} is no head: {text[:60]}") from None


async def compare(noted: Iterable[Noted], now: Head) -> list[Finding]:
    """Which of the noted heads are not of this log."""
    present = str(await epochs.current())
    return [found for one in noted if one.number and (found := await _compared(one, now, present))]


async def _compared(noted: Noted, now: Head, present: str) -> Finding | None:
    rows = await asked("SELECT seal FROM seal WHERE number = ?", [noted.number])
    if rows and rows[0][0] == noted.seal:
        return None
    restored = noted.epoch not in ("", present)
    if restored:
        says = "it was noted before a restore and is not in what was restored"
        return Finding(What.RESTORED, "seal", str(noted.number), says)
    if noted.number > now.number:
        return Finding(What.CUT, "seal", str(noted.number), f"it was noted, and the log ends at seal {now.number}")
    return Finding(What.ANOTHER_HISTORY, "seal", str(noted.number), "it was noted otherwise than it is now")


class NotedHeads:
    """What the sweeper looks at: each hour the head is noted at `where` ("": nowhere), if it is another one."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._last: tuple[datetime, int] | None = None

    async def sweep(self) -> int:
        """Note it when its hour has come. It is nothing that more of could follow at once: always 0."""
        if self.where and (self._last is None or clock.now() >= self._last[0] + EVERY):
            now = await head()
            if self._last is None or now.number != self._last[1]:
                keep(self.where, await line())
            self._last = clock.now(), now.number
        return 0


def keep(where: str, line: str) -> None:
    """Add a line to a file, which is the server's alone, or to the system's log. Raises OSError."""
    if where == SYSLOG:
        syslog.syslog(syslog.LOG_NOTICE | syslog.LOG_AUTH, f"gridwhistle head {line}")
        return
    with Path(where).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
