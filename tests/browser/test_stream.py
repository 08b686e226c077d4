"""The live stream as people see it: a cut is said, nothing pretends to be live, and afterwards nothing is missing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Route

from tests.browser.lobby import Lobby
from tests.browser.pages import settled
from tests.browser.people import People
from tests.browser.phone import DESK, Screen
from tests.browser.process import Server
from tests.browser.test_desk import told_by_telephone

LIVE, STALE = "实时", "数据截至"
CUT = re.compile(f"{STALE}|离线")  # the latter where something besides the stream got no answer, too
NOW = "() => window.dispatchEvent(new Event('online'))"


@pytest_asyncio.fixture(loop_scope="session")
async def own(browser: Browser, server: Server, lobby: Lobby) -> AsyncIterator[People]:
    """People at a server of the test's own, which may be killed."""
    made = People(browser, server, lobby)
    yield made
    await made.close()


async def _without_streams(route: Route) -> None:
    """Every request goes on, but none for a stream."""
    if "event-stream" in route.request.headers.get("accept", ""):
        await route.abort("connectionrefused")
    else:
        await route.continue_()


async def test_a_cut_stream_is_said_within_half_a_minute_and_what_happened_meanwhile_comes_after_all(
    own: People, server: Server
) -> None:
    screen = await own.of("li", "/desk?chip=all", viewport=DESK)
    await settled(screen)
    await screen.sees(LIVE)
    known = told_by_telephone(own)
    await _has_come(screen, known)

    await screen.context.route("**/graphql", _without_streams)
    server.kill()
    await screen.sees(CUT, 30)
    await screen.never_sees(LIVE)
    server.start()
    missed = [told_by_telephone(own) for _ in range(3)]
    await screen.page.evaluate(NOW)  # what is not a stream gets its answer
    await screen.sees(STALE, 30)
    await screen.never_sees(LIVE)

    await screen.context.unroute("**/graphql")
    await screen.page.evaluate(NOW)
    await screen.sees(LIVE, 30)
    await _has_come(screen, known, *missed)
    await screen.never_sees(STALE)


async def _has_come(screen: Screen, *incidents: str) -> None:
    """Each waits above the list, or stands in it, where the list was read after it was told; one that is raised by
    itself meanwhile is one more."""
    waiting = "Number(document.body.innerText.match(/新到 (\\d+) 件/)?.[1] ?? 0)"
    listed = f"{list(incidents)}.filter((id) => document.querySelector(`li[data-id='${{id}}']`)).length"
    await screen.until(f"{waiting} + {listed} >= {len(incidents)}")


async def test_a_tab_that_takes_over_goes_on_where_the_other_one_was_closed(own: People, server: Server) -> None:
    screen = await own.of("li", "/desk?chip=all", viewport=DESK)
    await settled(screen)
    await screen.sees(LIVE)
    first = screen.page
    second = await screen.tab("/desk?chip=all")
    await settled(screen)  # what the first tab hears the second knows before its own list has come
    await second.get_by_text(LIVE).wait_for()
    before = told_by_telephone(own)
    await _has_come(screen, before)
    await first.close()
    await _has_come(screen, before, told_by_telephone(own))
    assert await second.get_by_text(LIVE).count() == 1
