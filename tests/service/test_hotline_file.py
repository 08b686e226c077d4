"""A file of 12345: mapped by its headings, every fault at once, twice without doubling, a changed row as an update."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time
from typing import Any

import orjson

from server.data.database import Database, reader
from server.process.contact.models import Contact
from server.service.hotline.lifecycle import State
from server.service.hotline.models import Kind, OuterOrder
from server.setup.import_job.models import ImportJob
from server.setup.import_job.models import Kind as ImportKind
from server.setup.import_job.running import Running
from tests import town as place
from tests.setup.import_job.sheets import checked, mapping, to_the_end, xlsx

SOURCE = "市12345"
HEADINGS = ["工单号", "诉求描述", "派发时间", "截止时间", "类型", "问题分类", "属地", "地址", "反映人", "联系电话"]
COVER: list[Any] = ["dt２０２６-001", "口泉街社区东门井盖破损，联系 13900001234", "2026-11-23 08:30", "2026/11/27",
                    "求助", "", "", "东门", "赵甲", "139 0000 1234"]  # fmt: skip
RUBBISH = ["DT2026-002", "垃圾没人清，味道很大", "2026年11月23日 9时05分", 46352.75, "投诉", "暴露垃圾", "泉峪路社区",
           "", "钱乙", "0352-5550100"]  # fmt: skip


def faults(row: ImportJob) -> list[tuple[int, str]]:
    return [(one["row"], (one["heading"] or "").partition("/")[0]) for one in orjson.loads(row.faults)]


async def checks(*rows: list[Any]) -> ImportJob:
    return await checked(ImportKind.HOTLINE, xlsx([HEADINGS, *rows]), source=SOURCE)


async def orders() -> dict[str, OuterOrder]:
    return {one.number: one for one in await OuterOrder.all().using_db(reader())}


async def test_a_file_becomes_orders_with_place_class_and_a_sealed_caller(town: Database) -> None:
    row = await checks(COVER, RUBBISH)
    assert mapping(row) == ("number", "text", "sent_at", "due_at", "kind", "class_name", "area", "address", "caller",
                            "phone")  # fmt: skip
    assert (row.fault_count, row.to_do, row.same, row.missing_count) == (0, 2, 0, 0)
    assert "1390000" not in row.preview
    assert "赵甲" not in row.preview
    await to_the_end(row)
    found = await orders()
    cover, rubbish = found["DT2026-001"], found["DT2026-002"]
    assert (cover.area, cover.class_code, cover.contact) == (place.STREET_SIDE, place.COVER, "赵* 139****1234")
    assert cover.text == "口泉街社区东门井盖破损，联系 139****1234"
    assert cover.due_at == datetime(2026, 11, 27, 15, 59, tzinfo=UTC), "a day alone lasts until its end"
    assert (rubbish.kind, rubbish.area, rubbish.class_code) == (Kind.COMPLAINT, place.SPRING_SIDE, place.RUBBISH)
    assert (rubbish.sent_at, rubbish.due_at) == (
        datetime(2026, 11, 23, 1, 5, tzinfo=UTC), datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    )  # fmt: skip
    assert await Contact.filter(kind="outer_order").count() == 2


async def test_the_same_file_twice_changes_nothing_and_a_changed_row_is_an_update_that_is_shown(town: Database) -> None:
    await to_the_end(await checks(COVER, RUBBISH))
    again = await checks(COVER, RUBBISH)
    assert (again.to_do, again.same, again.missing_count) == (0, 2, 0)
    later = [*COVER]
    later[3] = "2026-11-28 12:00"
    changed = await checks(later)
    assert (changed.to_do, changed.same, changed.missing_count) == (1, 0, 0), "a file of 12345 is never all of it"
    await to_the_end(changed)
    found = await orders()
    assert (len(found), found["DT2026-001"].version, found["DT2026-002"].version) == (2, 2, 1)
    assert [one["field"] for one in orjson.loads(found["DT2026-001"].changes)] == ["due_at"]
    assert found["DT2026-001"].state is State.RECEIVED


async def test_every_fault_is_told_and_repeats_no_number(town: Database) -> None:
    bad = [
        ["1.23E+17", *COVER[1:]],
        [*COVER[:2], "昨天", *COVER[3:]],
        ["DT3", COVER[1], "2026-11-23 08:30", "2026-11-22", *COVER[4:]],
        ["DT4", *COVER[1:4], "其他2", *COVER[5:]],
        ["DT5", *COVER[1:6], "新胜街社区", *COVER[7:]],
        ["DT6", *COVER[1:9], "打不通13900001234号"],
        ["DT6", "", *COVER[2:]],
        COVER,
        COVER,
    ]
    row = await checks(*bad)
    assert sorted(faults(row)) == [
        (2, "number"), (3, "sent_at"), (4, "due_at"), (5, "kind"), (6, "area"), (7, "phone"), (8, "text"),
        (10, "number"),
    ]  # fmt: skip
    assert "13900001234" not in row.faults


async def test_five_thousand_rows_take_less_than_a_minute(town: Database) -> None:
    """As a row costs of the processor, whatever else is busy on this machine."""
    rows = [[f"DT-{one:05}", *COVER[1:]] for one in range(100)]
    row = await checks(*rows)
    running, begun = Running(), process_time()
    await to_the_end(row, running)
    assert await OuterOrder.all().count() == 100
    assert (process_time() - begun) / 100 * 5000 < 60
