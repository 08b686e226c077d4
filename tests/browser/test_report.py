"""Reporting from the field: few taps, no network, no fix, taken back, begun and left, and never lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.pages import DRESS
from tests.browser.people import People
from tests.browser.phone import HERE, KOUQUAN, Phones, Screen
from tests.browser.program import Program
from tests.browser.stores import PUT

FOSSILS = Path(__file__).parents[1] / "web/fossils"
SMALL = {"width": 360, "height": 640}
# reading a picture takes until it is told to go on
SLOW = """() => {
  const usual = globalThis.createImageBitmap
  const gate = new Promise((go) => { globalThis.go = go })
  globalThis.createImageBitmap = async (...all) => (await gate, usual(...all))
}"""
MOVED = """() => { globalThis.moved = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) globalThis.moved += one.value
}).observe({ type: 'layout-shift', buffered: false }) }"""


async def _ready(people: People, login: str = "wang", **options: object) -> Screen:
    """At today, with everything on the phone that a report needs."""
    screen = await people.of(login, "/today", **(HERE | options))
    for key in ("'key': 'viewer'", "'key': 'reference'", "'key': 'today'"):
        await screen.until_stored("cache", key)
    return screen


async def _report(screen: Screen, name: str = "机动车乱停") -> None:
    """From the launcher's shortcut, without a photo, to the step that asks where."""
    await screen.page.get_by_role("link", name="上报").click()
    screen.taps = 1
    await screen.tap("不拍，下一步")
    await screen.tap(name)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_four_taps_without_a_photo_and_the_main_button_never_hides(people: People, language: str) -> None:
    screen = await people.of("wang", f"/report?lang={language}", viewport=SMALL, **HERE)
    for step, onward in enumerate((".acts .two button", ".tiles button >> nth=1", ".acts .main")):
        await screen.page.locator(onward).first.wait_for()
        for size in ("elder", "normal"):
            for theme in ("dark", "light"):
                await screen.page.evaluate(DRESS, [theme, size])
                main = screen.page.locator(".tiles button" if step == 1 else ".acts .main").first
                box = await main.bounding_box()
                assert box
                assert box["y"] + box["height"] <= SMALL["height"], (step, size, language)
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= SMALL["width"]
        if step == 2:
            await screen.page.locator(".acts .main[aria-disabled=false]").wait_for()
        await screen.page.locator(onward).first.click()
    await screen.until_stored("rows", "'SAVED'")  # three taps here, and one on the shortcut


async def test_without_a_fix_the_place_is_chosen_by_hand_and_remembered(people: People) -> None:
    screen = await _ready(people, permissions=[], geolocation=None)
    await screen.no_signal()
    await _report(screen)
    await screen.sees("没有定位，选一下地点")  # by itself
    for word in ("6 号楼", "2 单元", "地下 1 层"):
        await screen.tap(word, exact=True)
    await screen.tap("就在这里，上报")
    await screen.sees("已存手机")
    assert screen.taps <= 7
    await _report(screen)
    await screen.choose("6 号楼 2 单元 地下 1 层")
    await screen.tap("就在这里，上报")
    await screen.sees("已存手机")
    assert screen.taps <= 5
    await screen.until_stored("rows", "'sequence': 2")  # the words may still be those of the first
    rows = await screen.stored("rows")
    assert len(rows) == 2
    for row in rows:
        place = row["input"]["place"]
        assert place["source"] == "ADDRESS"
        assert (place["building"], place["unitDoor"], place["floor"]) == ("6 号楼", "2 单元", "地下 1 层")
    await screen.signal_again()
    await screen.go("/outbox")
    await screen.sends()
    await screen.until_nothing_waits()
    asked = "query Place($id: ID!) { incident(id: $id) { place { source building unitDoor floor } grid { code } } }"
    told = Program(people.server, "wu").ask(asked, id=rows[0]["incidentId"])["data"]["incident"]
    assert told["place"] == {"source": "ADDRESS", "building": "6 号楼", "unitDoor": "2 单元", "floor": "地下 1 层"}
    assert told["grid"]["code"].startswith("140214018001")


async def test_a_report_taken_back_within_five_seconds_stands_as_it_was_and_never_left(people: People) -> None:
    screen = await _ready(people)
    await _report(screen)
    await screen.page.get_by_label("加一句").fill("占了盲道")
    await screen.page.get_by_label("急不急").select_option("2")
    await screen.tap("就在这里，上报")
    await screen.tap("撤销")
    await screen.sees("在这里吗？")
    assert await screen.page.get_by_label("加一句").input_value() == "占了盲道"
    assert await screen.page.get_by_label("急不急").input_value() == "2"
    await screen.sees("上报 3/3 机动车乱停")
    assert await screen.stored("rows") == []
    (draft,) = await screen.stored("drafts")
    asked = "query There($id: ID!) { incident(id: $id) { id } }"
    assert Program(people.server, "wu").ask(asked, id=draft["value"]["id"])["data"]["incident"] is None


async def test_an_emergency_offers_the_calls_first_and_goes_at_once(people: People) -> None:
    screen = await _ready(people)
    await _report(screen)
    await screen.page.get_by_label("急不急").select_option("4")
    calls = screen.page.locator(".acts a[href^='tel:']")
    assert await calls.evaluate_all("(all) => all.map((one) => one.getAttribute('href'))") == [
        "tel:110",
        "tel:119",
        "tel:120",
    ]
    above, below = await calls.last.bounding_box(), await screen.button("马上上报").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    await screen.tap("马上上报")
    await screen.sees("已存手机，正在发送")
    await screen.until_nothing_waits()
    (row,) = await screen.stored("rows")
    assert row["holdUntil"] <= row["createdAt"]


