"""Every page for everybody: nothing that axe objects to, nothing too small to hit, nothing cut, in any dress."""

from __future__ import annotations

import pytest

from tests.browser.pages import CUT, MOVING, PAGES, SMALL, address, complaints, dressed, measured, settled
from tests.browser.people import People
from tests.browser.phone import DESK, HERE, PHONE, Screen

DRESSES = {  # each language in both themes and in both sizes
    "zh": [("normal", "light"), ("elder", "dark")],
    "en": [("normal", "dark"), ("elder", "light")],
}
WHOLE = PHONE | {"height": 12000}  # so tall that no bar lies over anything
OPEN = ("an incident", "settings", "a whistle", "what is stuck")
WIDE = {name: page for name, page in PAGES.items() if "desk" in name or name in OPEN}


async def _opened(people: People, name: str, language: str, **options: object) -> Screen:
    login, path = PAGES[name]
    screen = await people.of(login, "/nowhere", reduced_motion="reduce", **(HERE | options))
    way = address(people.server, path)
    await screen.go(f"{way}{'&' if '?' in way else '?'}lang={language}")
    await settled(screen)
    return screen


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
async def test_a_phone_shows_each_page_to_everybody(people: People, name: str, language: str) -> None:
    screen = await _opened(people, name, language, viewport=WHOLE)
    found = []
    for size, theme in DRESSES[language]:
        await dressed(screen, theme, size)
        found += [f"{theme} {size} {one}" for one in await complaints(screen)]
        found += [f"{size} too small {one}" for one in await measured(screen, SMALL)]
        found += [f"{size} {one}" for one in await measured(screen, CUT)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", WIDE)
async def test_a_desk_shows_each_page_to_everybody(people: People, name: str) -> None:
    screen = await _opened(people, name, "zh", viewport=DESK)
    found = []
    for theme in ("light", "dark"):
        await dressed(screen, theme, "normal")
        found += [f"{theme} {one}" for one in await complaints(screen)]
    found += await measured(screen, CUT)
    assert not found, "\n".join(found)


async def test_who_wants_no_motion_sees_none(people: People) -> None:
    screen = await people.of("wang", "/today", reduced_motion="reduce")
    for path in ("/today", "/report?new=1", "/me"):
        await screen.go(path)
        await settled(screen)
        assert await measured(screen, MOVING) == 0
