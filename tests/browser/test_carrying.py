"""Work handed over by a sealed file or by codes: it arrives as its own person's, unread by who carries it, once."""

from __future__ import annotations

import asyncio
import base64
import io
import random
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Playwright

from tests.browser.chromium import FLAGS
from tests.browser.pages import CUT, SMALL, complaints, measured, settled, whose
from tests.browser.people import WORKER, People
from tests.browser.phone import HERE, Screen
from tests.browser.process import Server
from tests.browser.program import Program

THERE = "query There($id: ID!) { incident(id: $id) { text photos { arrived } } }"
SECRET = "井盖旁的电线裸露"
REGISTERED = """async () => {
  const open = indexedDB.open('gridwhistle')
  const store = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const meta = (key) => new Promise((done) => {
    const asked = store.transaction('meta').objectStore('meta').get(key)
    asked.onsuccess = () => done(asked.result)
  })
  const [person, device, key] = [await meta('person'), await meta('device'), await meta('server')]
  const registered = await meta(`registered:${person?.id}`)
  const pair = await meta(`key:${person?.id}`)
  store.close()
  return Boolean(key?.carryKey && device && registered === device && pair?.privateKey instanceof CryptoKey)
}"""
LAUNCHED = """Object.defineProperty(globalThis, 'launchQueue', {
  value: { setConsumer: (take) => { globalThis.launched = take } },
})"""  # headless Chromium opens no files with an app: the system's side of it is played here
OPENED = """([data, name]) => {
  const file = new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name)
  return globalThis.launched({ files: [{ getFile: async () => file }] })
}"""
WORDS = "() => document.documentElement.outerHTML"


def _there(server: Server, incident: str) -> Any:
    return Program(server, "wu").ask(THERE, id=incident)["data"]["incident"]


async def _met(people: People, login: str) -> Screen:
    """A phone that knows its server's key, and whose own key the server knows."""
    screen = await people.of(login, "/today", **HERE)
    await screen.until_stored("cache", "'key': 'today'")
    await screen.until(REGISTERED, 40)
    return screen


async def _reports(screen: Screen, text: str, photo: Path | None = None) -> dict[str, Any]:
    await screen.go("/report")
    if photo:
        await screen.photograph("拍照", photo)
    else:
        await screen.tap("不拍，下一步")
    await screen.tap("机动车乱停")
    await screen.page.get_by_label("加一句").fill(text)
    await screen.tap("就在这里，上报")
    return await screen.until_stored("rows", text)


async def _codes(wang: Screen, folder: Path) -> list[Path]:
    """Every picture that the phone shows, in its turn."""
    await wang.go("/outbox/all/qr")
    await wang.sees("第 1/")
    await wang.tap("停一下")
    count = int((await wang.page.locator("p.centre.figures").inner_text()).split("/")[1].split()[0])
    pictures: list[Path] = []
    for _ in range(count):
        at = await wang.page.locator("p.centre.figures").inner_text()
        pictures.append(folder / f"{len(pictures)}.png")
        await wang.page.locator("svg.qr").screenshot(path=pictures[-1])
        await wang.tap("下一张")
        await wang.until(f"() => document.querySelector('p.centre.figures').innerText !== {at!r}")
    return pictures


async def _rescue(people: People, folder: Path) -> tuple[dict[str, Any], Path]:
    """What wang saved without a signal, and the file that holds it."""
    wang = await _met(people, "wang")
    await wang.no_signal()
    row = await _reports(wang, SECRET)
    await wang.go("/outbox")
    async with wang.page.expect_download() as download:
        await wang.tap("导出救援包")
    file = folder / (await download.value).suggested_filename
    await (await download.value).save_as(file)
    return row, file


async def test_a_rescue_file_that_another_app_shares_is_taken(people: People, tmp_path: Path) -> None:
    row, file = await _rescue(people, tmp_path)
    feng = await people.of("feng", "/today", **HERE, **WORKER)
    await feng.is_shared("parcels", file, "application/octet-stream")
    await feng.page.wait_for_url("**/carry")
    await feng.sees("办成 1 件", 30)
    assert whose(people.server, row["incidentId"]) == row["person"]


async def test_a_rescue_file_that_opens_the_app_is_taken(people: People, tmp_path: Path) -> None:
    row, file = await _rescue(people, tmp_path)
    feng = await people.of("feng", "/today")
    await feng.page.add_init_script(LAUNCHED)
    await feng.go("/carry")
    await feng.until("() => Boolean(globalThis.launched)")
    data = base64.b64encode(await asyncio.to_thread(file.read_bytes)).decode()
    await feng.page.evaluate(OPENED, [data, file.name])
    await feng.sees("办成 1 件", 30)
    assert whose(people.server, row["incidentId"]) == row["person"]


