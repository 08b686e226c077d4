"""What the operator may ask of the log from the server's own command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from server.keep.audit import export, heads, offline
from server.keep.audit.findings import Report
from server.keep.audit.verify import verify as everything


async def verify(noted: str, *, as_json: bool) -> tuple[str, bool]:
    """What an audit says, and whether all is whole. Raises ValueError for a line that is no head."""
    return _printed(await everything(heads.read(noted), _say), as_json=as_json)


def verify_file(exported: Path, noted: str, *, as_json: bool) -> tuple[str, bool]:
    """The same of an exported log, without a database. Raises OSError, ValueError for what is no export."""
    with exported.open(encoding="utf-8") as lines:
        return _printed(offline.verify(lines, heads.read(noted)), as_json=as_json)


def _printed(report: Report, *, as_json: bool) -> tuple[str, bool]:
    text = json.dumps(report.plain(), ensure_ascii=False, indent=1) if as_json else "\n".join(report.lines())
    return text, not report.findings


async def head(keep: str) -> str:
    """The head as a line; with `keep` (a file, or syslog:) noted there too."""
    text = await heads.line()
    if keep:
        heads.keep(keep, text)
    return text


async def write(to: Path, after: int) -> str:
    """The log in a file of its own, and how much that is. Raises OSError where there is one already."""
    count = 0
    with to.open("x", encoding="utf-8") as file:
        async for line in export.lines(after):
            file.write(line + "\n")
            count += 1
            if count % 10_000 == 0:
                _say(f"{count} events")
    return f"{to}: {count} events"


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)
