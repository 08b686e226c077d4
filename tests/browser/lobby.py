"""Who has signed in: what a window knows after a login, made once for each person on a server that nothing else uses.

A test's server is a copy of the same district. The cookie and what the phone keeps to sign out by are of a login there,
by HTTP; all else is what the first window was left with.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

from playwright.async_api import Browser, Response, Route, StorageState

from tests.browser.phone import PASSWORD, USUAL, Screen
from tests.browser.process import Server
from tests.browser.program import Program

DOCUMENTS = Path(__file__).parents[2] / "web" / "api" / "documents.json"
PULL = next(name for name, text in json.loads(DOCUMENTS.read_text("utf-8")).items() if text.startswith("query Pull("))


class Lobby:
    """`open` starts its server when the first person comes."""

    def __init__(self, browser: Browser, open: Callable[[], Server]) -> None:
        self._browser, self._open = browser, open
        self._server: Server | None = None
        self._left: dict[
            str, tuple[str, dict[str, str]]
        ] = {}  # by login: what a window keeps, and what of it is a login's

    async def state(self, login: str, server: Server) -> StorageState:
        """What the window of `login` knows who has just signed in at `server`."""
        if login not in self._left:
            self._left[login] = await self._signed_in(login)
        text, own = self._left[login]
        there = Program(server, login)
        now = {"address": server.address, "cookie": there.cookie.split("=")[1], "leave": there.leave}
        for what, old in own.items():
            assert old in text, f"a window keeps nothing of its {what}"
            text = text.replace(old, now[what])
        return cast("StorageState", json.loads(text))

    async def _signed_in(self, login: str) -> tuple[str, dict[str, str]]:
        self._server = self._server or self._open()
        context = await self._browser.new_context(**USUAL)
        await context.route("**/graphql", _but_no_copy)
        screen = Screen(self._server)
        page = await screen.use(context)
        await page.goto(f"{self._server.address}/login")
        async with page.expect_response(
            lambda one: one.request.method == "POST" and one.url.endswith("/session")
        ) as met:
            await screen.enter(login, PASSWORD)
        answer = await met.value
        cookie = (await answer.header_value("set-cookie") or "").split(";")[0].split("=")[1]
        own = {"address": self._server.address, "cookie": cookie, "leave": (await answer.json())["leave"]}
        state = await context.storage_state(indexed_db=True)
        await context.close()
        return json.dumps(state), own


def _session(answer: Response) -> bool:
    return answer.request.method == "POST" and answer.url.endswith("/session")


async def _but_no_copy(route: Route) -> None:
    """Each phone pulls its own copy: of one that came along nobody could say how old it is."""
    await (route.abort() if PULL in (route.request.post_data or "") else route.continue_())
