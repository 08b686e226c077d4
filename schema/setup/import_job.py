"""导入: what an administrator sees of an import, and what may be imported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
import strawberry

from schema.core.fields import column, computed, field
from schema.core.fields import one as linked
from schema.core.reading.request_scope import Ground
from schema.ground.person import Person
from schema.process.contract import Area, Noun, contract, place, publish_all, steps
from server.core.spoken.problem_code import ProblemCode, code_of
from server.core.viewer import Role
from server.ground.person.models import Person as PersonRow
from server.query.projection import Link
from server.query.row_query import Held
from server.setup.import_job import checking, commands
from server.setup.import_job import verbs as actions
from server.setup.import_job.kinds import KINDS
from server.setup.import_job.lifecycle import State, Step
from server.setup.import_job.lookups import IMPORTS, Wanted
from server.setup.import_job.models import Kind
from server.setup.import_job.policy import KEEPER

publish_all("ImportJob", State, Step, Kind)
COLUMNS = 60


@strawberry.type(description="导入文件的一处错误。A fault of a file that is imported.")
class ImportFault:
    row: int | None = column("第几行；整个文件的则为空。Row, as a spreadsheet counts; null of the whole file.")
    heading: str | None = column("哪一列，英文名/中文名。Heading of the column, by both its names.")
    wrong: str = column("错在哪里。Wrong: what, in Chinese.")
    wrong_en: str = column("错在哪里（英文）。Wrong: what, in English.")
    write: str = column("应写什么。Write: what instead, in Chinese.")
    write_en: str = column("应写什么（英文）。Write: what instead, in English.")


@strawberry.type(description="上次有、这次没有的一行。A row of the last file of this source that this one lacks.")
class ImportMissing:
    label: str = column("是什么，不带姓名。What it is about, without a name.")
    row: int = column("上次的第几行。Row of the last file.")


@strawberry.type(description="预览的一行。A row of the preview.")
class ImportRow:
    row: int = column("第几行。Row, as a spreadsheet counts.")
    cells: list[str] = column("各格。Cells.", most=COLUMNS)


@strawberry.type(description="可以导入的一列。A column that may be imported.")
class ImportField:
    name: str = column("英文名，也是对列用的名。Name, by which columns are mapped.")
    zh: str = column("中文名。Name in Chinese.")
    needed: bool = column("必须有。Whether it may not be left out.")


@strawberry.type(description="可以导入的一种表。A kind of table that may be imported.")
class ImportKindInfo:
    kind: Kind = column("哪一种。Kind.")
    keeper: Role = column("由哪种岗位导入。Keeper: which role imports it, the usual one.")
    keepers: list[Role] = column("由哪些岗位导入。Keepers: all the roles that import it.", most=4)
    fields: list[ImportField] = column("有哪些列。Columns.", most=20)
    alone: bool = column("没问题的行可以先导入。Whether rows without a fault may go in without the others.")
    most: int = column("至多多少行。Most rows of a file.")


@strawberry.type(description="一次导入。One import.")
class ImportJob(Noun):
    state: State = column("状态。Where it stands.")
    kind: Kind = column("导入什么。What is imported.")
    area: Area = place("写到哪里为止。Where it may write.")
    comes_from: str = column("来源。Comes from: who made the file.", of="source")
    name: str = column("文件名。Name of the file.")
    rows: int = column("表头以下多少行。Rows below the headings.")
    heading: int = column("表头在第几行。Heading: the row that has the headings.")
    fault_count: int = column("多少处错误。How many faults.")
    missing_count: int = column("上次有、这次没有的多少行。How many rows of the last file are missing.")
    to_do: int = column("要写入几条。To do: rows that change something.")
    same: int = column("几条没有变化。Same: rows that say what is there.")
    done: int = column("已写入几条。Done: of those that change something.")
    only_good: bool = column("只导入没问题的行。Only rows without a fault go in.")
    stopped_row: int | None = column("自己停在第几行。Row at which it stopped by itself.")
    made_by: Person | None = linked("上传的人。Who uploaded it.", Link("made_by", PersonRow, here="made_by_id"))
    made_at: datetime = column("何时上传。When it was uploaded.")
    run_at: datetime | None = column("何时开始导入。When it was run last.")
    ended_at: datetime | None = column("何时完成。When it was done.")

    @computed("各列的表头。Headings of its columns.", list[str], needs=("headings",), most=COLUMNS)
    def headings(row: Any, at: Ground) -> list[str]:
        return _read(row.headings)

    @computed("每列对应的字段，不用的为空。Field of each column, empty where it is not used.", list[str],
              needs=("mapping",), most=COLUMNS)  # fmt: skip
    def mapping(row: Any, at: Ground) -> list[str]:
        return _read(row.mapping)

    @computed("前十行；完成后为空。First ten rows; none once it is done.", list[ImportRow],
              needs=("preview",), most=actions.SHOWN)  # fmt: skip
    def preview(row: Any, at: Ground) -> list[Any]:
        return [ImportRow(row=number, cells=cells) for number, cells in _read(row.preview)]

    @computed("前 500 处错误；完成后为空。First 500 faults; none once it is done.", list[ImportFault],
              needs=("faults",), most=checking.SHOWN)  # fmt: skip
    def faults(row: Any, at: Ground) -> list[Any]:
        return [ImportFault(**one) for one in _read(row.faults)]

    @computed("上次有、这次没有的前 500 行。First 500 rows of the last file that this one lacks.",
              list[ImportMissing], needs=("missing",), most=checking.SHOWN)  # fmt: skip
    def missing(row: Any, at: Ground) -> list[Any]:
        return [ImportMissing(**one) for one in _read(row.missing)]

    @computed("自己停下的原因。Code of why it stopped by itself.", ProblemCode | None, needs=("stopped_code",))
    def stopped_code(row: Any, at: Ground) -> ProblemCode | None:
        return code_of(row.stopped_code) if row.stopped_code else None

    @computed("没问题的行可以先导入。Whether its rows without a fault may go in without the others.",
              needs=("kind", "faults"))  # fmt: skip
    def alone(row: Any, at: Ground) -> bool:
        return actions.alone(row)

    allowed_steps = steps("ImportJob", Step, actions.STEPS, needs=("state", "area", "since", "kind"))


def _read(text: str) -> list[Any]:
    found: list[Any] = orjson.loads(text or "[]")
    return found


async def _kinds(self: Any) -> Any:
    return Held([_kind(kind) for kind in Kind])


def _kind(kind: Kind) -> ImportKindInfo:
    of = KINDS[kind]
    fields = [ImportField(name=one.name, zh=one.zh, needed=not one.optional) for one in of.sheet.fields]
    return ImportKindInfo(
        kind=kind, keeper=KEEPER[kind][0], keepers=list(KEEPER[kind]), fields=fields, alone=of.by_row, most=of.most
    )


QUERY, MUTATION = contract(
    ImportJob,
    IMPORTS,
    Wanted,
    actions,
    commands,
    many="导入，后上传的在前。Imports, the last first.",
    page="一页导入。One page of imports.",
    import_kinds=field("可以导入的各种表和它们的列。The kinds of tables that may be imported, and their columns.",
                       list[ImportKindInfo], most=len(Kind))(_kinds),
)  # fmt: skip
