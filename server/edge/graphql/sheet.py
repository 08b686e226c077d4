"""A CSV file while it grows: rows of an answer as lines, in UTF-8 with the mark by which Excel knows it.

A text that a spreadsheet would take for a formula gets an apostrophe before it, also in full width: Excel in Chinese
turns those into the narrow ones. Numbers of the answer are no texts and stay numbers.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

import orjson

from server.core.errors import StorageFull
from server.core.query_limits import KIB
from server.edge.graphql.flat import Column

MEMORY, CHUNK = 256 * KIB, 64 * KIB
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


class Sheet:
    """The file; `folder` is on a disk. Whoever makes one reads it to its end by `chunks`, or closes it."""

    def __init__(self, folder: Path, columns: Sequence[Column]) -> None:
        self._columns, self.rows = columns, 0
        self._file = SpooledTemporaryFile(MEMORY, dir=str(folder))  # noqa: SIM115  # it outlives the request's work
        self._write("\ufeff" + _lines([[".".join(one.path) for one in columns]]))

    async def add(self, rows: Sequence[Any]) -> None:
        """Raises StorageFull."""
        self.rows += len(rows)
        await asyncio.to_thread(self._add, rows)

    async def say(self, line: str) -> None:
        """One last line with these words alone."""
        await asyncio.to_thread(self._write, _lines([[line]]))

    def _add(self, rows: Sequence[Any]) -> None:
        self._write(_lines([[_cell(row, one) for one in self._columns] for row in rows]))

    def _write(self, text: str) -> None:
        try:
            self._file.write(text.encode())
        except OSError as failure:
            raise StorageFull("there is no room for the table") from failure

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            self._file.seek(0)
            while chunk := await asyncio.to_thread(self._file.read, CHUNK):
                yield chunk
        finally:
            self.close()

    def close(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        """How many bytes it has."""
        return self._file.tell()


def _lines(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cell(row: Any, column: Column) -> str:
    for name in column.path:
        if not isinstance(row, Mapping):
            return ""
        row = row.get(name)
    if row is None:
        return ""
    if column.is_json:
        return _json(row)
    return disarmed(_plain(row)) if isinstance(row, str | list) else _plain(row)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_plain, value))
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def disarmed(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text
