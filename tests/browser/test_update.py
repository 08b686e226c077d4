"""A new version of the app: it waits until nothing can be lost, and what an older one saved arrives, once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright

from schema.core.documents import operations
from server.app import WEB
from server.edge.web import static
from tests.browser import warm
from tests.browser.people import WORKER, People
from tests.browser.phone import CONTROLLED, HERE, Phone, Phones
from tests.browser.process import ROOT, Server
from tests.browser.program import Program

VERBS = Path("web/graphql/verbs.graphql")
SAVE = """async () => {
  const [{ enqueue }, { Note, Report }] = await Promise.all([import('/core/outbox/outbox.js'),
    import('/api/operations.js')])
  globalThis.saves = async (n) => {
    const [incidentId, confirmedAt] = [crypto.randomUUID(), new Date().toISOString()]
    const place = { lat: 40.0552747, lon: 113.1726743, source: 'GPS', confirmedAt }
    const input = { classCode: 'C0101', text: `第 ${n} 件`, severity: 1, channel: 'PATROL', photos: [], place }
    const title = { classCode: 'C0101' }
    await enqueue({ operation: Report, incidentId, input, title })
    await enqueue({ operation: Note, incidentId, input: { text: `第 ${n} 件的补充`, photos: [] }, title })
    return incidentId
  }
}"""
SPOIL = """async (part) => {
  const cache = await caches.open((await caches.keys())[0])
  const url = (await cache.keys()).map((one) => one.url).find((one) => one.endsWith(part))
  await cache.put(url, new Response('<h1>Welcome to the hotel</h1>', { headers: { 'content-type': 'text/html' } }))
}"""
TOLD = """query Told($id: ID!) { incident(id: $id) { text events(first: 9) { nodes { kind } } } }"""


class Checkout(Server):
    """A server on a checkout of its own, whose next release may be made while it is down."""

    def release(self, mark: str, *, selection: str | None = None) -> None:
        """The next one: pages say `mark`; with `selection` its documents of Report and Note are others, too."""
        main = self.root / "web/main.js"
        main.write_text(f"{(ROOT / 'web/main.js').read_text('utf-8')}\nglobalThis.release = '{mark}'\n", "utf-8")
        if selection is not None:
            text = (ROOT / VERBS).read_text("utf-8")
            for verb in ("Report", "Note"):
                whole = f"incident{verb}(input: $input) {{ ...Answer }}"
                assert whole in text
                text = text.replace(whole, whole.replace("...Answer", selection))
            (self.root / VERBS).write_text(text, "utf-8")
            operations.write(self.root)

    def forget(self, verb: str) -> None:
        """As if another line of releases were put here: what earlier ones shipped of a verb is not known."""
        kept = self.root / "web/api/shipped.jsonl"
        lines = kept.read_text("utf-8").splitlines(keepends=True)
        gone = [line for line in lines if f"mutation {verb}(" in line]
        names = [line.split('"part":"')[1][:16] for line in gone]
        kept.write_text("".join(line for line in lines if not any(name in line for name in names)), "utf-8")


@pytest.fixture
def checkout(district: Path, tmp_path: Path) -> Iterator[Checkout]:
    root = tmp_path / "checkout"
    for part in ("server", "schema", "web"):  # with what Python compiled of it
        shutil.copytree(ROOT / part, root / part)
    shutil.copytree(district, tmp_path / "data")
    shutil.copytree(warm.small(static.of(WEB)), tmp_path / "data" / "compressed")
    server = Checkout(tmp_path / "data", root)
    yield server
    server.kill()


@pytest_asyncio.fixture(loop_scope="session")
async def wang(playwright: Playwright, chromium: Path, checkout: Checkout, tmp_path: Path) -> AsyncIterator[Phone]:
    """wang's phone, not yet opened: the release that it is to hold comes first."""
    phones = Phones(playwright, chromium, checkout, tmp_path)
    yield await phones.of(None, **HERE)
    await phones.close()
    assert phones.strangers() == []


