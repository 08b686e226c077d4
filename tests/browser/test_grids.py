"""网格调整 on screen: one administrator cuts a grid by typing and hears what is wrong, another approves on a phone."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from tests.browser.people import People
from tests.browser.phone import DESK
from tests.browser.process import Server

STREET, COMMUNITY, GRID = "140214018", "140214018001", "140214018001002"


def asked(server: Server, question: str, *values: str) -> Any:
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        return database.execute(question, values).fetchone()


def across(server: Server, *, through: bool = True) -> str:
    """A line from west to east through the middle of the grid, or one that ends inside of it."""
    (told,) = asked(server, "SELECT ring FROM area_shape WHERE area_id = ? AND valid_to IS NULL", GRID)
    ring = json.loads(told)
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    lat, east = sum(lats) / len(lats) / 1e7, max(lons) + 9_000 if through else sum(lons) / len(lons)
    return f"{(min(lons) - 9_000) / 1e7:.7f},{lat:.7f} {east / 1e7:.7f},{lat:.7f}"


async def test_a_grid_is_cut_by_typing_and_somebody_else_approves_on_a_phone(people: People) -> None:
    desk = await people.of("admin", "/me/grids?draw=new", viewport=DESK)
    await desk.page.locator("#street").select_option(STREET)
    await desk.page.locator("#community").select_option(COMMUNITY)
    await desk.choose("口泉街社区 第2网格")
    await desk.page.locator("#line").fill(across(people.server, through=False))
    await desk.tap("切开")
    await desk.sees("线没有从一边穿到另一边")
    await desk.page.locator("#line").fill(across(people.server))
    await desk.tap("切开")
    await desk.sees("变成 2 个")
    await desk.page.locator("#reason").fill("太大了，分两片")
    for chosen in await desk.page.locator("#piece1people label.choice:has(input:checked)").element_handles():
        await chosen.evaluate("one => one.click()")
    await desk.tap("存为草稿")
    await desk.tap("检查")
    await desk.sees("有网格没有人管")
    await desk.page.get_by_role("link", name="改方案").click()
    await desk.page.locator("#piece1people label.choice").first.click()
    await desk.tap("存为草稿")
    await desk.tap("检查")
    await desk.sees("要另一个人来批")
    (plan,) = asked(people.server, "SELECT id FROM grid_plan WHERE reason = ?", "太大了，分两片")
    phone = await people.of("xu", f"/n/grid_plan/{plan}")
    await phone.tap("批准")
    await phone.sees("已生效")
    (ended,) = asked(people.server, "SELECT valid_to FROM area WHERE code = ?", GRID)
    assert ended is not None
