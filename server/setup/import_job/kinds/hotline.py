"""Orders of a hotline outside, as 12345: known by their source and number, so that the same file twice changes nothing
and a row that changed is an update. Who called is sealed when the row goes in.

A place is a code or a name; where the file says none, it is what the address and the words name, within the area of who
imports it. What it is about is proposed from its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from server.core.clock import SHANGHAI
from server.core.text import code, kept
from server.core.viewer import Viewer
from server.ground.area.models import Area
from server.ground.area.territory import Territory, territory
from server.ground.catalogue.models import IncidentClass
from server.ground.catalogue.queries import catalogue
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.ground.worktime.queries import calendar
from server.process.importing.cells import Unread, day, one_of, plain, refuse_scientific, text
from server.process.importing.faults import Faults, Said, echo
from server.process.importing.kind import Act, Given, ImportKind, Plan
from server.process.importing.sheet import Field, Row, Sheet, Table
from server.service.hotline import coming, proposing
from server.service.hotline.coming import Coming
from server.service.hotline.models import Kind, OuterOrder

RETURNED_WITHIN = Limit(LimitKind.WD, 1)  # where a file does not say until when it may be given back
TOGETHER = 500  # orders of one look
NO_ADDRESS = 200  # characters of one
STREET = 9  # digits of its code
_MOMENT = re.compile(r"(.{8,11}?)[ T](\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?|分?)?")
_SERIAL = re.compile(r"([2-6]\d{4})(\.\d+)?")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
KINDS: dict[str, str] = {
    Kind.CONSULT: "咨询",
    Kind.HELP: "求助",
    Kind.COMPLAINT: "投诉",
    Kind.REPORT: "举报",
    Kind.SUGGESTION: "建议",
}


def number(cell: str) -> str:
    """A number as its source has it, whatever its width."""
    found = code(plain(cell)).replace(" ", "").upper()
    refuse_scientific(found)
    if not 1 <= len(found) <= 64:
        raise Unread(
            Said("编号长于 64 位", "the number is longer than 64 characters"), Said("原编号", "its own number")
        )
    return found


def words(cell: str) -> str:
    """What somebody said; no mobile number stays in it in the clear."""
    return _MOBILE.sub(r"\1****\2", kept(cell))


def phone(cell: str) -> str:
    """A telephone number. What it is no fault repeats."""
    found = re.sub(r"[\s()-]", "", plain(cell))
    if not re.fullmatch(r"\+?\d{5,15}", found):
        raise Unread(Said("不是电话号码", "it is no telephone number"), Said("只写数字", "its digits"))
    return found


def moment(cell: str) -> str:
    """A moment of Shanghai's, as 2026-11-30 09:15, 2026年11月30日 9时15分 or a spreadsheet's number."""
    found, given = _moment_of(plain(cell)), plain(cell)
    if found is None:
        found = datetime.fromisoformat(day(given)).replace(tzinfo=SHANGHAI)
    return found.astimezone(UTC).isoformat()


def deadline(cell: str) -> str:
    """The same; of a day alone its end."""
    given = plain(cell)
    if _moment_of(given) is None:
        begins = datetime.fromisoformat(day(given)).replace(tzinfo=SHANGHAI)
        return (begins + timedelta(days=1, minutes=-1)).astimezone(UTC).isoformat()
    return moment(cell)


def _moment_of(given: str) -> datetime | None:
    """A day with an hour; None for what is none."""
    if (serial := _SERIAL.fullmatch(given)) and serial[2]:
        whole = datetime(1899, 12, 30, tzinfo=SHANGHAI) + timedelta(days=int(serial[1]))
        return whole + timedelta(seconds=round(float(serial[2]) * 86_400))
    found = _MOMENT.fullmatch(given)
    if found is None:
        return None
    try:
        begins = datetime.fromisoformat(day(found[1].strip())).replace(tzinfo=SHANGHAI)
        return begins.replace(hour=int(found[2]), minute=int(found[3]), second=int(found[4] or 0))
    except ValueError:
        return None


SHEET = Sheet("hotline", "12345 工单", (
    Field("number", "工单编号", number),
    Field("text", "诉求内容", words),
    Field("sent_at", "派单时间", moment),
    Field("due_at", "办理时限", deadline),
    Field("return_by", "退单时限", deadline, optional=True),
    Field("kind", "诉求类型", one_of(KINDS), optional=True),
    Field("class_name", "诉求分类", text(80), optional=True),
    Field("area", "区域", text(64), optional=True),
    Field("address", "事发地址", text(NO_ADDRESS), optional=True),
    Field("caller", "来电人", text(24), optional=True),
    Field("phone", "来电号码", phone, optional=True),
    Field("result", "办理结果", kept, optional=True),  # it is ours to say: the column is filled when results are saved
    Field("answered_at", "办结时间", kept, optional=True),
), ("number",))  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """What rows are held against."""

    areas: Territory
    within: list[Area]
    classes: list[IncidentClass]
    calendar: Calendar
    there: dict[str, OuterOrder]


async def planned(given: Given, table: Table, faults: Faults) -> Plan:
    areas = await territory()
    numbers, there = [row["number"] for row in table.rows], dict[str, OuterOrder]()
    for begin in range(0, len(numbers), TOGETHER):
        there |= await coming.known(given.source, numbers[begin : begin + TOGETHER])
    within = [one for one in areas.chosen(given.area, None) if len(one.code) >= STREET]
    known = _Known(areas, within, (await catalogue()).classes_in_force(), await calendar(), there)
    found = ((row, one) for row in table.rows if (one := _coming(given, row, known, faults)) is not None)
    return _plan(found, known)


def _plan(found: Iterable[tuple[Row, Coming]], known: _Known) -> Plan:
    plan = Plan()
    for row, one in found:
        before = known.there.get(one.number)
        if before is not None and not one.differs(before):
            plan.same += 1
        else:
            plan.acts.append(Act(row.number, one))
    return plan


def _coming(given: Given, row: Row, known: _Known, faults: Faults) -> Coming | None:
    sent_at, due_at = (datetime.fromisoformat(row[name]) for name in ("sent_at", "due_at"))
    area = _area(given, row, known, faults)
    if due_at <= sent_at:
        faults.add(SHEET.file, row.number, SHEET.heading("due_at"), Said("早于派单时间", "it lies before it was sent"),
                   Said("派单之后的时刻", "a later moment"))  # fmt: skip
    if area is None or due_at <= sent_at:
        return None
    return_by = row.get("return_by")
    columns: dict[str, Any] = {
        "kind": Kind(row.get("kind", Kind.HELP)),
        "class_name": row.get("class_name"),
        "class_code": proposing.class_of(known.classes, row.get("class_name"), row["text"]),
        "area": area,
        "address": row.get("address"),
        "text": row["text"],
        "sent_at": sent_at,
        "due_at": due_at,
        "return_by": datetime.fromisoformat(return_by) if return_by
        else limits.due(sent_at, RETURNED_WITHIN, known.calendar),
    }  # fmt: skip
    return Coming(given.source, row["number"], columns, " ".join(filter(None, (row.get("caller"), row.get("phone")))))


def _area(given: Given, row: Row, known: _Known, faults: Faults) -> str | None:
    """The code of its place, within the area of who imports it; None with a fault for another."""
    said = plain(row.get("area"))
    if not said:
        return proposing.area_of(known.within, f"{row.get('address')} {row['text']}") or given.area
    named = known.areas.area(said)
    found = named.code if named else proposing.area_of(known.within, said)
    if found is not None and found.startswith(given.area):
        return found
    wrong = Said(f"{echo(said)}不在你的管理范围", f"{echo(said)} is not yours")
    write = Said("本区域的街道或社区，编码或名称", "a street or community of yours, by code or name")
    faults.add(SHEET.file, row.number, SHEET.heading("area"), wrong, write)
    return None


async def apply(by: Viewer, given: Given, acts: Sequence[Act]) -> None:
    await coming.write(by, [one.value for one in acts])


HOTLINE = ImportKind(
    sheet=SHEET,
    plan=planned,
    apply=apply,
    label=lambda row: row["number"],
    also={"工单号": "number", "编号": "number", "受理编号": "number", "内容": "text", "诉求描述": "text",
          "反映内容": "text", "派发时间": "sent_at", "转办时间": "sent_at", "交办时间": "sent_at", "截止时间": "due_at",
          "办结时限": "due_at", "办理期限": "due_at", "退单截止": "return_by", "类型": "kind", "工单类型": "kind",
          "分类": "class_name", "问题分类": "class_name", "所属区域": "area", "所属街道": "area", "属地": "area",
          "地址": "address", "问题地址": "address", "反映人": "caller", "姓名": "caller", "联系人": "caller",
          "来电电话": "phone", "联系电话": "phone", "电话": "phone", "答复内容": "result", "处理结果": "result",
          "办理情况": "result", "答复意见": "result", "答复时间": "answered_at", "反馈时间": "answered_at"},
    private=frozenset({"caller", "phone"}),
    whole=False,
)  # fmt: skip
