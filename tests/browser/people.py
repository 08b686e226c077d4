"""People at one running server, each with a browser window of his own; who signed in once need not do it again."""

from __future__ import annotations

import json
import urllib.request
from typing import Any
from urllib.error import HTTPError

from playwright.async_api import Browser

from tests.browser.phone import PASSWORD, USUAL, Screen
from tests.browser.process import Server


class People:
    """Makes the windows of one test in one browser and closes them all."""

    kept: dict[tuple[str, str], Any] = {}  # what a window knows after the login of (address, login)

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        self.made: list[Screen] = []

    async def of(self, login: str | None, path: str = "/", **options: Any) -> Screen:
        """A window on which `login` has signed in, at `path`."""
        screen = Screen(self.server)
        state = await self._state(login) if login else None
        await screen.use(await self.browser.new_context(**(USUAL | options), storage_state=state))
        self.made.append(screen)
        await screen.go(path)
        return screen

    async def _state(self, login: str) -> Any:
        key = (self.server.address, login)
        if key not in self.kept:
            context = await self.browser.new_context(**USUAL)
            first = Screen(self.server)
            await first.use(context)
            await first.sign_in(login)
            self.kept[key] = await context.storage_state(indexed_db=True)
            await context.close()
        return self.kept[key]

    async def close(self) -> None:
        for screen in self.made:
            await screen.close()

    def trouble(self) -> list[str]:
        """Whom anybody's browser asked besides the server, and what broke on anybody's page."""
        return [one for screen in self.made for one in [*screen.strangers, *screen.errors]]


class Program:
    """A person without a browser: the same server asked by hand."""

    def __init__(self, server: Server, login: str) -> None:
        self.server = server
        self.cookie = ""
        headers = self._send("POST", "/session", {"login": login, "password": PASSWORD})[1]
        self.cookie = headers["set-cookie"].split(";")[0]

    def ask(self, query: str, **variables: Any) -> Any:
        """What the answer's JSON says."""
        return self._send("POST", "/graphql", {"query": query, "variables": variables})[0]

    def send(self, body: dict[str, Any]) -> Any:
        """The same for a body of one's own."""
        return self._send("POST", "/graphql", body)[0]

    def _send(self, method: str, path: str, body: dict[str, Any]) -> tuple[Any, Any]:
        own = {"content-type": "application/json", "origin": self.server.address, "accept": "application/json"}
        headers = own | ({"cookie": self.cookie} if self.cookie else {})
        request = urllib.request.Request(self.server.address + path, json.dumps(body).encode(), headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.loads(answer.read() or b"null"), answer.headers
        except HTTPError as refused:
            return json.loads(refused.read() or b"null"), refused.headers
