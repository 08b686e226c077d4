"""The app as an app: what is shared with it, what elders get, a new version that waits until nothing can be lost."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from playwright.async_api import Playwright

from tests.browser.people import People
from tests.browser.phone import CONTROLLED, HERE, Phone, Phones
from tests.browser.process import ROOT, Server


async def test_a_photo_shared_from_another_app_opens_the_report_where_the_class_is_asked(
    people: People, photo: Path
) -> None:
    screen = await people.of("wang", "/today", **HERE)
    await screen.is_shared("photos", photo, "image/jpeg")
    await screen.page.wait_for_url("**/report?draft=*")
    await screen.sees("是什么事？")
    await screen.sees("照片 1")


async def test_elders_have_ten_seconds_to_take_a_report_back(people: People) -> None:
    screen = await people.of("wang", "/me", **HERE)
    await screen.choose("长辈")
    await screen.go("/report?new=1")
    await screen.tap("不拍，下一步")
    await screen.tap("机动车乱停")
    await screen.tap("就在这里，上报")
    began = time.monotonic()
    await screen.sees("已存手机")
    row = await screen.until_stored("rows", "'opId'")
    assert row["holdUntil"] - row["createdAt"] == 10_000
    undo = screen.button("撤销")
    await undo.wait_for(state="detached")
    assert time.monotonic() - began >= 9


async def _reports_when_signed_out(phones: Phones) -> Phone:
    """wang, whose login has expired, with one report that has to wait."""
    wang = await phones.of("wang", **HERE)
    await wang.ready_for_no_signal()
    await wang.page.reload()
    await wang.until(CONTROLLED)
    await wang.context.clear_cookies()  # so that what is reported has to wait
    await wang.go("/report?new=1")
    await wang.tap("不拍，下一步")
    await wang.tap("机动车乱停")
    await wang.tap("就在这里，上报")
    await wang.until_stored("rows", "'LOGIN'")
    return wang


async def test_a_new_version_waits_for_the_outbox_and_then_loses_nothing(
    playwright: Playwright, chromium: Path, district: Path, tmp_path: Path
) -> None:
    checkout = tmp_path / "checkout"
    for part in ("server", "schema", "web"):
        shutil.copytree(ROOT / part, checkout / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(district, tmp_path / "data")
    server = Server(tmp_path / "data", checkout)
    server.start()
    phones = Phones(playwright, chromium, server, tmp_path)
    try:
        wang = await _reports_when_signed_out(phones)

        server.stop()
        main = checkout / "web" / "main.js"
        main.write_text(f"{main.read_text('utf-8')}\nglobalThis.isNext = true\n", "utf-8")
        server.start()
        await wang.go("/today")
        await wang.until("async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)", 30)
        await wang.sees("登录过期了，1 件在手机上")
        await wang.never_sees("有新版本")
        assert not await wang.page.evaluate("() => globalThis.isNext")

        await wang.go("/login?to=/today")
        await wang.enter("wang")
        await wang.until_nothing_waits()
        await wang.sees("有新版本")
        async with wang.page.expect_navigation():
            await wang.tap("现在换")
        await wang.until("() => globalThis.isNext", 30)
        await wang.until_nothing_waits()
        assert len(await wang.stored("rows")) == 1
        assert phones.strangers() == []
    finally:
        await phones.close()
        server.kill()