async def test_what_was_begun_opens_on_the_same_step_after_a_killed_browser_and_another_login(
    phones: Phones, photo: Path
) -> None:
    wang = await phones.of("wang", **HERE)
    await wang.ready_for_no_signal()
    await wang.go("/report")
    await wang.photograph("拍照", photo)
    await wang.tap("上水井盖")
    await wang.page.get_by_label("加一句").fill("车轧着响")
    await wang.until_stored("drafts", "车轧着响")
    await wang.kill()
    await wang.open()
    for login in (None, "wang"):
        if login:
            await wang.sign_in(login)
        await wang.go("/report")
        await wang.sees("要拍照吗？")  # a new one; what was begun is a card
        await wang.page.get_by_role("link", name="上水井盖").click()
        await wang.sees("上报 3/3 上水井盖")
        await wang.sees("照片 1")
        assert await wang.page.get_by_label("加一句").input_value() == "车轧着响"
        await wang.go("/me")
        if not login:
            await wang.tap("退出登录")
            await wang.page.get_by_role("dialog").locator(".main, .bad").click()
            await wang.sees("换个人登录")
    assert phones.strangers() == []


async def test_no_signal_is_said_when_a_request_failed_and_nothing_moves_by_it(people: People) -> None:
    screen = await _ready(people)
    await screen.sees("已更新")
    await screen.page.evaluate(MOVED)
    await screen.no_signal()
    await screen.tap("刷新")
    await screen.sees("离线")
    assert await screen.page.evaluate("() => navigator.onLine") is True
    assert await screen.page.evaluate("() => globalThis.moved") == 0


async def test_what_was_not_delivered_may_be_deleted_after_a_question_and_taken_back(people: People) -> None:
    screen = await _ready(people)
    await screen.no_signal()
    await _report(screen)
    await screen.tap("就在这里，上报")
    row = await screen.until_stored("rows", "'SAVED'")
    await screen.go(f"/outbox/{row['opId']}")
    await screen.tap("删除")
    await screen.sees("还没送到服务器，删除后找不回")
    await screen.tap("留着")
    await screen.tap("删除")
    await screen.tap("删除这件")
    await screen.tap("撤销")
    await screen.until_stored("rows", "'deletedAt': None")
    await screen.go(f"/outbox/{row['opId']}")
    await screen.sees("机动车乱停")
    await screen.signal_again()
    await screen.tap("现在重试")
    await screen.until_nothing_waits()
    await screen.sees("回执")
    assert await screen.button("删除", exact=True).count() == 0


async def test_after_an_expired_login_all_waits_is_said_and_goes_by_itself_after_the_next(people: People) -> None:
    screen = await _ready(people)
    await screen.context.clear_cookies()
    await _report(screen)
    await screen.tap("就在这里，上报")
    await screen.sees("登录过期了，1 件在手机上", 30)
    await screen.go("/outbox")
    await screen.sees("等登录")
    await screen.go("/login?to=/outbox")
    await screen.enter("wang")
    await screen.until_nothing_waits()
    await screen.sees("已送达")


async def test_a_draft_begun_elsewhere_is_a_card_and_asks_here_or_there_before_it_goes(people: People) -> None:
    """Begun in Kouquan by the release before this one; the person is five kilometres north of it now."""
    north = {**KOUQUAN, "latitude": KOUQUAN["latitude"] + 0.045}
    screen = await _ready(people, geolocation=north)
    (person,) = {one["person"] for one in await screen.stored("cache")}
    for one in json.loads((FOSSILS / "drafts1.json").read_text("utf-8")):
        await screen.page.evaluate(PUT, ["drafts", {"person": person} | one])
    await screen.go("/report")
    await screen.sees("要拍照吗？")
    await screen.sees("没写完的")
    await screen.page.get_by_role("link", name="车轧着响").click()
    await screen.sees("你现在离那里 5.0 公里。事在哪里？")
    assert await screen.button("就在这里，上报").get_attribute("aria-disabled") == "true"
    await screen.tap("在我现在这里")
    await screen.tap("就在这里，上报")
    row = await screen.until_stored("rows", "车轧着响")
    assert row["input"]["place"]["lat"] == pytest.approx(north["latitude"])
    await screen.sees("已存手机")

    await screen.go("/today?tab=drafts")
    await screen.page.get_by_role("link", name="别处看到的").click()
    await screen.tap("机动车乱停")
    await screen.tap("取消", exact=True)
    await screen.sees("没有上报，已扔掉")
    await screen.tap("撤销")
    await screen.sees("上报 3/3 机动车乱停")
    await screen.tap("取消", exact=True)
    await screen.sees("没有上报，已扔掉")
    await screen.go("/report")
    await screen.sees("要拍照吗？")
    await screen.never_sees("没写完的")
    assert len(await screen.stored("rows")) == 1


async def test_a_report_sent_while_its_photo_is_made_small_waits_for_it_and_leaves_no_draft(
    people: People, photo: Path
) -> None:
    screen = await _ready(people)
    await screen.page.evaluate(SLOW)
    await screen.page.get_by_role("link", name="上报").click()
    await screen.photograph("从相册选", photo)
    await screen.sees("正在缩小照片 0/1")
    await screen.tap("下一步")
    await screen.tap("机动车乱停")
    await screen.tap("就在这里，上报")
    await screen.sees("照片缩小好就报")
    assert await screen.stored("rows") == []
    await screen.page.evaluate("() => globalThis.go()")
    await screen.sees("已存手机")
    (row,) = await screen.stored("rows")
    assert len(row["photos"]) == len(row["input"]["photos"]) == 1
    assert [one for one in await screen.stored("drafts") if not one.get("goneAt")] == []
