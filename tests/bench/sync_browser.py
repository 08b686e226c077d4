"""The same race in a real browser: Chromium at a sixth of its speed, 300 ms, 50 KB a second, rows kept in IndexedDB.

Ours is the app itself, signed in, its pull held back until the brakes are on; the time is until every row lies in the
store and can be read, `whole` until what changed meanwhile was asked for too. PouchDB replicates into a page that loads
nothing else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright

from tests import town
from tests.browser.chromium import FLAGS, provide
from tests.browser.phone import USUAL, Screen
from tests.browser.process import Server

SLOWER, LATENCY_MS, RATE = 6, 300, 50_000
OURS = """async () => {
  const home = document.querySelector('script[type=module][src*="main"]').src
  const { pull } = await import(new URL('core/replica/copying.js', home))
  globalThis.pullAll = async () => {
    const begun = performance.now()
    const told = new BroadcastChannel('gridwhistle-copy')
    const readable = new Promise((done) => { told.onmessage = () => done(performance.now() - begun) })
    const requests = await pull()
    return { ms: await readable, whole: performance.now() - begun, requests }
  }
}"""
THEIRS = """async (batch) => {
  const begun = performance.now()
  const own = new PouchDB('own')
  await own.replicate.from(`${location.origin}/incidents`, batch ? { batch_size: batch } : {})
  return { ms: performance.now() - begun, rows: (await own.info()).doc_count }
}"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser for the race."""
    async with async_playwright() as play:
        running = await play.chromium.launch(executable_path=str(provide()), args=list(FLAGS))
        yield running
        await running.close()


async def brakes(page: Page) -> None:
    """From now on this page has a cheap phone's processor and a slow line."""
    session = await page.context.new_cdp_session(page)
    line = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": RATE, "uploadThroughput": RATE}
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", line)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


async def ours(browser: Browser, server: Server, login: str, documents: tuple[str, ...]) -> dict[str, Any]:
    """The app's own first sync; `documents` are the ids of its pull, and of what it asks for beforehand."""
    screen = Screen(server)
    context = await browser.new_context(**USUAL, service_workers="block")
    page = await screen.use(context)
    await _hold_back(context, documents)
    await screen.sign_in(login, town.PASSWORD)
    await page.evaluate(OURS)
    await context.unroute("**/graphql")
    await brakes(page)
    weighed = await _weighing(page)
    told: dict[str, Any] = await page.evaluate("() => pullAll()")
    rows = len(await screen.stored("copy"))
    await context.close()
    return {"who": "ours", "rows": rows, "bytes": weighed[0]} | told


async def _hold_back(context: BrowserContext, documents: tuple[str, ...]) -> None:
    async def answer(route: Route) -> None:
        if any(one in (route.request.post_data or "") for one in documents):
            await route.abort()
        else:
            await route.continue_()

    await context.route("**/graphql", answer)


async def theirs(browser: Browser, port: int, batch: int) -> dict[str, Any]:
    """PouchDB's own first sync, at its usual batches or at those of `batch` rows."""
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(f"http://127.0.0.1:{port}/page")
    await brakes(page)
    weighed = await _weighing(page)
    told: dict[str, Any] = await page.evaluate(THEIRS, batch)
    await context.close()
    return {"who": f"PouchDB, batches of {batch}" if batch else "PouchDB", "bytes": weighed[0]} | told


async def _weighing(page: Page) -> list[int]:
    """The bytes that come to the page from now on, counted as they come over the line."""
    weighed = [0]
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")

    def add(event: dict[str, Any]) -> None:
        weighed[0] += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", add)
    return weighed
