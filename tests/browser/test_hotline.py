"""12345 on screen: the same file twice and once changed, an order declined, one taken on without typing it again."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from server.core import clock
from tests.browser.people import People
from tests.browser.phone import DESK, Screen
from tests.browser.process import Server

BEGUN = clock.now()  # so that the same file is the same a minute later
SOURCE, COVER, DEBT = "市12345", "井盖松动，车一过就响", "邻居欠钱不还，要求政府处理"


def sheet(due: int = 2) -> bytes:
    """Two orders as 12345 sends them, the first due in so many days."""
    now = BEGUN.astimezone(clock.SHANGHAI)
    sent = f"{now - timedelta(hours=1):%Y-%m-%d %H:%M}"
    rows = ((f"BJ1,{COVER}", due, "东门,赵甲"), (f"BJ2,{DEBT}", 2, ",钱乙"))
    lines = [f"{said},{sent},{now + timedelta(days=days):%Y-%m-%d} 17:00,口泉街社区,{who},13900001234"
             for said, days, who in rows]  # fmt: skip
    return "\n".join(("工单编号,诉求内容,派单时间,办理时限,区域,事发地址,来电人,来电号码", *lines)).encode()


def stored(server: Server, column: str, number: str) -> object:
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        query = f"SELECT {column} FROM outer_order WHERE source = ? AND number = ?"
        (found,) = database.execute(query, [SOURCE, number]).fetchone()
    return found


async def _brings(desk: Screen, file: bytes) -> None:
    await desk.go("/me/imports")
    await desk.page.locator("#source").fill(SOURCE)
    await desk.page.locator("#file").set_input_files({"name": "12345.csv", "mimeType": "text/csv", "buffer": file})
    await desk.tap("上传")
    await desk.sees("表头在第 1 行")
    await desk.tap("检查")


async def _opened(desk: Screen, words: str) -> None:
    await desk.go("/n/outer_order?chip=mine")
    await desk.page.locator("a.cover").filter(has_text="BJ1" if words == COVER else "BJ2").first.click()
    await desk.sees(words)


async def test_a_file_of_12345_twice_once_changed_one_declined_one_taken_on(people: People) -> None:
    desk = await people.of("li", "/me/imports", viewport=DESK)
    await _brings(desk, sheet())
    await desk.tap("导入 2 行")
    await desk.sees("写入 2 行，0 行没有变化")
    await _brings(desk, sheet())
    await desk.sees("和系统里一样，没有要写入的")
    await _brings(desk, sheet(3))
    await desk.tap("导入 1 行")
    await desk.sees("写入 1 行，1 行没有变化")
    await _opened(desk, DEBT)
    await desk.tap("其他步骤")
    await desk.tap("不予受理")
    await desk.choose("民事纠纷")
    await desk.page.locator("dialog[open] .submit").click()
    await desk.sees("可申请人民调解")
    await _opened(desk, COVER)
    await desk.sees("来源有更新")
    await desk.tap("承接")
    await desk.page.locator("#f-grid").select_option(label="口泉街社区 第1网格")
    await desk.page.locator("dialog[open] .submit").click()
    await desk.sees("转成的案件")
    assert stored(people.server, "state", "BJ1") == "OURS"
    await _answered(desk, await people.of("zhao", "/n/answer", viewport=DESK))
    assert stored(people.server, "state", "BJ1") == "ANSWERED"


async def _answered(desk: Screen, reader: Screen) -> None:
    """In four elements, read by another, and sent."""
    await desk.page.locator("#contact").fill("赵甲")
    await desk.page.locator("#measures").fill("已更换井盖")
    await desk.choose("已办完")
    await desk.page.locator("#accepted").fill(f"{clock.now().astimezone(clock.SHANGHAI):%Y-%m-%dT%H:%M}")
    await desk.tap("交审读")
    await desk.sees("不写姓名，写角色")
    await desk.page.locator("#contact").fill("物业经理")
    await desk.tap("交审读")
    await desk.sees("四项核对")
    await reader.go(desk.page.url.removeprefix(desk.server.address))
    await reader.sees("四项核对")
    await reader.tap("同意发出")
    await reader.page.locator("dialog[open] .submit").click()
    await reader.page.locator("article .chip").get_by_text("已审读").first.wait_for()
    await desk.page.reload()
    await desk.tap("发出", exact=True)
    await desk.page.locator("dialog[open] .submit").click()
    await desk.page.locator("article .chip").get_by_text("已发出").first.wait_for()
