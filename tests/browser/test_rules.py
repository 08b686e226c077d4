"""规则 on two desks: the administrator shortens a limit and simulates it, the supervisor approves it, and on its day it
is in force."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta

from server.core import clock
from tests.browser.people import People
from tests.browser.phone import DESK, Screen
from tests.browser.process import Server

WHY = "井盖松动要快修"


def day_comes(server: Server) -> None:
    """As if it had been approved the day before, in the test's own copy of the district."""
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        database.execute("UPDATE rule_draft SET starts_on = ? WHERE reason = ?", (clock.today().isoformat(), WHY))


async def drafted(admin: Screen) -> str:
    """Its address."""
    await admin.page.get_by_label("找小类或条件").fill("上水井盖 口泉")
    await admin.page.get_by_role("button", name="改 上水井盖 02 松动、异响（口泉）").click()
    await admin.page.get_by_label("多少").fill("120")
    await admin.page.locator("#reason").fill(WHY)
    await admin.tap("存为草稿")
    await admin.tap("用最近 30 天的案件模拟")
    await admin.sees("模拟结果")
    await admin.sees("自己起草的，由另一人批准")
    return "/me/rules?" + admin.page.url.partition("?")[2]


async def test_a_limit_is_shortened_by_a_draft_that_another_person_approves(people: People) -> None:
    admin = await people.of("admin", "/me/rules?tab=limits", viewport=DESK)
    draft = await drafted(admin)
    wu = await people.of("wu", "/me/rules")
    await wu.page.get_by_role("link", name="条件与时限").first.click()
    await wu.sees(WHY)
    await wu.sees("2 工作时")
    await wu.tap("批准")
    await wu.page.get_by_role("dialog").get_by_role("button", name="批准").click()
    await wu.sees("已批准")
    day_comes(people.server)
    for _ in range(60):
        await admin.go(draft)
        if await admin.page.get_by_text("生效中").count():
            break
        await asyncio.sleep(0.3)
    await admin.sees("生效中")
    await admin.go("/me/rules?tab=limits")
    await admin.page.get_by_label("找小类或条件").fill("上水井盖 口泉")
    await admin.sees("2 工作时")
    assert not people.trouble()


async def test_a_year_is_entered_by_its_notice(people: People) -> None:
    year = clock.today().year + 1
    admin = await people.of("admin", f"/me/rules?tab=calendar&year={year}", viewport=DESK)
    await admin.tap(f"录入 {year} 年的安排")
    await admin.page.get_by_role("button", name=f"{year}-03-08").click()
    await admin.page.get_by_label("依据的通知").fill("国办发明电 9 号")
    await admin.page.locator("#reason").fill("国务院通知")
    await admin.page.locator("#starts").fill((clock.today() + timedelta(days=1)).isoformat())
    await admin.tap("存为草稿")
    await admin.sees(f"工作日历 {year} 年")
    await admin.sees("依据：国办发明电 9 号")
    await admin.tap("用最近 30 天的案件模拟")
    await admin.sees("待批准")
    assert not people.trouble()
