"""The phone alone, in a real Chromium: it keeps what it saved, opens offline, sends once, updates when safe."""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Page, async_playwright

from tests.web.handset import INDEX, MAIN, Phone, until
from tests.web.stand_in import StandIn

WEB = Path(__file__).parents[2] / "web"
SAVE = """async ([photo, hold]) => {
  const { outbox, photo: photos } = globalThis.core
  const kept = []
  if (photo) {
    const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0))
    kept.push(await photos.keep(await photos.prepare(new Blob([bytes])), 'BEFORE'))
  }
  const incidentId = crypto.randomUUID()
  const operation = { id: 'sha256:report', kind: 'mutation', name: 'Report' }
  const input = { text: '井盖缺损', severity: 1 }
  const row = await outbox.enqueue({ operation, incidentId, input, photos: kept, hold })
  return row.opId
}"""
STATES = "async () => (await globalThis.core.rows.rows()).map((row) => row.state)"


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """The real core, worker and libraries under a page that shows nothing but holds them for the test."""
    folder = tmp_path / "web"
    for name in ("core", "words", "worker", "vendor", "api", "icons"):
        shutil.copytree(WEB / name, folder / name, ignore=shutil.ignore_patterns("graphiql", "*.d.ts"))
    for name in ("sw.js", "manifest.webmanifest"):
        shutil.copy(WEB / name, folder / name)
    (folder / "index.html").write_text(INDEX, "utf-8")
    (folder / "main.js").write_text(MAIN, "utf-8")
    (folder / "ui").mkdir()
    (folder / "ui/page.js").write_text("export const Page = null\n", "utf-8")
    return folder


@pytest.fixture
def server(web: Path) -> Iterator[StandIn]:
    running = StandIn(web)
    running.start()
    yield running
    running.stop()


@pytest.fixture
async def phone(server: StandIn, tmp_path: Path) -> AsyncIterator[Phone]:
    async with async_playwright() as play:
        one = Phone(play, tmp_path / "profile", server)
        yield one
        await one.context.close()


async def _signed_in(phone: Phone, path: str = "/today") -> Page:
    page = await phone.open(path)
    await page.evaluate("() => globalThis.core.signing.signIn('wang', 'secret')")
    return page


async def _installed(page: Page) -> None:
    await until(page, "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)")


