"""What somebody types is theirs: a search waits for the input method, and a sheet gives back what was written in it."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import expect

from tests.browser.pages import one_of
from tests.browser.people import People

LONGER_THAN_A_SEARCH_WAITS = 0.7


async def test_nothing_is_asked_while_characters_are_composed_and_the_field_is_left_alone(people: People) -> None:
    li = await people.of("li", "/incidents")
    search = li.page.get_by_role("searchbox")
    await search.click()
    keyboard = await li.context.new_cdp_session(li.page)
    await keyboard.send("Input.imeSetComposition", {"text": "jinggai", "selectionStart": 7, "selectionEnd": 7})
    await asyncio.sleep(LONGER_THAN_A_SEARCH_WAITS)
    assert "q=" not in li.page.url
    await keyboard.send("Input.insertText", {"text": "井盖"})
    await li.page.wait_for_url("**q=%E4%BA%95%E7%9B%96*")
    await li.page.keyboard.type(" ")
    await asyncio.sleep(LONGER_THAN_A_SEARCH_WAITS)
    assert await search.input_value() == "井盖 "


async def test_what_was_written_in_a_sheet_is_there_again_until_it_is_sent(people: People) -> None:
    li = await people.of("li", f"/i/{one_of(people.server, 'filed')}")
    sheet = li.page.get_by_role("dialog")
    text = sheet.locator("textarea")

    async def opens() -> None:
        await li.page.get_by_role("button", name=re.compile("其他步骤")).click()
        await sheet.get_by_role("button", name="追加说明").click()
        await text.wait_for()

    await opens()
    await text.fill("箱门朝东，下午有人在")
    for leave in (lambda: li.page.keyboard.press("Escape"), lambda: li.page.mouse.click(5, 5), li.page.go_back):
        await leave()
        await sheet.wait_for(state="hidden")
        await opens()
        await expect(text).to_have_value("箱门朝东，下午有人在")
    await sheet.get_by_role("button", name="保存并发送").click()
    await sheet.wait_for(state="hidden")
    await opens()
    await expect(text).to_have_value("")


async def test_what_was_written_about_one_of_a_list_is_not_there_for_another(people: People) -> None:
    zhou = await people.of("zhou", "/approvals")
    sheet = zhou.page.get_by_role("dialog")
    text = sheet.locator("textarea")
    decline = zhou.page.locator(".card").get_by_role("button", name="不同意")
    await decline.first.click()
    await text.fill("这是另一家的职责")
    await zhou.page.keyboard.press("Escape")
    await sheet.wait_for(state="hidden")
    await decline.nth(1).click()
    await text.wait_for()
    await asyncio.sleep(LONGER_THAN_A_SEARCH_WAITS)
    assert await text.input_value() == ""
    await zhou.page.keyboard.press("Escape")
    await sheet.wait_for(state="hidden")
    await decline.first.click()
    await expect(text).to_have_value("这是另一家的职责")


async def test_a_button_that_is_always_in_sight_does_not_move_the_page(people: People) -> None:
    li = await people.of("li", f"/i/{one_of(people.server, 'filed')}")
    await li.page.locator(".acts button").first.wait_for()
    await li.page.evaluate("scrollTo(0, 0)")
    await li.page.locator(".acts button").first.focus()
    await asyncio.sleep(LONGER_THAN_A_SEARCH_WAITS)
    assert await li.page.evaluate("[scrollY, document.scrollingElement.scrollHeight > innerHeight + 200]") == [0, True]
