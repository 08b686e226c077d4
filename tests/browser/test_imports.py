"""导入 on screen: a file with faults is told row by row, mended, let in, and changes nothing when it comes again."""

from __future__ import annotations

import sqlite3

from tests.browser.people import People
from tests.browser.phone import DESK, Screen
from tests.browser.process import Server
from tests.setup.import_job.sheets import xlsx

HEADINGS = ["姓名", "手机号码", "岗位", "区域编码"]
GRID, WRONG = "140214018001001", "1.40214E+14"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def _brings(desk: Screen, area: str) -> None:
    await desk.go("/me/imports")
    await desk.page.locator("#source").fill("口泉街道")
    sheet = xlsx(
        [["网格员花名册"], HEADINGS, ["柳青青", 13900000001, "网格员", GRID], ["单小川", 13900000002, "网格员", area]]
    )
    await desk.page.locator("#file").set_input_files({"name": "花名册.xlsx", "mimeType": XLSX, "buffer": sheet})
    await desk.tap("上传")
    await desk.sees("表头在第 2 行")
    await desk.tap("检查")


def known(server: Server) -> int:
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        (found,) = database.execute("SELECT count(*) FROM person").fetchone()
    return int(found)


async def test_a_file_is_mended_let_in_and_changes_nothing_the_second_time(people: People) -> None:
    before = known(people.server)
    desk = await people.of("xu", "/me/imports", viewport=DESK)
    await _brings(desk, WRONG)
    await desk.sees("是表格软件改写的编码")
    assert known(people.server) == before
    await _brings(desk, GRID)
    await desk.tap("导入 2 行")
    await desk.sees("写入 2 行，0 行没有变化")
    assert known(people.server) == before + 2
    await _brings(desk, GRID)
    await desk.sees("和系统里一样，没有要写入的")
    assert known(people.server) == before + 2
