"""A person with a browser: signs in, taps words as they stand on the screen, loses the browser."""

from __future__ import annotations

import asyncio
import base64
import os
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from playwright.async_api import BrowserContext, Error, Locator, Page, Playwright, TimeoutError

from tests.browser.chromium import FLAGS
from tests.browser.kept import watched
from tests.browser.process import Server
from tests.browser.stores import FACT, STORED

if TYPE_CHECKING:
    from tests.browser.lobby import Lobby

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
KOUQUAN = {"latitude": 40.0552747, "longitude": 113.1726743, "accuracy": 12}  # in wang's first grid
HERE = {"geolocation": KOUQUAN, "permissions": ["geolocation"]}
USUAL: dict[str, Any] = {"viewport": PHONE, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
DOORS = ("/graphql", "/session", "/session/**", "/media/**")
PASSWORD = "gridwhistle-demo"
QUIET, NOTHING = 4, 20  # tenths of a second in which nothing more comes, or nothing at all
CONTROLLED = "() => Boolean(navigator.serviceWorker.controller)"
FOLLOWED = """(href) => {
  for (const heading of document.querySelectorAll('h1')) heading.left = true
  const link = Object.assign(document.createElement('a'), { href })
  document.body.append(link)
  link.click()
  link.remove()
}"""
SHARED = """async ([field, data, name, type]) => {
  const form = document.createElement('form')
  Object.assign(form, { action: '/share', method: 'post', enctype: 'multipart/form-data' })
  const input = Object.assign(document.createElement('input'), { type: 'file', name: field })
  const files = new DataTransfer()
  files.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name, { type }))
  input.files = files.files
  form.append(input)
  document.body.append(form)
  form.submit()
}"""


class Screen:
    """What one person sees and does. What it asks of anybody but the server is kept in `strangers`."""

    context: BrowserContext
    page: Page

    def __init__(self, server: Server) -> None:
        self.server = server
        self.strangers: list[str] = []
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.taps = 0

    async def use(self, context: BrowserContext) -> Page:
        """Look at the first page of `context` from now on."""
        self.context = context
        await watched(context)
        context.set_default_timeout(15_000)
        context.on("request", self._note)
        return self._watch(context.pages[0] if context.pages else await context.new_page())

    async def tab(self, path: str = "/") -> Page:
        """Another tab of the same browser; from now on this one is looked at."""
        self._watch(await self.context.new_page())
        await self.go(path)
        return self.page

    def _watch(self, page: Page) -> Page:
        self.page = page
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def _note(self, request: Any) -> None:
        self.asked.append(f"{request.method} {request.url}")
        if not request.url.startswith((self.server.address, "blob:", "data:", "chrome", "about:")):
            self.strangers.append(request.url)

    async def sign_in(self, login: str, password: str = PASSWORD) -> None:
        await self.page.goto(f"{self.server.address}/login")
        await self.enter(login, password)

    async def enter(self, login: str, password: str = PASSWORD) -> None:
        """Fill the login that stands on the screen, and wait until it let them in. Who was here before is one tap."""
        known, field = self.page.locator("button.person", has_text=login), self.page.get_by_label("手机号或工号")
        await known.or_(field).first.wait_for()
        if await known.count():
            await known.click()
        await field.fill(login)
        await self.page.get_by_label("密码", exact=True).fill(password)
        await self.page.get_by_role("button", name="登录", exact=True).click()
        await self.page.wait_for_url(lambda url: "/login" not in url)

    async def go(self, path: str) -> None:
        await self.page.goto(f"{self.server.address}{path}")

    async def walks(self, path: str) -> None:
        """Follow a link to a page of another kind, within the app that runs."""
        await self.page.evaluate(FOLLOWED, path)
        await self.until("() => document.querySelector('h1') && !document.querySelector('h1').left")

    def button(self, name: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    async def tap(self, name: str, *, exact: bool = False) -> None:
        self.taps += 1
        await self.button(name, exact=exact).first.click()

    async def sends(self) -> None:
        """Tap 立即发送, unless the phone was faster by itself: then the button is gone, for nothing is left to send."""
        try:
            await self.tap("立即发送")
        except TimeoutError:
            assert await self.button("立即发送").count() == 0

    async def choose(self, name: str) -> None:
        """Tap the words of a choice in a form."""
        self.taps += 1
        await self.page.locator("label.choice", has=self.page.get_by_text(name, exact=True)).first.click()

    async def photograph(self, label: str, file: Path) -> None:
        """One tap on the button that opens the camera or album, which hands over `file`."""
        self.taps += 1
        await self.page.locator("label.file", has_text=label).locator("input").set_input_files(file)

    async def stands(self, state: str, seconds: float = 20) -> None:
        """Wait until the open incident says that it stands in `state`: a list beside it may name the state too."""
        await self.page.locator(".headline").get_by_text(state).first.wait_for(timeout=seconds * 1000)

    async def sees(self, text: str | re.Pattern[str], seconds: float = 15) -> None:
        """Wait until `text` stands on the screen."""
        shown = self.page.get_by_text(text).locator("visible=true")
        try:
            await shown.first.wait_for(timeout=seconds * 1000)
        except TimeoutError:
            there = await self.page.locator("body").inner_text()
            raise AssertionError(f"not on the screen of {self.page.url}: {text}. There is: {there[:800]}") from None

    async def never_sees(self, text: str) -> None:
        assert await self.page.get_by_text(text).locator("visible=true").count() == 0, text

    async def until(self, expression: str, seconds: float = 15) -> Any:
        """Ask the page until `expression` is truthy: `wait_for_function` is refused by the CSP. A page that is just
        being loaded anew has no answer yet."""
        for _ in range(int(seconds * 20)):
            try:
                if found := await self.page.evaluate(expression):
                    return found
            except Error as gone:
                if "context was destroyed" not in gone.message:
                    raise
            await asyncio.sleep(0.05)
        raise AssertionError(f"never became true: {expression}")

    async def stored(self, name: str) -> list[dict[str, Any]]:
        """What lies in one store of the phone's own database; bytes of photos are left out."""
        found: list[dict[str, Any]] = await self.page.evaluate(STORED, name)
        return found

    async def was_asked_about_reminders(self) -> None:
        """The one offer to be reminded does not come up by itself: it was made a moment ago."""
        await self.page.evaluate(FACT, ["push-refused", int(time.time() * 1000)])

    async def forgets(self, fact: str) -> None:
        """Small facts of the phone whose names begin so are gone, as if their time had come."""
        await self.page.evaluate(FACT, [fact, None])

    async def until_stored(self, name: str, text: str, seconds: float = 20) -> dict[str, Any]:
        """Wait until something in that store says `text`, and take it."""
        for _ in range(int(seconds * 20)):
            if found := [one for one in await self.stored(name) if text in str(one)]:
                return found[0]
            await asyncio.sleep(0.05)
        raise AssertionError(f"nothing in {name} says {text}, of {[list(one) for one in await self.stored(name)]}")

    async def until_nothing_waits(self, seconds: float = 60) -> None:
        """Wait until everything in the outbox was received by the server, and stays so: a tap may still be saving."""
        quiet, states = 0, {""}
        for turn in range(int(seconds * 10)):
            states = {row["state"] for row in await self.stored("rows")}
            received = states <= {"DELIVERED", "ACCEPTED"} and (bool(states) or turn > NOTHING)
            quiet = quiet + 1 if received else 0
            if quiet == QUIET:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"still waiting: {states}")

    async def no_signal(self) -> None:
        """Every request to the server's doors fails from now on, while the browser believes that it is online.

        Only for a window whose service workers are blocked: what a worker asks cannot be stopped here.
        """
        for door in DOORS:
            await self.context.route(f"{self.server.address}{door}", lambda route: route.abort("connectionrefused"))

    async def signal_again(self) -> None:
        for door in DOORS:
            await self.context.unroute(f"{self.server.address}{door}")

    async def ready_for_no_signal(self) -> None:
        """Wait until the app is wholly on the phone: its worker holds every file, and what was asked is kept."""
        await self.until("async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)", 30)
        for key in ("'key': 'viewer'", "'key': 'reference'", "'key': 'today'"):
            await self.until_stored("cache", key)

    async def is_shared(self, field: str, file: Path, kind: str) -> None:
        """Another app shares a file with ours: the system posts the form of the manifest, which our worker takes."""
        await self.ready_for_no_signal()
        await self.shares(field, file, kind)

    async def shares(self, field: str, file: Path, kind: str) -> None:
        """The same, whoever is signed in, of an app that is wholly on the phone."""
        await self.page.reload()
        await self.until(CONTROLLED)
        data = base64.b64encode(await asyncio.to_thread(file.read_bytes)).decode()
        await self.page.evaluate(SHARED, [field, data, file.name, kind])

    async def close(self) -> None:
        await self.context.close()


class Phone(Screen):
    """A browser of its own with a profile on disk, which can be killed and opened again."""

    def __init__(self, playwright: Playwright, chromium: Path, server: Server, profile: Path, **options: Any) -> None:
        super().__init__(server)
        self.playwright, self.chromium, self.profile = playwright, chromium, profile
        self.options = USUAL | options
        self.alive = False

    async def open(self) -> Page:
        """Start the browser (again) on the same profile; its first page."""
        context = await self.playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=str(self.chromium), args=list(FLAGS), **self.options
        )
        self.alive = True
        return await self.use(context)

    async def kill(self) -> None:
        """kill -9 of every process of this browser, as a phone does that needs its memory."""
        mine = [
            process
            for process in psutil.process_iter(["cmdline"])
            if any(str(self.profile) in word for word in process.info["cmdline"] or ())
        ]
        for process in mine:
            os.kill(process.pid, signal.SIGKILL)
        await asyncio.to_thread(psutil.wait_procs, mine, timeout=15)
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()
        self.alive = False

    async def close(self) -> None:
        if self.alive:
            await super().close()
            self.alive = False


class Phones:
    """Makes the phones and desks of one test and closes them all."""

    def __init__(
        self, playwright: Playwright, chromium: Path, server: Server, folder: Path, lobby: Lobby | None = None
    ) -> None:
        self.playwright, self.chromium, self.server, self.folder = playwright, chromium, server, folder
        self.lobby = lobby  # None where people have to sign in by themselves
        self.made: list[Screen] = []

    async def of(self, login: str | None, **options: Any) -> Phone:
        """A phone (or, with `viewport=DESK`, a desk) on which `login` has signed in."""
        profile = self.folder / f"profile-{len(self.made)}"
        phone = Phone(self.playwright, self.chromium, self.server, profile, **options)
        self.made.append(phone)
        await phone.open()
        if login is not None and self.lobby is not None:
            await phone.context.set_storage_state(await self.lobby.state(login, self.server))
            await phone.go("/")
        elif login is not None:
            await phone.sign_in(login)
        return phone

    async def close(self) -> None:
        for phone in self.made:
            await phone.close()

    def strangers(self) -> list[str]:
        """Whom anybody's browser asked besides the server, and what broke on anybody's page."""
        return [one for phone in self.made for one in [*phone.strangers, *phone.errors]]
