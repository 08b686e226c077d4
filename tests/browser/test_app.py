"""The app as an app: what is shared with it, and what elders get."""

from __future__ import annotations

import time
from pathlib import Path

from tests.browser.people import WORKER, People
from tests.browser.phone import HERE
from tests.browser.test_shared_phone import comes


async def test_a_photo_shared_from_another_app_opens_the_report_where_the_class_is_asked(
    people: People, photo: Path
) -> None:
    screen = await people.of("wang", "/today", **HERE, **WORKER)
    await screen.is_shared("photos", photo, "image/jpeg")
    await screen.page.wait_for_url("**/report?draft=*")
    await screen.sees("是什么事？")
    await screen.sees("照片 1")


async def test_what_is_shared_while_nobody_is_signed_in_waits_for_its_person_and_is_told_to_nobody_else(
    people: People, photo: Path
) -> None:
    screen = await people.of(None, "/login", **HERE, **WORKER)  # with a session of its own, which ends
    await screen.sign_in("wang")
    await screen.ready_for_no_signal()
    await screen.go("/me")
    await screen.tap("退出登录")
    await screen.page.get_by_role("dialog").locator(".main, .bad").click()
    await screen.page.wait_for_url("**/login")
    await screen.shares("photos", photo, "image/jpeg")
    await screen.sees("有 1 份分享来的东西在手机上等着")
    assert await screen.page.locator("img").count() == 0
    await screen.tap("换其他账号")
    await screen.enter("feng")
    await screen.sees("有人没登录就分享来 1 张照片。是你的吗？")
    await screen.tap("不是我的")
    await comes(screen, "wang")
    await screen.tap("是我的，接着报")
    await screen.sees("分享来的：照片 1 张已存")
    await screen.sees("是什么事？")
    await screen.sees("照片 1")


async def test_elders_have_ten_seconds_to_take_a_report_back(people: People) -> None:
    screen = await people.of("wang", "/me", **HERE)
    await screen.choose("长辈")
    await screen.go("/report")
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
