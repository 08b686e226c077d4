"""Every page for everybody: nothing that axe objects to, nothing too small to hit, nothing cut, in any dress.

Sizes and cuts are measured in both sizes each time. Axe looks at each page once a language: at the Chinese page in one
theme and size, at the English one in the other theme and size, each day in other ones; within four days it has seen
every dress of both. `GRID_TEST_DRESSES=all`, as each night, has it look at all of them.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.lobby import Lobby
from tests.browser.pages import (
    CUT,
    FAR,
    MOVING,
    PAGES,
    SMALL,
    STUCK,
    address,
    complaints,
    dressed,
    measured,
    settled,
    words_that_do_not_grow,
)
from tests.browser.people import People
from tests.browser.phone import DESK, HERE, PHONE, Screen
from tests.browser.process import Server

DRESSES = [("normal", "light"), ("elder", "dark"), ("normal", "dark"), ("elder", "light")]
ALL = os.environ.get("GRID_TEST_DRESSES") == "all"
TODAY = datetime.now(UTC).date().toordinal()
WHOLE = PHONE | {"height": 12000}  # so tall that no bar lies over anything
OPEN = ("an incident", "settings", "a whistle", "what is stuck")
WIDE = {name: page for name, page in PAGES.items() if "desk" in name or name in OPEN}


class Windows:
    """One window for each person, language and size: a page is opened in the one where the page before it was."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.open: dict[tuple[object, ...], Screen] = {}

    async def at(self, name: str, language: str, viewport: dict[str, int]) -> Screen:
        """Somebody's window on this page, settled."""
        login, path = PAGES[name]
        key = (login, language, viewport["width"])
        if key not in self.open:
            options = HERE | {"viewport": viewport, "reduced_motion": "reduce"}
            self.open[key] = await self.people.of(login, "/nowhere", **options)
        way = address(self.people.server, path)
        await _shown(self.open[key], f"{way}{'&' if '?' in way else '?'}lang={language}")
        return self.open[key]

    def trouble(self) -> list[str]:
        """What broke, and which strangers were asked, since this was asked last."""
        found = self.people.trouble()
        for screen in self.open.values():
            screen.errors.clear()
            screen.strangers.clear()
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def windows(browser: Browser, house: Server, lobby: Lobby) -> AsyncIterator[Windows]:
    people = People(browser, house, lobby)
    yield Windows(people)
    await people.close()


async def _shown(screen: Screen, way: str) -> None:
    """The page at `way`, within the app that runs; anew where its page is the same, or the language is to be read."""
    before, after = urlsplit(screen.page.url), urlsplit(way)
    desk = before.path.startswith("/desk") and after.path.startswith("/desk")
    kinds = before.query.startswith(("ask=", "by="))  # a page that its query chose is another one without it
    if before.path == after.path or desk or kinds or before.query[-2:] != after.query[-2:]:
        await screen.go(way)
    else:
        await screen.walks(way)
    await settled(screen)


def looked_at(name: str, language: str, day: int = TODAY) -> tuple[str, str]:
    """The dress in which axe sees a page that day: those of the two languages differ in size and theme."""
    turn = (list(PAGES).index(name) + day) % len(DRESSES)
    return DRESSES[turn if language == "zh" else turn ^ 1]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
async def test_a_phone_shows_each_page_to_everybody(windows: Windows, name: str, language: str) -> None:
    screen = await windows.at(name, language, WHOLE)
    found = []
    for size, theme in DRESSES if ALL else [looked_at(name, language)]:
        await dressed(screen, theme, size)
        found += [f"{theme} {size} {one}" for one in await complaints(screen)]
    for size in ("normal", "elder"):
        await dressed(screen, "light", size)
        found += [f"{size} too small {one}" for one in await measured(screen, SMALL)]
        found += [f"{size} {one}" for one in await measured(screen, CUT)]
    found += [*await words_that_do_not_grow(screen), *await measured(screen, FAR)]
    found += windows.trouble()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", WIDE)
async def test_a_desk_shows_each_page_to_everybody(windows: Windows, name: str) -> None:
    screen = await windows.at(name, "zh", DESK)
    found = []
    for theme in ("light", "dark") if ALL else (("light", "dark")[(list(WIDE).index(name) + TODAY) % 2],):
        await dressed(screen, theme, "normal")
        found += [f"{theme} {one}" for one in await complaints(screen)]
    found += await measured(screen, CUT)
    found += windows.trouble()
    assert not found, "\n".join(found)


def test_each_page_is_seen_in_both_themes_a_day_and_in_every_dress_within_four() -> None:
    days = range(TODAY, TODAY + len(DRESSES))
    for name in PAGES:
        assert {theme for _, theme in (looked_at(name, "zh"), looked_at(name, "en"))} == {"light", "dark"}
        for language in ("zh", "en"):
            assert {looked_at(name, language, day) for day in days} == set(DRESSES)


async def test_who_wants_no_motion_sees_none(people: People) -> None:
    screen = await people.of("wang", "/today", reduced_motion="reduce")
    for path in ("/today", "/report", "/me"):
        await screen.go(path)
        await settled(screen)
        assert await measured(screen, MOVING) == 0


LOOKS = """() => {
  const ground = (name) => getComputedStyle(document.querySelector(name)).backgroundColor
  const lamp = document.querySelector('[class^="lamp-"]')
  return {
    main: ground('.acts .button.main'), plain: ground('.acts .button:not(.main)'), page: ground('html'),
    on: ground('.bars i.on'), off: ground('.bars i:not(.on)'), lamp: lamp && getComputedStyle(lamp).fill,
  }
}"""
FOCUSED = "() => document.activeElement.textContent"


async def test_few_colours_and_little_height_leave_everything_to_see_and_to_do(people: People) -> None:
    """A system that forces its colours, enlarged four times: 320 x 256."""
    eyes = {"forced_colors": "active", "color_scheme": "dark", "viewport": {"width": 320, "height": 256}}
    wang = await people.of("wang", address(people.server, "/i/{checking}"), **eyes)
    await settled(wang)
    looks = await measured(wang, LOOKS)
    assert looks["main"] != looks["plain"]
    assert looks["on"] != looks["off"]
    assert looks["lamp"] not in (None, looks["page"])
    assert await measured(wang, STUCK) == []
    opener = wang.button("其他步骤").first
    await opener.click()
    await wang.page.locator("dialog[open]").wait_for()
    await wang.page.keyboard.press("Escape")
    await wang.page.locator("dialog").wait_for(state="detached")
    await wang.until(f"() => ({FOCUSED})().startsWith('其他步骤')")
    for path in ("/report", "/today"):
        await wang.walks(path)
        await settled(wang)
        assert await measured(wang, STUCK) == []
