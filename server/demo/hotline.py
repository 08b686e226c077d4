"""Made-up orders of 12345 in every state: some to take on, answers to read, a day of call-backs; and a file to import.

Those that were answered are of the incidents that the hotline sent in the weeks before; names and numbers are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader
from server.demo.cast import STREET
from server.demo.complaints import MADE_UP, NUMBER
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Channel, Incident
from server.ground.area.models import AreaLevel
from server.ground.area.territory import territory
from server.ground.catalogue.queries import catalogue
from server.ground.person.models import Person
from server.ground.person.viewers import viewer_of
from server.service.answer import commands as answer_commands
from server.service.answer import verbs as answers
from server.service.answer.models import Answer
from server.service.hotline import coming, commands, proposing, verbs
from server.service.hotline.coming import Coming
from server.service.hotline.models import Kind, OuterOrder, OutOfScope

SOURCE, FILE = "市12345（演示）", "12345.csv"
HEADINGS = "工单编号,诉求内容,派单时间,办理时限,诉求类型,诉求分类,区域,事发地址,来电人,来电号码"
OWN = STREET + "001"  # the community that is shown
CALLED, READ, DRAFTED = 8, 2, 2  # answered ones to be called back, drafts to be read, orders to be answered
SAID: tuple[tuple[Kind, str, str], ...] = (
    (Kind.HELP, "小区东门井盖松动，车一过就响", "东门"),
    (Kind.COMPLAINT, "楼下垃圾两天没有清运，味道很大", "3 号楼下"),
    (Kind.HELP, "路灯三盏不亮，晚上老人出门不方便", "南侧便道"),
    (Kind.REPORT, "沿街门店夜里出店经营，占了人行道", "商业街北段"),
    (Kind.CONSULT, "想问老年食堂什么时候开，怎么报名", ""),
    (Kind.SUGGESTION, "建议在路口加一块减速带", "学校门口"),
)


def sheet(now: datetime) -> str:
    """A file as 12345 sends it: new orders, one that came before, one with another deadline, two rows to mend."""
    sent, due = now - timedelta(hours=2), now + timedelta(days=2)
    lines = [
        f"YS{now:%Y%m%d}{place:03},{MADE_UP}{text},{_told(sent)},{_told(due)},{_KINDS[kind]},,,{address},演示甲,{NUMBER}"
        for place, (kind, text, address) in enumerate(SAID, 1)
    ]
    lines.append(
        f"YS0001,{MADE_UP}{SAID[0][1]},{_told(sent)},{_told(due + timedelta(days=1))},求助,,,东门,演示甲,{NUMBER}"
    )
    lines.append(f"YS{now:%Y%m%d}901,{MADE_UP}类型写得不对,{_told(sent)},{_told(due)},其他2,,,,,")
    lines.append(f"YS{now:%Y%m%d}902,{MADE_UP}时限早于派单,{_told(due)},{_told(sent)},求助,,,,,")
    return "\n".join((HEADINGS, *lines)) + "\n"


_KINDS: Mapping[Kind, str] = {Kind.CONSULT: "咨询", Kind.HELP: "求助", Kind.COMPLAINT: "投诉", Kind.REPORT: "举报",
                              Kind.SUGGESTION: "建议"}  # fmt: skip


def _told(at: datetime) -> str:
    return at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")


def lay(folder: Path) -> Path:
    """The file to import, of this moment."""
    path = folder / FILE
    path.write_text(sheet(clock.now()), "utf-8-sig")
    return path


async def build(report: Callable[[int, int], None]) -> None:
    li, zhao, zhang = [await _viewer(login) for login in ("li", "zhao", "zhang")]
    now = clock.now()
    await _waiting(li, now)
    report(1, 4)
    await _declined(li, zhang, now)
    report(2, 4)
    grid = min(one.code for one in (await territory()).chosen(OWN, AreaLevel.GRID))
    drafts = [await _taken(li, f"YS01{place:02}", grid, now) for place in range(READ + DRAFTED)]
    for key in drafts[:READ]:
        await _drafted(zhang, key, now)
    report(3, 4)
    await _called(li, zhao, now)
    report(4, 4)


async def _viewer(login: str) -> Viewer:
    return await viewer_of((await Person.get(login=login, using_db=reader())).id)


async def _row(number: str, said: tuple[Kind, str, str], at: datetime, due: datetime) -> Coming:
    kind, text, address = said
    classes = (await catalogue()).classes_in_force()
    columns: dict[str, Any] = {
        "kind": kind,
        "class_name": "",
        "class_code": proposing.class_of(classes, "", text),
        "area": OWN,
        "address": address,
        "text": text if text.startswith(MADE_UP) else MADE_UP + text,
        "sent_at": at,
        "due_at": due,
        "return_by": at + timedelta(days=1),
    }
    return Coming(SOURCE, number, columns, f"演示甲 {NUMBER}")


async def _order(number: str) -> OuterOrder:
    return await OuterOrder.get(source=SOURCE, number=number, using_db=reader())


async def _waiting(li: Viewer, now: datetime) -> None:
    """To be taken on, one of them soon due and one that its source changed."""
    rows = [await _row(f"YS{place:04}", said, now - timedelta(hours=place), now + timedelta(hours=20 * place))
            for place, said in enumerate(SAID, 1)]  # fmt: skip
    with clock.at(now - timedelta(minutes=50)):
        await coming.write(li, rows)
    changed = await _row("YS0002", SAID[1], now - timedelta(hours=2), now + timedelta(hours=18))
    with clock.at(now - timedelta(minutes=20)):
        await coming.write(li, [changed])


async def _declined(li: Viewer, zhang: Viewer, now: datetime) -> None:
    """One out of scope, against which whoever called has appealed."""
    row = await _row("YS0008", (Kind.COMPLAINT, "邻居欠我的钱不还，要求政府处理", ""), now - timedelta(days=2),
                     now + timedelta(days=3))  # fmt: skip
    with clock.at(now - timedelta(days=2)):
        await coming.write(li, [row])
        key = (await _order("YS0008")).id
        why = commands.Decline(op_id=new_id(), id=key, seen=1, reason_code=OutOfScope.PRIVATE)
        await verbs.decline(li, why)
    with clock.at(now - timedelta(hours=3)):
        said = commands.Appeal(op_id=new_id(), id=key, seen=2, text=f"{MADE_UP}他在小区里骂人，请社区出面调解")
        await verbs.appeal(zhang, said)


async def _taken(li: Viewer, number: str, grid: str, now: datetime) -> UUID:
    """One that was taken on this hour."""
    said = SAID[int(number[-1]) % 3]
    with clock.at(now - timedelta(minutes=45)):
        await coming.write(li, [await _row(number, said, now - timedelta(hours=5), now + timedelta(days=2))])
        order = await _order(number)
        take = commands.Take(op_id=new_id(), id=order.id, seen=1, grid=grid, class_code=await _class(order))
        await verbs.take(li, take)
    return order.id


async def _class(order: OuterOrder) -> str:
    known = (await catalogue()).classes_in_force()
    return order.class_code or next(one.code for one in known if not one.code.endswith("99"))


async def _drafted(by: Viewer, order: UUID, now: datetime) -> Answer:
    with clock.at(now - timedelta(minutes=15)):
        draft = answer_commands.Draft(
            op_id=new_id(),
            id=new_id(),
            order_id=order,
            accepted_at=now - timedelta(minutes=45),
            contact="小区物业值班人员",
            measures=f"{MADE_UP}网格员到场核实，物业已安排维修，当天设了警示",
            finished=False,
            promised_on=clock.today() + timedelta(days=2),
        )
        done = await answers.draft(by, draft)
    return await Answer.get(id=done.id, using_db=reader())


async def _called(li: Viewer, zhao: Viewer, now: datetime) -> None:
    """What became of the hotline's incidents: answered by what their units fed back, to be called back today."""
    closed = Incident.filter(channel=Channel.HOTLINE, state=State.CLOSED, street_id=STREET, external_no__isnull=False)
    for one in await closed.order_by("-closed_at").limit(CALLED).using_db(reader()):
        assert one.external_no is not None  # it was asked for
        at = now - timedelta(hours=4)
        row = await _row(one.external_no, (Kind.HELP, one.text or MADE_UP, one.address), one.received_at,
                         now + timedelta(days=1))  # fmt: skip
        with clock.at(at):
            await coming.write(li, [row])
            order = await _order(row.number)
            await verbs.take(li, commands.Take(op_id=new_id(), id=order.id, seen=1))
            key = new_id()
            four: dict[str, Any] = {
                "accepted_at": one.received_at,
                "contact": "现场商户和物业",
                "measures": f"{MADE_UP}已到场处理完毕",
                "finished": True,
            }
            draft = answer_commands.Draft(op_id=new_id(), id=key, order_id=order.id, **four)
            await answers.draft(li, draft)
            await answers.read(zhao, answer_commands.Read(op_id=new_id(), id=key, seen=1))
            await answers.send(li, answer_commands.Send(op_id=new_id(), id=key, seen=2))
