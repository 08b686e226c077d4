"""练习: whoever is new reports, checks and answers a whistle, and nothing of it leaves the phone."""

from __future__ import annotations

from pathlib import Path

from tests.browser.people import People
from tests.browser.phone import DOORS, HERE, Screen
from tests.browser.test_main_job import COVER

STORES = "async () => (await indexedDB.databases()).map(({ name }) => name).sort()"
DOOR = tuple(door.split("/")[1] for door in DOORS)


async def test_what_is_practised_is_seen_by_nobody_and_leaves_nothing_behind(people: People, photo: Path) -> None:
    wang = await people.of("wang", "/about", **HERE)
    for known in ("viewer", "reference"):
        await wang.until_stored("cache", f"'key': '{known}'")
    await wang.page.get_by_role("link", name="练习").click()
    await wang.sees("先练一练？")
    await wang.tap("开始练习")
    await wang.sees("练哪样？")
    wang.asked.clear()

    await _reports(wang, photo)
    await _checks(wang)
    await _answers_a_whistle(wang)
    await wang.walks("/outbox")
    await wang.sees("已送达")
    asked = [one for one in wang.asked if one.split("/")[3].split("?")[0] in DOOR]
    assert asked == []

    await wang.tap("结束练习")
    await wang.page.wait_for_url("**/today")
    await wang.never_sees("练习中")
    assert await wang.until(STORES) == ["gridwhistle"]
    assert await wang.stored("rows") == []


async def _reports(wang: Screen, photo: Path) -> None:
    await wang.page.get_by_role("link", name="上报一件").click()
    await wang.photograph("拍照", photo)
    await wang.tap(COVER)
    await wang.tap("就在这里，上报")
    await wang.sees("已存手机")
    await _practises(wang)


async def _checks(wang: Screen) -> None:
    """Also after a reload one goes on where one was."""
    await wang.page.reload()
    await wang.page.get_by_role("heading", level=1).wait_for()
    await wang.walks("/me/practice")
    await wang.page.get_by_role("link", name="核实和核查").click()
    await wang.page.locator("a", has_text="核查 ").first.click()
    await wang.page.locator(".acts .main", has_text="核查").click()
    await _practises(wang)
    await wang.choose("处理好了")
    await wang.tap("保存并发送")
    await wang.sees("已存手机")


async def _answers_a_whistle(wang: Screen) -> None:
    await wang.walks("/me/practice")
    await wang.page.get_by_role("link", name="应一个哨").click()
    await wang.tap("10 分钟")
    await wang.tap("已到现场，报到")
    await wang.sees("商定的任务")
    await _practises(wang)


async def _practises(wang: Screen) -> None:
    assert await wang.page.locator("aside.practice").is_visible()
