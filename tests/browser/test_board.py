"""V37: the district looks first at what is stuck; each number opens its rows, and what can be decided is there."""

from __future__ import annotations

import re
import sqlite3

from tests.browser.people import People
from tests.browser.phone import DESK
from tests.browser.process import Server
from tests.browser.program import Program

COUNT = "query Late($area: AreaCode) { incidents(filter: { lights: [RED], area: $area }, first: 1) { totalCount } }"


async def test_the_district_begins_with_what_is_stuck_and_each_number_opens_its_rows(
    people: People, house: Server
) -> None:
    before = _late(house)
    wu = await people.of("wu", "/", viewport=DESK)
    await wu.sees("哪里卡住了？")
    tile = wu.page.locator(".figures-tiles a", has_text="超")
    told = int(re.sub(r"\D", "", await tile.inner_text()))
    low, high = sorted((before, _late(house)))
    assert low - 2 <= told <= high + 2  # some become late, and some are settled, while one looks
    street = wu.page.locator(".bars-list a").first
    count = (await street.inner_text()).split()[-1]
    await street.click()
    await wu.page.wait_for_url(lambda url: "chip=late&area=" in url)
    await wu.sees(f"共 {count} 件")


def _late(house: Server) -> int:
    return int(Program(house, "wu").ask(COUNT)["data"]["incidents"]["totalCount"])


async def test_the_whistle_rate_is_a_band_with_both_tails_and_no_person_is_named(people: People) -> None:
    wu = await people.of("wu", "/board", viewport=DESK)
    await wu.sees("高低两头都只是提示，不是指标")
    rows = wu.page.locator("table.rates tbody tr")
    tails = {await row.get_attribute("class") for row in await rows.all()}
    assert tails <= {"", "LOW", "WITHIN", "HIGH"}
    codes = [await link.get_attribute("href") for link in await wu.page.locator("table.rates a").all()]
    assert codes == sorted(codes, key=str)  # by code, as the areas stand: nobody leads
    names = ["王建国", "李志强", "赵海峰", "孙立军", "钱文博"]
    text = await wu.page.locator("main").inner_text()
    assert [name for name in names if name in text] == []


async def test_the_district_checks_a_sample_and_declines_a_hot_issue(people: People) -> None:
    wu = await people.of("wu", "/board")
    await wu.sees("待抽查")
    spots = wu.page.get_by_role("button", name="抽查", exact=True)
    await spots.first.click()
    sheet = wu.page.get_by_role("dialog")
    assert await sheet.locator("input:checked").count() == 0
    await wu.choose("无效")
    await wu.sees("还差：说明")
    await sheet.get_by_label("说明").fill("现场没有清理")
    await sheet.get_by_role("button", name="抽查", exact=True).click()
    await sheet.wait_for(state="hidden")
    proposed = wu.page.get_by_text("待定", exact=True)
    before = await proposed.count()
    await wu.page.get_by_role("button", name="不列入", exact=True).first.click()
    await sheet.get_by_label("原因").fill("是同一次施工，已完工")
    await sheet.get_by_role("button", name="不列入", exact=True).click()
    await sheet.wait_for(state="hidden")
    assert before > 0


async def test_a_number_tells_how_it_is_made_and_opens_as_many_rows(people: People) -> None:
    wu = await people.of("wu", "/board", viewport=DESK)
    await wu.page.get_by_role("link", name="查数据").click()
    await wu.sees("件数，按街道")
    await wu.page.get_by_text("这个数怎么来的").last.click()
    await wu.sees("分子：满意和基本满意的；分母：评价了的；不计：没有评价的。")
    await wu.page.get_by_label("时段").select_option("all")
    await wu.sees("街道 · 不限")
    cell = wu.page.locator("table.numbers tfoot button").nth(1)
    await cell.wait_for()
    count = await cell.inner_text()
    await cell.click()
    await wu.sees(f"共 {count} 件")
    await wu.page.get_by_role("dialog").get_by_role("link").first.click()
    await wu.page.wait_for_url("**/i/*")


async def test_what_stood_at_a_midnight_is_asked_on_a_phone(people: People) -> None:
    wu = await people.of("wu", "/board?by=STREET,LIGHT&period=month")
    await wu.page.locator("summary", has_text="查数据").click()
    today = await wu.page.evaluate("new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)")
    await wu.page.get_by_label("零点存量，哪天").fill(today)
    await wu.sees(f"{today} 零点的存量")
    assert await wu.page.locator("table.numbers tbody tr").count() > 3


def _open(server: Server) -> set[str | None]:
    """The screens of incidents that go on."""
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        return {f"/i/{one}" for (one,) in database.execute("SELECT id FROM incident WHERE closed_at IS NULL")}


async def test_a_supervisors_morning_is_a_digest_and_little_else_and_ends_with_an_act(people: People) -> None:
    wu = await people.of("wu", "/board")
    strip = wu.page.locator("a.strip", has_text="条消息没看")
    await strip.wait_for()
    assert 1 <= int(re.sub(r"\D", "", await strip.inner_text())) <= 10
    await strip.click()
    digest = wu.page.locator("a", has_text=re.compile(r"摘要 \d+ 条")).first
    held = int(re.findall(r"摘要 (\d+) 条", await digest.inner_text())[0])
    this = await digest.get_attribute("href")
    await digest.click()
    await wu.sees("每日摘要")
    rows = wu.page.locator("ul.cards li")
    await rows.first.wait_for()
    assert 1 <= await rows.count() <= held  # what was told twice of one thing is one row
    going_on = _open(people.server)
    links = [await one.get_attribute("href") for one in await rows.locator("a").all()]
    told = next((link for link in links if link in going_on), None)
    if told is None:  # all of it has ended since: what is longest late stands on the board
        await wu.go("/board")
    await wu.page.locator(f'a[href="{told}"]' if told else "ul.cards a").first.click()
    await wu.page.get_by_text(re.compile("其他步骤")).click()
    await wu.page.get_by_role("button", name="督办", exact=True).click()
    sheet = wu.page.get_by_role("dialog")
    await sheet.get_by_label("督办意见").fill("今天派人到现场，下午回复")
    await sheet.get_by_role("button", name="发出督办").click()
    await sheet.wait_for(state="hidden")
    await wu.go("/notices?show=unread")
    await wu.sees("未读")
    await wu.page.locator(f'a[href="{this}"]').wait_for(state="detached")
