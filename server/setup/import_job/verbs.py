"""The verbs of an import: upload a file, name its columns, check it, run it, stop it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import orjson

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.text import line
from server.data.database import reader
from server.process import Begun, Check, Moved, Noun, Steps, steps_of
from server.process.contact.box import masked
from server.process.execute import Inputs
from server.process.importing.heading import heading_of, suggested
from server.process.importing.opening import Line
from server.setup.import_job import checking, commands, files
from server.setup.import_job.kinds import KINDS
from server.setup.import_job.lifecycle import LIFE, Step
from server.setup.import_job.lookups import IMPORTS
from server.setup.import_job.models import ImportJob
from server.setup.import_job.policy import KEEPER, KEEPERS, taker, why

SHOWN = 10  # rows of the preview
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
NONE = "-"  # what stands for a column that is not used
IMPORT_JOB: Noun[ImportJob] = Noun("import job", ImportJob, undigested=frozenset({"import_job.done"}))
KINDS_OF = {
    Step.MAP: "import_job.mapped",
    Step.CHECK: "import_job.checked",
    Step.RUN: "import_job.run",
    Step.STOP: "import_job.stopped",
    Step.HALT: "import_job.halted",
    Step.FINISH: "import_job.finished",
}
STEPS: Steps[ImportJob, Step] = steps_of(IMPORT_JOB, IMPORTS, LIFE, KINDS_OF, taker, why)


@STEPS.begins("upload", "import_job.uploaded")
async def upload(command: commands.Upload, at: Inputs) -> Begun:
    """Raises Invalid with all that is wrong at once; Missing for who imports nothing."""
    roles = KEEPERS if command.kind is None else KEEPER[command.kind]
    seat = next((one for one in at.viewer.seats if one.role in roles), None)
    if seat is None:
        raise Missing("there is no such file, or it is not yours", field="file")
    check = Check()
    kind = check.given("kind", command.kind, "what is imported")
    name, source = check.words(command, "name", made=line), check.words(command, "comes_from", made=line)
    file = await files.file(check.text("file", command.file, most=64))
    check.need(file is not None, "file", "this file was not sent, or is gone", "SHEET_GONE")
    check.settle()
    assert file is not None  # it was needed
    lines = await files.first(file.sha256)
    place = heading_of(KINDS[kind], lines)
    headings = lines[place][1] if lines else []
    mapping = suggested(KINDS[kind], headings, await _remembered(kind, source))
    row = ImportJob(
        id=command.id,
        kind=kind,
        area=seat.area,
        source=source,
        name=name,
        file=file.sha256,
        rows=max(0, file.rows - place - 1),
        heading=lines[place][0] if lines else 0,
        headings=orjson.dumps([one[:60] for one in headings]).decode(),
        preview=_preview(lines[place + 1 :], [name in KINDS[kind].private for name in mapping]),
        mapping=orjson.dumps(mapping).decode(),
        made_by_id=at.viewer.person_id,
        made_at=at.now,
    )
    return Begun(row, seat, told={"kind": kind, "rows": row.rows})


def _preview(lines: Sequence[Line], private: Sequence[bool]) -> str:
    """The first rows; of a kind that has private columns these, and every number that may be somebody's, masked."""

    def shown(place: int, cell: str) -> str:
        if not any(private):
            return cell[:60]
        return masked(cell)[:60] if place < len(private) and private[place] else MOBILE.sub("***********", cell)[:60]

    rows = [(number, [shown(*one) for one in enumerate(cells)]) for number, cells in lines[:SHOWN]]
    return orjson.dumps(rows).decode()


async def _remembered(kind: str, source: str) -> dict[str, str]:
    """The field of each heading, as the last file of this source had them named."""
    of_source = ImportJob.filter(kind=kind, source=source, since__isnull=False).using_db(reader())
    last = await of_source.order_by("-id").first()
    if last is None:
        return {}
    return dict(zip(orjson.loads(last.headings), orjson.loads(last.mapping), strict=False))


@STEPS.step(Step.MAP)
def map(before: ImportJob, command: commands.Map, at: Inputs) -> Moved:  # as the step is called
    """对列: each field once, and only those that the kind has."""
    known = {one.name for one in KINDS[before.kind].sheet.fields}
    mapping = ["" if one == NONE else one for one in command.mapping or ()]
    named = [one for one in mapping if one]
    fits = len(mapping) == len(orjson.loads(before.headings)) and len(set(named)) == len(named)
    if not fits or not known.issuperset(named):
        raise Invalid("a field of this kind for each column, or -, none twice", field="mapping")
    return Moved({"mapping": orjson.dumps(mapping).decode(), "since": None, "faults": "", "missing": ""})


@STEPS.step(Step.CHECK)
async def check(before: ImportJob, command: commands.Check, at: Inputs) -> Moved:
    """检查: what it would do from today on, and every fault. Nothing is written."""
    found = await checking.checked(before, since := clock.today())
    missing = await checking.missing(before, found)
    faults = found.faults
    shown = [checking.told(one) for one in faults.kept[: checking.SHOWN]]
    columns = {
        "since": since,
        "faults": orjson.dumps(shown).decode(),
        "fault_count": faults.total,
        "missing": orjson.dumps(missing[: checking.SHOWN]).decode(),
        "missing_count": len(missing),
        "to_do": len(found.plan.acts),
        "same": found.plan.same,
        "done": 0,
        "only_good": False,
        "stopped_row": None,
        "stopped_code": "",
    }
    return Moved(columns, told={"faults": faults.total, "to_do": len(found.plan.acts), "same": found.plan.same})


@STEPS.step(Step.RUN)
def run(before: ImportJob, command: commands.Run, at: Inputs) -> Moved:
    """导入. Raises Invalid FAULTS_LEFT while rows have faults, unless only those without shall go in and may alone."""
    if before.fault_count and not command.only_good:
        raise Invalid(f"{before.fault_count} faults are to be mended first", code="FAULTS_LEFT")
    if before.fault_count and not alone(before):
        raise Invalid("this goes in whole or not at all", code="FAULTS_LEFT")
    by = at.viewer.person_id
    return Moved({"only_good": bool(before.fault_count), "run_by_id": by, "run_at": at.now, "stopped_row": None,
                  "stopped_code": ""})  # fmt: skip


def alone(job: ImportJob) -> bool:
    """Whether its rows without a fault may go in without the others."""
    of_rows = all(one["row"] is not None for one in orjson.loads(job.faults or "[]"))
    return KINDS[job.kind].by_row and of_rows


@STEPS.step(Step.STOP)
def stop(before: ImportJob, command: commands.Stop, at: Inputs) -> Moved:
    """停下: what went in stays."""
    return Moved()