def _photo(width: int = 1200, height: int = 900) -> str:
    """Noise, which is the hardest to make small, lying on its side, with a place in its metadata; as base64."""
    import base64

    image = Image.effect_noise((width, height), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a maker"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80, exif=exif)
    return base64.b64encode(file.getvalue()).decode()


async def test_a_report_saved_without_a_network_survives_a_killed_browser_and_arrives_once(phone: Phone) -> None:
    page = await _signed_in(phone)
    await _installed(page)
    phone.server.stop()
    operation = await page.evaluate(SAVE, [None, 0])
    await phone.kill()
    page = await phone.open("/outbox")
    assert await page.evaluate(STATES) == ["SAVED"]
    phone.server.start()
    await page.evaluate("() => globalThis.core.drain.drain({ force: true })")
    assert await page.evaluate(STATES) == ["DELIVERED"]
    assert phone.server.effects == [operation]


async def test_the_app_opens_without_a_network_on_any_page(phone: Phone) -> None:
    page = await _signed_in(phone)
    await _installed(page)
    phone.server.stop()
    for path in ("/today", "/report", "/i/0199a-0042", "/outbox"):
        page = await phone.tab(path)
        assert await page.text_content("h1") == "grid"
    phone.server.start()


async def test_a_twelve_megapixel_photo_is_small_upright_and_says_nothing_of_its_place(phone: Phone) -> None:
    page = await _signed_in(phone)
    await page.evaluate(SAVE, [_photo(4000, 3000), 0])
    await until(page, "async () => (await globalThis.core.rows.rows()).every((row) => row.state === 'DELIVERED')")
    (sent,) = phone.server.photos.values()
    assert len(sent) <= 200 * 1024
    assert b"Exif" not in sent
    assert b"a maker" not in sent
    with Image.open(io.BytesIO(sent)) as image:
        assert image.format == "JPEG"
        assert image.width < image.height <= 1600
    assert phone.server.paths.index("PUT /media") < phone.server.paths.index("POST /graphql")


async def test_two_tabs_that_send_at_once_send_once(phone: Phone) -> None:
    first = await _signed_in(phone, "/today?quiet")
    second = await phone.tab("/outbox?quiet")
    for _ in range(5):
        await first.evaluate(SAVE, [None, 0])
    both = [page.evaluate("() => globalThis.core.drain.drain({ force: true })") for page in (first, second)]
    for one in both:
        await one
    assert phone.server.paths.count("POST /graphql") == 5
    assert await second.evaluate(STATES) == ["DELIVERED"] * 5


async def test_after_an_expired_login_everything_is_kept_and_goes_out_with_the_next(phone: Phone) -> None:
    page = await _signed_in(phone)
    phone.server.person = None
    await page.evaluate(SAVE, [None, 0])
    await until(page, "async () => (await globalThis.core.rows.rows())[0].state === 'LOGIN'")
    await page.evaluate("() => globalThis.core.signing.signIn('wang', 'secret')")
    await until(page, "async () => (await globalThis.core.rows.rows())[0].state === 'DELIVERED'")


async def test_the_worker_sends_when_the_browser_calls_it_and_no_page_is_open(phone: Phone) -> None:
    page = await _signed_in(phone, "/today?quiet")
    await _installed(page)
    operation = await page.evaluate(SAVE, [None, 0])
    blank = await phone.context.new_page()
    control = await phone.context.new_cdp_session(blank)
    found: list[dict[str, Any]] = []
    control.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    await control.send("ServiceWorker.enable")
    await page.close()
    await blank.wait_for_timeout(200)
    call = {
        "origin": phone.server.address,
        "registrationId": found[-1]["registrationId"],
        "tag": "outbox",
        "lastChance": True,
    }
    await control.send("ServiceWorker.dispatchSyncEvent", call)
    for _ in range(100):
        if phone.server.effects:
            break
        await blank.wait_for_timeout(50)
    assert phone.server.effects == [operation]


async def test_a_shared_photo_becomes_the_draft_of_a_report(phone: Phone) -> None:
    page = await _signed_in(phone)
    await _installed(page)
    await page.reload()
    await until(page, "() => Boolean(navigator.serviceWorker.controller && globalThis.core)")
    share = """async (photo) => {
      const form = new FormData()
      form.set('text', '路口积水')
      const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0))
      form.append('photos', new File([bytes], 'photo.jpg', { type: 'image/jpeg' }))
      form.append('photos', new File(['not a picture'], 'broken.jpg', { type: 'image/jpeg' }))
      const answer = await fetch('/share', { method: 'POST', body: form })
      const [draft] = await globalThis.core.drafts.drafts('report:')
      const kept = await globalThis.core.photo.photo(draft.photos[0])
      return { url: answer.url, value: draft.value, size: kept.size, key: draft.key }
    }"""
    told = await page.evaluate(share, _photo())
    assert told["url"].endswith(f"/report?draft={told['value']['id']}&step=2")
    assert told["value"]["shared"] == {"photos": ["KEPT", "PHOTO_UNREADABLE"], "text": "KEPT"}
    assert told["key"] == f"report:{told['value']['id']}"
    assert (told["value"]["text"], len(told["value"]["photos"])) == ("路口积水", 1)
    assert told["size"] <= 200 * 1024


async def test_a_new_version_waits_for_the_outbox_and_for_dirty_forms_and_then_every_tab_has_it(
    phone: Phone, web: Path
) -> None:
    page = await _signed_in(phone)
    await _installed(page)
    await page.reload()
    await until(page, "() => Boolean(navigator.serviceWorker.controller && globalThis.core)")
    other = await phone.tab("/outbox?quiet")
    before = await page.evaluate("async () => (await caches.keys()).join()")
    operation = await page.evaluate(SAVE, [None, 60_000])
    (web / "main.js").write_text(f"{MAIN}\nglobalThis.next = true\n", "utf-8")
    await page.evaluate("() => globalThis.core.look.look()")
    for one in (page, other):
        await until(one, "() => Boolean(globalThis.core.updates.ready())")
    apply = "() => globalThis.core.applying.apply()"
    assert await page.evaluate(apply) == {"why": "UNSENT", "count": 1}
    await page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage('TAKE_OVER')"
    )
    await page.wait_for_timeout(500)
    assert await page.evaluate("async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)")
    await page.evaluate("(id) => globalThis.core.outbox.undo(id)", operation)
    await other.evaluate("() => globalThis.core.dirty.formIsDirty('note', true)")
    assert await page.evaluate(apply) == {"why": "FORM", "count": 0}
    await other.evaluate("() => globalThis.core.dirty.formIsDirty('note', false)")
    async with page.expect_navigation(), other.expect_navigation():
        await page.evaluate("() => void globalThis.core.applying.apply()")  # its page is gone when it is through
    for one in (page, other):
        await until(one, "() => globalThis.next === true")
    after = await page.evaluate("async () => (await caches.keys()).join()")
    assert after != before
    assert "," not in after