async def _holds_the_app(wang: Phone) -> None:
    await wang.sign_in("wang")
    await wang.ready_for_no_signal()
    await wang.page.reload()
    await wang.until(CONTROLLED)


async def test_a_new_version_waits_for_the_outbox_and_then_loses_nothing(checkout: Checkout, wang: Phone) -> None:
    checkout.start()
    await _holds_the_app(wang)
    await wang.context.clear_cookies()  # so that what is reported has to wait
    await wang.go("/report")
    await wang.tap("不拍，下一步")
    await wang.tap("机动车乱停")
    await wang.tap("就在这里，上报")
    await wang.until_stored("rows", "'LOGIN'")

    checkout.stop()
    checkout.release("next")
    checkout.start()
    await wang.go("/today")
    await wang.sees("登录过期了，1 件在手机上")
    await wang.sees("你有 1 件还没送出，送出后就能换", 30)
    assert await wang.button("现在换").count() == 0
    assert not await wang.page.evaluate("() => globalThis.release")

    await wang.go("/login?to=/today")
    await wang.enter("wang")
    await wang.until_nothing_waits()
    await wang.tap("现在换")
    await wang.until("() => globalThis.release === 'next'", 30)
    await wang.until_nothing_waits()
    assert len(await wang.stored("rows")) == 1


async def test_ten_operations_of_an_app_two_releases_old_all_arrive_once(checkout: Checkout, wang: Phone) -> None:
    checkout.release("first", selection="...Answer __typename")
    checkout.start()
    await _holds_the_app(wang)
    await wang.page.evaluate(SAVE)
    checkout.stop()
    ids = [await wang.page.evaluate("(n) => globalThis.saves(n)", n) for n in range(5)]
    old = {row["operation"]["id"] for row in await wang.stored("rows")}

    checkout.release("second", selection="__typename ...Answer")
    checkout.release("third", selection="...Answer")
    checkout.forget("Note")  # the other five can only go with a new version
    checkout.start()
    await wang.go("/outbox")
    await wang.sees("新版本才能送", 60)
    assert await _rest(wang) == [("Note", "UPDATE")] * 5 + [("Report", "")] * 5
    assert await wang.page.evaluate("() => globalThis.release") == "first"

    await wang.go("/today")
    await wang.tap("现在换")
    await wang.until("() => globalThis.release === 'third'", 30)
    await wang.until_nothing_waits()
    assert not old & {row["operation"]["id"] for row in await wang.stored("rows") if row["operation"]["name"] == "Note"}
    wu = Program(checkout, "wu")
    for n, id in enumerate(ids):
        told = wu.ask(TOLD, id=id)["data"]["incident"]
        kinds = [node["kind"] for node in told["events"]["nodes"]]
        assert (told["text"], kinds.count("incident.reported"), kinds.count("incident.noted")) == (f"第 {n} 件", 1, 1)


async def test_a_page_that_lies_spoilt_on_the_phone_mends_itself_when_it_is_wanted(people: People) -> None:
    screen = await people.of("wang", "/today", **HERE, **WORKER)
    await screen.ready_for_no_signal()
    await screen.page.reload()
    await screen.until(CONTROLLED)
    await screen.page.evaluate(SPOIL, "/ui/report/page.js")
    await screen.page.get_by_role("link", name="上报").click()
    await screen.button("不拍，下一步").wait_for(timeout=30_000)


async def _rest(phone: Phone, seconds: float = 60) -> list[tuple[str, str]]:
    """What the rows are and why they wait, once nothing is on its way any more."""
    for _ in range(int(seconds * 10)):
        rows = await phone.stored("rows")
        waiting = sorted((row["operation"]["name"], row["reason"] or "") for row in rows)
        if all(row["state"] == "DELIVERED" or row["reason"] == "UPDATE" for row in rows):
            break
        await asyncio.sleep(0.1)
    return waiting
