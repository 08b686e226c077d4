"""查询 on screen: wu finds one by a word, keeps it with a period and shares it with zhao, who sees one street."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from python_calamine import CalamineWorkbook

from tests.browser.people import People
from tests.browser.phone import DESK, Screen

COPIED = "() => { navigator.clipboard.writeText = async (text) => { globalThis.copied = text } }"


async def _finds(screen: Screen, text: str) -> None:
    await screen.go("/board?ask=")
    await screen.page.get_by_role("searchbox").fill(text)
    await screen.sees("现在超期按街道")


async def test_wu_finds_keeps_and_shares_a_question_and_zhao_sees_one_street(people: People, tmp_path: Path) -> None:
    desk = await people.of("wu", "/board?ask=", viewport=DESK)
    await _finds(desk, "cqajd")
    await _finds(desk, "超期")
    await desk.page.get_by_role("link", name="现在超期按街道").click()
    await desk.sees("口泉街道")
    streets = await desk.page.locator("tbody tr").count()
    assert streets > 1
    row = desk.page.locator("tbody tr").first
    many = int(await row.locator("td button").inner_text())
    await row.locator("td button").click()
    await desk.sees(f"共 {many} 件")
    await desk.page.locator("dialog .found a").first.click()
    await desk.page.wait_for_url("**/i/*")
    await desk.page.go_back()
    await desk.go("/board?ask=week-by-street")
    await desk.page.locator("#v-period").select_option("LAST_MONTH")
    await desk.page.locator("summary", has_text="存下").click()
    await desk.page.locator("#question-name").fill("各街道上月几件")
    await desk.choose("全区的")
    await desk.page.locator("form").get_by_role("button", name="存下").click()
    await desk.page.wait_for_url("**/board?ask=0*")
    await desk.sees("口泉街道")
    assert await desk.page.locator("#v-period").input_value() == "LAST_MONTH"
    await desk.page.evaluate(COPIED)
    await desk.tap("复制链接")
    link = urlsplit(await desk.page.evaluate("() => globalThis.copied"))
    async with desk.page.expect_download() as loading:
        await desk.tap("导出 XLSX")
    made = tmp_path / "made.xlsx"
    await (await loading.value).save_as(made)
    heads, *rows = CalamineWorkbook.from_path(str(made)).get_sheet_by_name("数据").to_python()
    assert (heads, rows[-1][0]) == (["街道", "件数"], "合计")
    numbers = [one for _, one in rows if isinstance(one, float)]
    assert len(numbers) == len(rows)
    assert sum(numbers[:-1]) == numbers[-1]
    zhao = await people.of("zhao", f"{link.path}?{link.query}", viewport=DESK)
    await zhao.sees("各街道上月几件")
    await zhao.page.locator("tbody").get_by_text("口泉街道").wait_for()
    assert await zhao.page.locator("tbody tr").count() == 1


async def test_on_a_phone_there_are_templates_form_and_table_and_the_editor_is_behind_more(people: People) -> None:
    phone = await people.of("zhao", "/board?ask=longest-late")
    await phone.sees("超期最久的案件")
    await phone.page.locator("tbody tr a").first.wait_for()
    assert not await phone.page.get_by_role("link", name="在查询台里改").is_visible()
    await phone.page.locator("summary", has_text="更多").click()
    assert await phone.page.get_by_role("link", name="在查询台里改").is_visible()
    await phone.page.locator("summary", has_text="条件").click()
    await phone.page.locator("#v-unit").wait_for()
