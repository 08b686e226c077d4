"""The process that reads one table which somebody sent, and ends (`server.process.importing.opening` begins it).

Decision: as with photos, limits that the kernel keeps (`server.ground.media.sandbox`). Whatever a file makes its reader
do, it gets so much memory and time, writes no file and holds up nobody. It answers in lines of JSON: what the file is,
each row with its number as [number, [cells]], and how many there were.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import IO, Any

import orjson

from server.ground.media.sandbox import NICENESS, limit_memory, limit_time
from server.process.importing.bounds import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Refused

MOST_MEMORY = 640 << 20  # bytes, beside what this program needs by itself; 200,000 rows of twenty cells take 300 MB


def main(seconds: int) -> None:
    """Read the file on standard input and answer on standard output."""
    from server.process.importing import reading

    os.nice(NICENESS)
    limit_memory(MOST_MEMORY)
    limit_time(seconds)
    out = sys.stdout.buffer
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refused("SHEET_TOO_LARGE")
        said, rows = reading.read(data)
        del data
        _answer(out, said, rows)
    except Refused as refused:
        _say(out, {"refused": str(refused)})
    except MemoryError:
        _say(out, {"refused": "SHEET_TOO_LARGE"})
    except Exception:  # readers fail in many ways, and all of them mean the same to the one who sent it
        _say(out, {"refused": "SHEET_UNREADABLE"})
    out.flush()


def _answer(out: IO[bytes], said: dict[str, Any], rows: Iterator[tuple[int, list[str]]]) -> None:
    _say(out, said)
    count = 0
    for number, cells in rows:
        count += 1
        if count > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise Refused("SHEET_TOO_LARGE")
        _say(out, [number, cells])
    if not count:
        raise Refused("SHEET_EMPTY")
    _say(out, {"rows": count})


def _say(out: IO[bytes], one: Any) -> None:
    out.write(orjson.dumps(one) + b"\n")
