"""People at one running server, each with a browser window of their own."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Browser

from tests.browser.lobby import Lobby
from tests.browser.phone import USUAL, Screen
from tests.browser.process import Server

# A service worker copies the whole app into each new window: half of what opening one costs, and seldom looked at.
WORKER, NO_WORKER = {"service_workers": "allow"}, {"service_workers": "block"}


class People:
    """Makes the windows of one test in one browser and closes them all."""

    def __init__(self, browser: Browser, server: Server, lobby: Lobby) -> None:
        self.browser, self.server, self.lobby = browser, server, lobby
        self.made: list[Screen] = []

    async def of(self, login: str | None, path: str = "/", **options: Any) -> Screen:
        """A window on which `login` has signed in, at `path`. Without a worker, unless `**WORKER` asks for one."""
        screen = Screen(self.server)
        state = await self.lobby.state(login, self.server) if login else None
        await screen.use(await self.browser.new_context(**(USUAL | NO_WORKER | options), storage_state=state))
        self.made.append(screen)
        await screen.go(path)
        return screen

    async def close(self) -> None:
        for screen in self.made:
            await screen.close()

    def trouble(self) -> list[str]:
        """Whom anybody's browser asked besides the server, and what broke on anybody's page."""
        return [one for screen in self.made for one in [*screen.strangers, *screen.errors]]
