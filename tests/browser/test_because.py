"""Each deadline and each choice of unit explains itself on the screen, in both languages, when somebody asks."""

from __future__ import annotations

from tests.browser.covers import sent
from tests.browser.pages import CUT, measured, whistle_of
from tests.browser.people import People
from tests.browser.phone import DESK
from tests.browser.process import Server


async def test_a_case_says_how_its_times_came_about_and_why_this_unit(people: People, house: Server) -> None:
    li = await people.of("li", f"/i/{sent(house)}")
    await li.page.get_by_role("tab", name="单位").or_(li.button("单位")).first.click()
    await li.page.get_by_text("时限怎么算的，为何派给它").click()
    await li.sees("为何派给它 ")
    because = li.page.locator("details.because[open]")
    await because.locator(".stretches li").first.wait_for()
    told = await because.inner_text()
    assert "计 " in told
    assert "依据：" in told
    assert "环节时限" in told
    assert await measured(li, CUT) == []


async def test_a_called_unit_is_told_the_same(people: People, house: Server) -> None:
    li = await people.of("li", f"/w/{whistle_of(house, 'blown')}", viewport=DESK)
    await li.page.get_by_text("时限怎么算的").first.click()
    because = li.page.locator("details.because[open]")
    await because.locator(".stretches li").first.wait_for()
    assert "哨的时限" in await because.inner_text()
