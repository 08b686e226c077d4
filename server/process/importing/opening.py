"""A file that somebody sent becomes rows of text, read in a process of its own that ends with it.

What the process answers is kept packed, in parts of some hundred rows, so that two hundred thousand rows take no memory
here. Nothing of the file itself is kept.
"""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from threading import Timer
from typing import IO, Any

import orjson

from server.core.errors import Busy, Invalid
from server.core.threads import Threads
from server.ground.media.decoding import COMMAND, MEMORY, ROOT

SECONDS = 40  # of the processor for one file: 200,000 rows need eight
PATIENCE = 120.0  # seconds in which it must be read
MOST = 160 << 20  # bytes that are answered
PART = 192 << 10  # bytes of rows in one part, before it is packed
REFUSALS = frozenset({"SHEET_TOO_LARGE", "SHEET_UNREADABLE", "SHEET_MACROS", "SHEET_OLD", "SHEET_EMPTY"})
PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from server.process.importing.guard import main; main(int(sys.argv[2]))"
)

Line = tuple[int, list[str]]
_threads = Threads(1, "sheet")


@dataclass
class Opened:
    """What a file is, its rows packed in parts, and how many there are."""

    said: dict[str, Any]
    parts: list[str] = field(default_factory=list)
    rows: int = 0


async def opened(file: IO[bytes], seconds: int = SECONDS) -> Opened:
    """Read a file, when it is its turn. Raises Invalid SHEET_…, Busy."""
    return await _threads.run(lambda: _opened(file, seconds))


def _opened(file: IO[bytes], seconds: int) -> Opened:
    file.flush()
    file.seek(0)
    process = subprocess.Popen(
        [*COMMAND, PROGRAM, str(ROOT), str(seconds)],
        stdin=file.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": os.defpath, "PYTHONUTF8": "1"} | MEMORY,
        start_new_session=True,
    )
    begun, clock = time.monotonic(), Timer(PATIENCE, process.kill)
    clock.start()
    try:
        assert process.stdout is not None
        return _gathered(process.stdout)
    except (OSError, EOFError, ValueError, KeyError):
        process.kill()
        process.wait()
        if time.monotonic() - begun >= PATIENCE:
            raise Busy("the server had no time for this file; it may be sent again") from None
        ended = process.returncode in (-signal.SIGXCPU, -signal.SIGABRT, -signal.SIGSEGV)
        raise Invalid(code="SHEET_TOO_LARGE" if ended else "SHEET_UNREADABLE") from None
    finally:
        clock.cancel()
        process.kill()
        process.communicate()


def _gathered(answer: IO[bytes]) -> Opened:
    """Raises EOFError when it ended before its end, ValueError for what is no answer."""
    found = Opened(_object(answer.readline(MOST)))
    lines: list[bytes] = []
    held = whole = 0
    for line in answer:
        whole += len(line)
        if whole > MOST:
            raise Invalid(code="SHEET_TOO_LARGE")
        if line.startswith(b"{"):
            told = _object(line)
            found.rows = int(told["rows"])
            if lines:
                found.parts.append(packed(lines))
            return found
        _row(line)
        lines.append(line)
        held += len(line)
        if held >= PART:
            found.parts.append(packed(lines))
            lines, held = [], 0
    raise EOFError


def _object(line: bytes) -> dict[str, Any]:
    if not line:
        raise EOFError
    told = orjson.loads(line)
    if not isinstance(told, dict):
        raise ValueError("no answer")
    if (refused := told.get("refused")) is not None:
        raise Invalid(code=refused if refused in REFUSALS else "SHEET_UNREADABLE")
    return told


def _row(line: bytes) -> Line:
    number, cells = orjson.loads(line)
    if not isinstance(number, int) or not all(isinstance(cell, str) for cell in cells):
        raise ValueError("no row")
    return number, cells


def packed(lines: Iterable[bytes]) -> str:
    return base64.b64encode(zlib.compress(b"".join(lines), 3)).decode()


def unpacked(part: str) -> Iterator[Line]:
    for line in zlib.decompress(base64.b64decode(part)).splitlines():
        yield _row(line)
