"""The ways of the desk: its own form, back to where one was, and wherever Ctrl+K leads."""

from __future__ import annotations

from typing import Any

from playwright.async_api import expect

from server.core.ids import new_id
from tests.browser.pages import CUT, comes_true, complaints, measured
from tests.browser.people import People
from tests.browser.phone import DESK, Screen
from tests.browser.program import Program
from tests.browser.test_desk import first_open, told_by_telephone

FILED = """query Filed($text: String!) {
  incidents(filter: { text: $text }, first: 5) { nodes { channel externalNo text state grid { name } } }
}"""
ROWS = "document.querySelectorAll('#pane-list [data-id]').length"
STOOD = "document.getElementById('pane-list').scrollTop"
UPON_MAP = """() => {
  const { left, top, width } = document.querySelector('#pane-map .big-map').getBoundingClientRect()
  return Boolean(document.elementFromPoint(left + width / 2, top + 40).closest('#pane-map'))
}"""


async def test_a_desk_files_what_it_was_told_on_one_page_and_a_reload_loses_nothing(people: People) -> None:
    """Source first; the class by the words, the grid by its name; Ctrl+Enter sends it through the outbox."""
    order = str(new_id())
    screen = await people.of("li", "/desk", viewport=DESK)
    await first_open(screen)
    await screen.page.keyboard.press("n")
    await screen.page.locator("#external, #source").first.wait_for()
    await expect(screen.page.locator("h1")).to_be_focused()
    await screen.choose("12345")
    await screen.page.get_by_label("外部编号").fill(order)
    await screen.sees("反映人的姓名、电话不写在这里")
    await screen.page.get_by_label("反映什么").fill("小区里停水停电两天了")
    await screen.choose("停水停电")
    await screen.page.get_by_label("在哪里", exact=True).fill("菜市场西门")
    await screen.sees("还没选网格")  # none is taken that nobody chose
    await screen.page.get_by_label("在哪里", exact=True).fill("口泉街社区第2网格 菜市场西门")
    await screen.until("document.querySelector('#grid').selectedOptions[0].innerText.includes('第2网格')")
    await screen.sees("草稿自动保存在这台电脑")
    assert await complaints(screen) + await measured(screen, CUT) == []
    await screen.page.reload()
    await screen.until(f"document.querySelector('#external')?.value === '{order}'")
    await screen.page.locator("#pane-list [data-id]").first.wait_for()  # the list stays beside it
    await screen.page.keyboard.press("Control+Enter")
    await screen.sees("已存手机")
    asked = Program(people.server, "wu")

    def filed() -> Any:
        return asked.ask(FILED, text="停水停电两天")["data"]["incidents"]["nodes"]

    await comes_true(filed)
    (new,) = filed()
    assert new == {"channel": "HOTLINE", "externalNo": order, "text": "小区里停水停电两天了", "state": "REPORTED",
                   "grid": {"name": "口泉街社区 第2网格"}}  # fmt: skip


async def test_back_finds_the_rows_and_the_place_as_they_were_and_so_does_a_reload(people: People) -> None:
    screen = await people.of("wu", "/desk?chip=all", viewport=DESK)
    await first_open(screen)
    await screen.tap("再看 30 条")
    rows = screen.page.locator("#pane-list [data-id]")
    await screen.until(f"{ROWS} === 60")
    chosen = await rows.nth(44).get_attribute("data-id")
    await rows.nth(44).locator("a").click()
    await screen.page.wait_for_url(f"**/desk/{chosen}?chip=all")
    stood = await screen.page.evaluate(STOOD)
    assert stood > 0
    for leave in ("back", "reload"):
        if leave == "back":
            await screen.walks("/w")
            await screen.page.go_back()
        else:
            await screen.page.reload()
        await screen.until(f"{ROWS} === 60 && Math.abs(({STOOD}) - {stood}) < 3")
        await screen.page.locator(f'#pane-list [data-id="{chosen}"] a[aria-current="true"]').wait_for()


async def test_ctrl_k_goes_to_a_list_a_named_one_a_case_and_a_step_and_leaves_the_map_free(people: People) -> None:
    told = told_by_telephone(people)
    screen = await people.of("li", "/desk?chip=intake", viewport=DESK)
    await first_open(screen)
    await screen.tap("更多筛选")
    await screen.page.get_by_label("视图名").fill("今早的")
    await screen.tap("存下")
    await screen.until_stored("meta", "今早的")
    await screen.page.keyboard.press("Escape")
    await _by_palette(screen, "待派遣")
    await screen.page.wait_for_url("**/desk*chip=dispatch*")
    await screen.walks("/handover")  # the list stays beside it, and so does the palette
    await screen.page.locator("#pane-list [data-id]").first.wait_for()
    await _by_palette(screen, "今早的")
    await screen.page.wait_for_url("**/desk/*chip=intake*")
    await first_open(screen)
    await _by_palette(screen, "绊倒", told)
    await screen.page.wait_for_url(f"**/desk/{told}*")
    await screen.stands("待受理")
    await _by_palette(screen, "不予受理")
    await screen.page.locator("dialog #sheet-title", has_text="不予受理").wait_for()
    assert await screen.page.evaluate(UPON_MAP)
    assert await complaints(screen) == []


async def _by_palette(screen: Screen, text: str, incident: str | None = None) -> None:
    """Choose what the palette finds first; a case is found once the server said so."""
    await screen.page.keyboard.press("Control+k")
    await screen.page.get_by_role("combobox", name="去哪里，做什么").fill(text)
    if incident is None:
        await screen.page.get_by_role("option", name=text).first.wait_for()
        assert await complaints(screen) == []
    else:
        await screen.page.get_by_role("option", name="停水停电").first.wait_for()
    await screen.page.keyboard.press("Enter")