PART = """async () => {
  const names = await caches.keys()
  const cache = await caches.open(names[0])
  const stored = (await cache.keys()).map((one) => one.url).sort()
  const url = stored.find((one) => /\\/v\\/\\w+\\/(?!main\\.js).+\\.js$/.test(one))
  return [names.length, (await (await cache.match(url)).text()).slice(0, 6), url]
}"""
SPOIL = """async (url) => {
  const cache = await caches.open((await caches.keys())[0])
  await cache.put(url, new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } }))
}"""


async def test_the_page_of_a_captive_portal_never_becomes_a_part_of_the_app(phone: Phone, web: Path) -> None:
    page = await _signed_in(phone)
    await _installed(page)
    await page.reload()
    await until(page, "() => Boolean(navigator.serviceWorker.controller && globalThis.core)")
    (web / "main.js").write_text(f"{MAIN}\nglobalThis.next = true\n", "utf-8")
    phone.server.portal = "/v/"  # the bundle, and each file that would be fetched in its stead
    await page.evaluate("() => globalThis.core.look.look().catch(() => {})")
    await until(page, "async () => !(await navigator.serviceWorker.getRegistration()).installing")
    assert await page.evaluate("() => globalThis.core.updates.ready()") is None
    phone.server.portal = None  # what the browser kept of it is still there
    await page.evaluate("() => globalThis.core.look.look()")
    await until(page, "() => Boolean(globalThis.core.updates.ready())")
    async with page.expect_navigation():
        await page.evaluate("() => void globalThis.core.applying.apply()")
    await until(page, "() => globalThis.next === true")
    assert (await page.evaluate(PART))[:2] == [1, "import"]


async def test_a_part_that_is_stored_wrong_is_fetched_again_once_a_page_misses_it(phone: Phone) -> None:
    page = await _signed_in(phone)
    await _installed(page)
    await page.reload()
    await until(page, "() => Boolean(navigator.serviceWorker.controller && globalThis.core)")
    *_, part = await page.evaluate(PART)
    await page.evaluate(SPOIL, part)
    assert await page.evaluate(PART) == [1, "<h1>We", part]
    async with page.expect_navigation():
        await page.evaluate("() => globalThis.core.updates.missed()")
    assert await page.evaluate(PART) == [1, "import", part]


async def test_nothing_is_asked_of_anybody_else_and_the_policy_is_never_broken(phone: Phone) -> None:
    page = await _signed_in(phone)
    await _installed(page)
    await page.evaluate(SAVE, [_photo(), 0])
    await until(page, "async () => (await globalThis.core.rows.rows()).every((row) => row.state === 'DELIVERED')")
    assert phone.strangers == []
    assert phone.complaints == []
