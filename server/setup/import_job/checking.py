"""Checking an import: every row read and held against what is there, every fault at once; and what the file lacks.

Decision: nothing of a plan is kept. Whoever runs the import, now or after a stop, plans it again on what is there by
then, so that a row that went in is one that says what is there, and nothing is done twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import orjson

from server.core.errors import Invalid
from server.data.database import reader
from server.process.importing.faults import Fault, Faults, Said
from server.process.importing.heading import lacking, mapped
from server.process.importing.kind import Given, ImportKind, Plan
from server.process.importing.opening import Line
from server.process.importing.sheet import Row, Table, table_of
from server.setup.import_job import files
from server.setup.import_job.kinds import KINDS
from server.setup.import_job.models import ImportedRow, ImportJob

SHOWN = 500  # faults, and missing rows, that are kept to be read
TOGETHER = 500  # rows of one look


@dataclass
class Checked:
    """What an import would do, what is wrong with its rows, and the rows themselves."""

    given: Given
    plan: Plan
    table: Table
    faults: Faults


async def checked(job: ImportJob, since: date) -> Checked:
    """Read and plan it. Raises Invalid SHEET_GONE when its file was let go, SHEET_TOO_LARGE."""
    kind, faults = KINDS[job.kind], Faults()
    if job.rows > kind.most:  # before they are read: a file may have ten times as many
        raise Invalid(f"at most {kind.most} rows", code="SHEET_TOO_LARGE")
    file = await files.file(job.file)
    lines = await files.lines(job.file)
    if file is None or not lines:
        raise Invalid(code="SHEET_GONE")
    given = Given(job.area, since, files.said(file), job.source)
    table = await files.threads.run(lambda: _table(kind, job, lines, faults))
    plan = await kind.plan(given, table, faults) if table.rows else Plan()
    plan.acts = [one for one in plan.acts if one.row not in faults.rows]
    return Checked(given, plan, table, faults)


def _table(kind: ImportKind, job: ImportJob, lines: list[Line], faults: Faults) -> Table:
    mapping: list[str] = orjson.loads(job.mapping)
    for field in lacking(kind, mapping):
        faults.add(job.name, None, f"{field.name}/{field.zh}", Said("没有对上这一列", "no column is named so"),
                   Said("在对列里选好", "choose one of the file's columns"))  # fmt: skip
    if faults.total:
        return Table(kind.sheet)
    table = table_of(kind.sheet, mapped(lines, job.heading, mapping), faults)
    table.rows = [row for row in table.rows if _is_theirs(kind, row, job.area, faults)]
    table.whole = False  # a part of the district may come by itself: nothing is said here of what lacks
    return table


def _is_theirs(kind: ImportKind, row: Row, area: str, faults: Faults) -> bool:
    """Whether a row lies where its administrator's post is."""
    place = row.get(kind.row_area) if kind.row_area else ""
    if not place or place.startswith(area):
        return True
    wrong = Said(f"{place} 不在你的管理范围", f"{place} is not yours to keep")
    faults.add("", row.number, kind.sheet.heading(kind.row_area or ""), wrong,
               Said(f"{area} 之内的编码", f"a code within {area}"))  # fmt: skip
    return False


def told(fault: Fault) -> dict[str, object]:
    """A fault as it is kept."""
    return {"row": fault.row, "heading": fault.column, "wrong": fault.wrong.zh, "wrong_en": fault.wrong.en,
            "write": fault.write.zh, "write_en": fault.write.en}  # fmt: skip


def key(kind: ImportKind, row: Row) -> str:
    words = kind.key(row) if kind.key else "\0".join(row.get(name) for name in kind.sheet.key)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


async def missing(job: ImportJob, found: Checked) -> list[dict[str, object]]:
    """The rows of the last file of this source that this one lacks: whoever brought it is asked whether they ended."""
    kind = KINDS[job.kind]
    if found.faults.total or not kind.whole:
        return []  # a row that could not be read may be one of them
    named = await files.threads.run(lambda: {key(kind, row) for row in found.table.rows})
    before = ImportedRow.filter(kind=job.kind, source=job.source).exclude(job_id=job.id).using_db(reader())
    rows = before.order_by("row").values_list("key", "label", "row")
    return [{"label": label, "row": row} for one, label, row in await rows if one not in named]


async def remember(job: ImportJob, found: Checked) -> None:
    """Within a transaction: these are the rows of the source's last file now."""
    kind = KINDS[job.kind]
    if not kind.whole:
        return
    await ImportedRow.filter(kind=job.kind, source=job.source).delete()
    there = [row for row in found.table.rows if not _is_over(row, found.given.since)]
    for some in _some(there):
        keys = await files.threads.run(lambda some=some: [key(kind, row) for row in some])  # type: ignore[misc]  # as it is now
        rows = [
            ImportedRow(kind=job.kind, source=job.source, key=one, label=kind.label(row)[:80],
                        row=row.number, job_id=job.id)
            for one, row in zip(keys, some, strict=True)
        ]  # fmt: skip
        await ImportedRow.bulk_create(rows, ignore_conflicts=True)


def _is_over(row: Row, day: date) -> bool:
    """Whether it says its own end, so that nobody need be asked when it goes."""
    return bool(last := row.get("ends_on") or row.get("valid_to")) and last < day.isoformat()


def _some(rows: list[Row]) -> Iterator[list[Row]]:
    for begin in range(0, len(rows), TOGETHER):
        yield rows[begin : begin + TOGETHER]
