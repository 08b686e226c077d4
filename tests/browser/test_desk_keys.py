"""Every key of the desk does what the list of keys says, and nothing where the step is not open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.covers import filed, given_back, signed, told
from tests.browser.people import People
from tests.browser.phone import DESK
from tests.browser.process import Server
from tests.browser.underpass import act

FOCUS = "() => document.activeElement?.closest('.pane')?.id"
SHEETS: dict[str, tuple[Any, str]] = {  # key → where it stands, and what opens
    "v": (lambda server: told(server, "HOTLINE"), "发核实"),
    "f": (told, "受理"),
    "x": (told, "不予受理"),
    "m": (told, "并案"),
    "d": (filed, "派遣"),
    "t": (given_back, "同意"),
}


@pytest.mark.parametrize("key", SHEETS)
async def test_a_letter_opens_its_step_and_escape_closes_it(people: People, house: Server, key: str) -> None:
    brought, title = SHEETS[key]
    screen = await people.of("li", f"/desk/{brought(house)}", viewport=DESK)
    await screen.page.locator("#pane-detail .headline").wait_for()
    stood = await screen.page.locator("#pane-detail button:not(dialog *)").first.element_handle()
    assert stood is not None
    await stood.focus()
    await screen.page.keyboard.press(key)
    await screen.page.locator("dialog #sheet-title", has_text=title).wait_for()
    await screen.page.keyboard.press("Escape")
    await screen.page.locator("dialog").wait_for(state="detached")
    await screen.page.wait_for_function("one => document.activeElement === one", arg=stood)  # one goes on from there


async def test_w_drafts_a_whistle_where_the_street_may_and_does_nothing_elsewhere(
    people: People, house: Server
) -> None:
    screen = await people.of("li", f"/desk/{told(house)}", viewport=DESK)
    await screen.page.locator("#pane-detail .headline").wait_for()
    await screen.page.keyboard.press("w")
    await screen.page.keyboard.press("?")
    await screen.page.locator("dialog dt", has_text="W").wait_for()  # the page is still the desk
    incident = signed(house)
    act(house, incident, "li", "Escalate", reasonCode="CROSS_UNIT", reason="要几家一起办")
    await screen.go(f"/desk/{incident}")
    await screen.stands("待派遣")
    await screen.page.keyboard.press("w")
    await screen.page.wait_for_url(f"**/w/new?incident={incident}")
    await screen.sees("哨种")


async def test_one_walks_the_list_opens_searches_and_turns_between_panes(people: People, house: Server) -> None:
    new = [told(house, "HOTLINE") for _ in range(2)]
    screen = await people.of("li", "/desk?chip=intake", viewport=DESK)
    keys = screen.page.keyboard
    for one in new:  # the list is that of now, not one that was kept
        await screen.page.locator(f'#pane-list [data-id="{one}"]').wait_for()
    rows = await screen.page.locator("#pane-list [data-id]").evaluate_all("all => all.map((one) => one.dataset.id)")
    await screen.page.wait_for_url(f"**/desk/{rows[0]}?chip=intake")  # open from the start
    for key, chosen in (("j", rows[1]), ("j", rows[2]), ("k", rows[1])):
        await keys.press(key)
        await screen.page.wait_for_url(f"**/desk/{chosen}?chip=intake")
    await screen.page.locator("#pane-detail .headline").wait_for()
    await keys.press("Enter")
    assert await screen.page.evaluate(FOCUS) == "pane-detail"
    for letter, pane in (("l", "pane-list"), ("m", "pane-map"), ("d", "pane-detail")):
        await keys.press("g")
        await keys.press(letter)
        assert await screen.page.evaluate(FOCUS) == pane
    await keys.press("F6")
    assert await screen.page.evaluate(FOCUS) == "pane-map"
    await keys.press("/")
    assert await screen.page.evaluate("document.activeElement.id") == "search"
    await screen.page.evaluate("document.activeElement.blur()")
    await keys.press("n")
    await screen.page.wait_for_url("**/report*")
