"""Files of an answer: CSV as text here, XLSX by a process of its own, which reads the rows from a file on the disk.

Decision: XlsxWriter needs some five seconds of the processor for 50,000 rows; in a thread it would take half of the
loop's time for as long, in a process it takes none.
"""

from __future__ import annotations

import asyncio
import csv
import io
import os
import subprocess
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from server.core.clock import SHANGHAI
from server.core.errors import Busy, StorageFull
from server.core.threads import Threads
from server.edge.graphql.sheet import disarmed
from server.edge.questions.answer import Row
from server.edge.questions.heading import Head
from server.edge.questions.shape import HIDDEN
from server.ground.media.decoding import COMMAND, ROOT

PATIENCE = 240.0  # seconds in which a sheet must be made: it goes behind all that people wait for
PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from server.edge.questions.workbook import main; main(sys.argv[2], sys.argv[3])"
)
CHUNK, FEW = 64 << 10, "样本不足"
_threads, run = Threads(1, "workbook"), Threads(1, "lines").run


def plain(value: Any, head: Head) -> Any:
    """A cell as a sheet has it: codes in words, moments in Shanghai's time, lists as one text."""
    if value is None:
        return None
    if value == HIDDEN:
        return FEW
    if head.kind == "code":
        many = value if isinstance(value, list) else [value]
        return "、".join(head.words.get(one, (one, one))[0] for one in many)
    if head.kind == "yes":
        return "是" if value else "否"
    if head.kind == "moment":
        return datetime.fromisoformat(value).astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M:%S")
    if isinstance(value, list):
        return "、".join(map(str, value))
    return orjson.dumps(value).decode() if isinstance(value, dict) else value


def as_csv(heads: Sequence[Head], rows: Sequence[Row]) -> bytes:
    """The whole, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([disarmed(one.zh) for one in heads])
    for row in rows:
        lines.writerow([_text(plain(value, head), head) for value, head in zip(row.cells, heads, strict=True)])
    return ("\ufeff" + text.getvalue()).encode()


def _text(value: Any, head: Head) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("T", " ") if head.kind == "moment" else disarmed(value)
    return f"{value * 100:.1f}%" if head.kind == "share" else f"{value}"


class Workbook:
    """Rows on their way into an XLSX file, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = TemporaryDirectory(dir=folder, prefix="sheet-")
        self._rows = Path(self._folder.name) / "rows"
        self.made = Path(self._folder.name) / "made.xlsx"

    async def add(self, heads: Sequence[Head], rows: Sequence[Row]) -> None:
        """Raises StorageFull."""
        await asyncio.to_thread(self._add, heads, rows)

    def _add(self, heads: Sequence[Head], rows: Sequence[Row]) -> None:
        lines = [
            orjson.dumps([plain(value, head) for value, head in zip(row.cells, heads, strict=True)]) for row in rows
        ]
        self._write(self._rows, b"".join(one + b"\n" for one in lines))

    def _write(self, path: Path, data: bytes) -> None:
        try:
            with path.open("ab") as file:
                file.write(data)
        except OSError as failure:
            raise StorageFull("there is no room for the sheet") from failure

    async def close(self, heads: Sequence[Head], notes: Sequence[Sequence[str]]) -> None:
        """Make the file of them. Raises Busy, StorageFull."""
        said = {"heads": [[one.zh, one.kind] for one in heads], "notes": notes}
        self._write(Path(self._folder.name) / "said", orjson.dumps(said))
        await _threads.run(self._make)

    def _make(self) -> None:
        command = [*COMMAND, PROGRAM, str(ROOT), self._folder.name, str(self.made)]
        env = {"PATH": os.defpath, "PYTHONUTF8": "1"}
        try:
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                cwd="/",
                env=env,
                start_new_session=True,
                timeout=PATIENCE,
                check=True,
            )
        except subprocess.SubprocessError:
            raise Busy("the sheet could not be made; it may be asked for again") from None

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            with self.made.open("rb") as file:
                while chunk := await asyncio.to_thread(file.read, CHUNK):
                    yield chunk
        finally:
            self.remove()

    def remove(self) -> None:
        self._folder.cleanup()
