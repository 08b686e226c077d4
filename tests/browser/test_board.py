"""V37: the district looks first at what is stuck; each number opens its rows, and what can be decided is there."""

from __future__ import annotations

import re

from tests.browser.people import People
from tests.browser.phone import DESK
from tests.browser.process import Server
from tests.browser.program import Program

COUNT = "query Late($area: String) { incidents(filter: { lights: [RED], area: $area }, first: 1) { totalCount } }"


async def test_the_district_begins_with_what_is_stuck_and_each_number_opens_its_rows(
    people: People, house: Server
) -> None:
    wu = await people.of("wu", "/", viewport=DESK)
    await wu.sees("哪里卡住了？")
    tile = wu.page.locator(".figures-tiles a", has_text="超")
    told = int(re.sub(r"\D", "", await tile.inner_text()))
    whole = Program(house, "wu").ask(COUNT)["data"]["incidents"]["totalCount"]
    assert told == whole
    street = wu.page.locator(".bars-list a").first
    count = (await street.inner_text()).split()[-1]
    await street.click()
    await wu.page.wait_for_url(lambda url: "chip=late&area=" in url)
    await wu.sees(f"共 {count} 件")


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
