"""The playground in a real Chromium (S47): every example runs, the price comes first, and nothing leaves our origin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Response, async_playwright

from server.data.database import Database
from tests import town as people
from tests.browser.chromium import FLAGS, provide
from tests.edge.real import whole
from tests.edge.serving import served
from tests.grid.incident.road import STRIDES, brought_to, reported, walk

SIGN_IN = """async ([login, password]) => (await fetch('/session', {method: 'POST',
  headers: {'content-type': 'application/json'}, body: JSON.stringify({login, password})})).status"""
SET = "text => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(text)"
GET = "() => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.getValue()"
NOTE = 'mutation { incidentNote(input: {opId: "x", id: "y", text: "z"}) { problems { code } } }'


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        running = await play.chromium.launch(executable_path=str(provide()), args=list(FLAGS))
        yield running
        await running.close()


@pytest.fixture
async def address(town: Database, tmp_path: Path) -> AsyncIterator[str]:
    """The whole application with a few incidents: one reported, one filed, one sent back to the desk."""
    await reported()
    await brought_to(STRIDES["dispatch"])
    await walk(STRIDES["give_back"], await brought_to(STRIDES["give_back"]))
    async with whole(town, tmp_path) as app, served(app) as where:
        yield where


class Desk:
    """The playground as somebody has it open; remembers what it complained of and where it turned to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.turned_to: set[str] = set()
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.turned_to.add(urlsplit(request.url).netloc))

    async def run(self) -> dict[str, Any]:
        """Press the button; what came back from the server."""
        async with self.page.expect_response(_is_an_answer) as coming:
            await self.page.locator("button.graphiql-execute-button").click()
        body: dict[str, Any] = await (await coming.value).json()
        return body

    async def price(self) -> str:
        return await self.page.locator("#price").inner_text()

    async def result(self, word: str) -> str:
        """The shown result, as soon as `word` stands in it."""
        for _ in range(100):
            shown = await self.page.locator(".result-window").inner_text()
            if word in shown:
                return shown
            await asyncio.sleep(0.05)
        raise AssertionError(f"{word} is not shown")


def _is_an_answer(answer: Response) -> bool:
    """Whether this answers what the person ran, and not the editor's own question about the schema."""
    return answer.url.endswith("/graphql") and "IntrospectionQuery" not in (answer.request.post_data or "")


async def opened(chromium: Browser, address: str, login: str) -> Desk:
    page = await (await chromium.new_context(base_url=address)).new_page()
    await page.goto("/playground")
    assert await page.evaluate(SIGN_IN, [login, people.PASSWORD]) == 200
    desk = Desk(page)
    await page.goto("/playground")
    await page.locator("#examples button").first.wait_for()
    await page.locator(".graphiql-query-editor .CodeMirror").wait_for()
    return desk


async def test_each_of_the_fifteen_examples_runs_and_shows_its_price_first(chromium: Browser, address: str) -> None:
    desk = await opened(chromium, address, "wu")
    buttons = desk.page.locator("#examples button")
    assert await buttons.count() == 15
    answered = []
    for number in range(15):
        before = await desk.page.evaluate(GET)
        async with desk.page.expect_response("**/playground/price") as weighed:
            await buttons.nth(number).click()
        assert (await (await weighed.value).json())["cost"] > 0
        assert await desk.page.evaluate(GET) != before
        assert (await desk.price()).startswith("预计 ")
        assert "/ 上限 10000" in await desk.price()
        body = await desk.run()
        if "errors" in body:  # a town that began today has kept no Monday
            assert body["errors"][0]["extensions"]["code"] == "AS_OF_NOT_KEPT", (number, body)
            continue
        answered.append(body["data"])
    assert sum(bool(next(iter(data.values()))) for data in answered) >= 5
    assert desk.turned_to == {urlsplit(address).netloc}
    assert desk.complaints == []


async def test_it_only_reads_until_changes_are_opened(chromium: Browser, address: str) -> None:
    desk = await opened(chromium, address, "wu")
    await desk.page.evaluate(SET, NOTE)
    assert (await desk.run())["errors"][0]["extensions"]["code"] == "READ_ONLY"
    await desk.page.locator("#changes").click()
    await desk.page.locator("#changes[aria-checked=true]").wait_for()
    assert (await desk.page.locator("#state").inner_text()).startswith(("可修改 10:00", "可修改 9:5"))
    assert "errors" not in await desk.run()
    await desk.page.locator("#changes").click()
    assert (await desk.run())["errors"][0]["extensions"]["code"] == "READ_ONLY"


async def test_what_is_too_dear_is_told_before_it_is_run(chromium: Browser, address: str) -> None:
    desk = await opened(chromium, address, "wu")
    await desk.page.evaluate(SET, "{ areas(first: 100) { nodes { children(first: 100) { name } } } }")
    sent: list[str] = []
    desk.page.on("request", lambda request: sent.append(urlsplit(request.url).path))
    await desk.page.locator("button.graphiql-execute-button").click()
    await desk.result("QUERY_TOO_EXPENSIVE")
    assert "QUERY_TOO_EXPENSIVE" in await desk.price()
    assert "/graphql" not in sent


async def test_a_head_of_a_street_sees_that_street_only(chromium: Browser, address: str) -> None:
    desk = await opened(chromium, address, "zhao")
    await desk.page.evaluate(SET, "{ incidents(first: 50) { totalCount nodes { street { code } } } }")
    body = await desk.run()
    assert body["data"]["incidents"]["totalCount"] == 3
    assert {node["street"]["code"] for node in body["data"]["incidents"]["nodes"]} == {people.KOUQUAN}


async def test_who_may_not_use_it_finds_a_page_that_says_so(chromium: Browser, address: str) -> None:
    page = await (await chromium.new_context(base_url=address)).new_page()
    await page.goto("/playground")
    assert await page.title() == "请先登录 · 网格哨"
    await page.evaluate(SIGN_IN, ["wang", people.PASSWORD])
    await page.goto("/playground")
    assert await page.locator("h1").inner_text() == "查询台不对你的岗位开放"
    assert await page.locator("h2").inner_text() == "Not open to your posts"