async def test_a_rescue_file_is_brought_by_a_colleague_who_cannot_read_it_and_twice_is_once(
    people: People, photo: Path, tmp_path: Path
) -> None:
    wang = await _met(people, "wang")
    await wang.no_signal()
    row = await _reports(wang, SECRET, photo)
    await wang.go("/outbox")
    async with wang.page.expect_download() as download:
        await wang.tap("导出救援包")
    file = tmp_path / (await download.value).suggested_filename
    await (await download.value).save_as(file)
    assert file.suffix == ".gwb"
    assert SECRET.encode() not in file.read_bytes()
    await wang.sees("已交他人代传")

    feng = await people.of("feng", "/carry")  # of another street
    for _ in range(2):
        await feng.page.locator("label.file input").set_input_files(file)
        await feng.sees("办成 1 件", 30)
        assert await feng.page.locator(".cards li").count() == 1
    told = _there(people.server, row["incidentId"])
    assert told == {"text": SECRET, "photos": [{"arrived": True}]}
    assert whose(people.server, row["incidentId"]) == row["person"]
    for store in ("rows", "drafts", "cache", "copy"):
        assert SECRET not in str(await feng.stored(store))
    assert SECRET not in await feng.page.evaluate(WORDS)

    assert (await wang.stored("rows"))[0]["state"] == "SAVED"  # until wang's phone sees the receipt itself
    await wang.signal_again()
    await wang.sends()
    await wang.until_nothing_waits()
    (settled_row,) = await wang.stored("rows")
    assert settled_row["receipt"]["signature"]


async def test_three_things_go_over_as_codes_read_in_any_order_from_one_phone_to_another(
    people: People, tmp_path: Path
) -> None:
    wang = await _met(people, "wang")
    await wang.no_signal()
    rows = [await _reports(wang, f"{SECRET} {n}") for n in range(3)]
    pictures = await _codes(wang, tmp_path)
    count = len(pictures)
    random.Random(16).shuffle(pictures)

    he = await people.of("he", "/carry")
    await he.tap("扫二维码")
    scanner = he.page.get_by_role("dialog").locator("label.file input")
    await scanner.set_input_files(pictures[:-1])
    await he.sees(f"已读 {count - 1}/{count} 张")
    await scanner.set_input_files(pictures[-1])
    await he.sees("办成 3 件", 30)
    for row in rows:
        assert _there(people.server, row["incidentId"])["text"] == row["input"]["text"]
    assert {row["state"] for row in await wang.stored("rows")} == {"SAVED"}


async def test_what_is_no_rescue_file_is_said_to_be_none(people: People, tmp_path: Path) -> None:
    he = await people.of("he", "/carry", reduced_motion="reduce")
    file = tmp_path / "else.gwb"
    file.write_bytes(b"GWB1" + bytes(200))
    await he.page.locator("label.file input").set_input_files(file)
    await he.sees("送不了", 30)
    file.write_bytes(b"something else")
    await he.page.locator("label.file input").set_input_files(file)
    await he.sees("这不是救援包，或者没读全")
    await settled(he)
    await he.page.set_viewport_size({"width": 360, "height": 12000})
    assert [*await complaints(he), *await measured(he, SMALL), *await measured(he, CUT)] == []


def _film(pictures: list[Path], path: Path) -> Path:
    """What a camera sees that looks at the phone: each picture for half a second, in no order."""
    frames = []
    for picture in random.Random(7).sample(pictures, len(pictures)):
        with Image.open(picture) as code:
            seen = Image.new("RGB", (640, 480), "gray")
            seen.paste(code.convert("RGB").resize((440, 440)), (100, 20))
            file = io.BytesIO()
            seen.save(file, "JPEG", quality=85)
            frames += [file.getvalue()] * 15
    path.write_bytes(b"".join(frames))
    return path


async def test_codes_are_read_by_the_camera(
    people: People, playwright: Playwright, chromium: Path, house: Server, tmp_path: Path
) -> None:
    wang = await _met(people, "wang")
    await wang.no_signal()
    row = await _reports(wang, SECRET)
    film = _film(await _codes(wang, tmp_path), tmp_path / "film.mjpeg")
    fake = [f"--use-{one}-for-media-stream" for one in ("fake-ui", "fake-device")]
    camera = await playwright.chromium.launch(
        executable_path=str(chromium), args=[*FLAGS, *fake, f"--use-file-for-fake-video-capture={film}"]
    )
    try:
        he = await People(camera, house, people.lobby).of("he", "/carry")
        await he.tap("扫二维码")
        await he.sees("办成 1 件", 60)
    finally:
        await camera.close()
    assert whose(house, row["incidentId"]) == row["person"]
