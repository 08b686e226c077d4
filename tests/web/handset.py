"""A real Chromium on a profile of its own, for tests of the phone alone: it can be killed, and opened again."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import psutil
from playwright.async_api import BrowserContext, Page

from tests.browser.chromium import FLAGS, provide
from tests.web.stand_in import StandIn

INDEX = """<!doctype html><html lang="zh"><head><title>grid</title><link rel="manifest" href="/manifest.webmanifest">
<script type="module" src="/main.js"></script></head><body><h1>grid</h1></body></html>"""
DOORS = {
    "outbox": ("enqueue", "undo"),
    "rows": ("rows",),
    "drain": ("drain",),
    "photo": ("keep", "photo", "prepare"),
    "signing": ("signIn",),
    "drafts": ("drafts",),
    "updates": ("missed", "ready", "register"),
    "look": ("look",),
    "dirty": ("formIsDirty",),
    "applying": ("apply",),
    "triggers": ("start",),
}
PLACES = {"photo": "photo", "signing": "session"} | dict.fromkeys(("updates", "look", "dirty", "applying"), "live")
PLACES = dict.fromkeys(DOORS, "outbox") | PLACES  # folders of core/


def _path(door: str) -> str:
    return f"./core/{PLACES[door]}/{door}.js"


PAGES = ("/today", "/report", "/outbox", "/i/:id")
MAIN = "\n".join(
    [
        *(
            f"import {{ {', '.join(f'{name} as {door}_{name}' for name in names)} }} from '{_path(door)}'"
            for door, names in DOORS.items()
        ),
        "globalThis.core = {",
        *(f"  {door}: {{ {', '.join(f'{name}: {door}_{name}' for name in names)} }}," for door, names in DOORS.items()),
        "}",
        "export const ROUTES = {",
        *(f"  '{path}': {{ page: () => import('./ui/page.js') }}," for path in PAGES),
        "}",
        "if (location.search !== '?quiet') triggers_start()",
        "updates_register()",
    ]
)


class Phone:
    """A Chromium with a profile of its own that can be killed and opened again."""

    def __init__(self, play: Any, profile: Path, server: StandIn) -> None:
        self.play, self.profile, self.server = play, profile, server
        self.strangers: list[str] = []
        self.complaints: list[str] = []

    async def open(self, path: str = "/today") -> Page:
        self.context: BrowserContext = await self.play.chromium.launch_persistent_context(
            str(self.profile), executable_path=str(provide()), args=list(FLAGS), viewport={"width": 360, "height": 740}
        )
        self.context.on("request", lambda request: self._note(request.url))
        return await self.tab(path)

    async def tab(self, path: str = "/today") -> Page:
        page = await self.context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(self.server.address + path)
        await until(page, "() => Boolean(globalThis.core)")
        return page

    def _note(self, url: str) -> None:
        if not url.startswith((self.server.address, "blob:", "data:", "about:", "chrome")):
            self.strangers.append(url)

    async def kill(self) -> None:
        """What a flat battery does."""
        for process in psutil.process_iter(["cmdline"]):
            if any(str(self.profile) in word for word in process.info["cmdline"] or []):
                os.kill(process.pid, signal.SIGKILL)


async def until(page: Page, claim: str, *, seconds: float = 10) -> Any:
    """Ask the page until the claim is true; CSP forbids playwright's own way of waiting."""
    for _ in range(int(seconds * 20)):
        if value := await page.evaluate(claim):
            return value
        await page.wait_for_timeout(50)
    raise AssertionError(f"never true: {claim}")
