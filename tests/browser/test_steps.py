"""Working on an incident: found so, settled on the spot, taken over, fed back, and seen in the right light."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.browser.pages import one_of, settled
from tests.browser.people import People
from tests.browser.phone import HERE, Screen
from tests.browser.process import Server
from tests.browser.program import Program

STAGES = ["发现", "呼叫", "统筹", "响应", "处置", "核查", "评价"]
LIMIT = timedelta(minutes=1000)
STATE = "query State($id: ID!) { incident(id: $id) { state findings { kind verdict text } } }"


def _set(server: Server, statement: str, *values: Any) -> None:
    """Change the district behind the server's back, for what would take days to come about."""
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        assert database.execute(statement, values).rowcount >= 1


def _state(server: Server, incident: str) -> Any:
    return Program(server, "wu").ask(STATE, id=incident)["data"]["incident"]


async def test_the_five_steps_check_and_rating_stand_in_order_with_who_and_when(people: People) -> None:
    checking = one_of(people.server, "checking")
    screen = await people.of("wang", f"/i/{checking}")
    await screen.sees("处置")
    short = screen.page.locator("ol.stepper").first.locator("li")
    names = [text.replace("✓", "").split("\n") for text in await short.all_inner_texts()]
    assert [next(one for one in name if one in STAGES) for name in names] == STAGES
    assert await screen.page.locator("ol.stepper").first.locator("[aria-current=step]").count() == 1
    await screen.page.locator(".stepper-more summary").click()
    whole = screen.page.locator("ol.stepper.whole li")
    assert await whole.count() == 7
    assert await whole.nth(2).locator("time").count() == 1
    assert await whole.nth(4).locator("time").count() == 1


@pytest.mark.parametrize(
    ("used", "word", "name", "shape"),
    [(0.799, "剩余", "绿灯", "circle"), (0.801, "临期 剩余", "黄灯", "path"), (0.999, "临期 剩余", "黄灯", "path"),
     (1.001, "超期", "红灯", "rect")],
)  # fmt: skip
async def test_the_light_says_how_much_of_the_limit_is_used(
    people: People, used: float, word: str, name: str, shape: str
) -> None:
    incident = one_of(people.server, "working")
    start = datetime.now(UTC) - LIMIT * used
    warn, due = start + LIMIT * 0.8, start + LIMIT
    clock = (
        "UPDATE incident_clock SET limit_kind = 'CONT', limit_amount = 1000, started_at = ?, warn_at = ?, due_at = ?"
    )
    _set(
        people.server, f"{clock} WHERE incident_id = ? AND stopped_at IS NULL", *map(str, (start, warn, due)), incident
    )
    _set(people.server, "UPDATE incident SET warn_at = ?, late_at = ? WHERE id = ?", str(warn), str(due), incident)
    screen = await people.of("sun", f"/i/{incident}")
    told = screen.page.locator(".figures", has_text=word)  # the phone's own copy, shown first, knows the old clock
    chip = screen.page.locator(".headline .chip", has=screen.page.locator("svg")).filter(has=told).first
    await chip.wait_for()
    assert name in str(await chip.text_content())
    assert await chip.locator(f"svg {shape}").count() == 1


async def test_what_is_suspended_shows_that_its_clock_stands(people: People) -> None:
    incident = one_of(people.server, "filed")
    _set(people.server, "UPDATE incident SET state = 'SUSPENDED' WHERE id = ?", incident)
    screen = await people.of("li", f"/i/{incident}")
    await screen.page.locator(".headline .chip", has_text="计时暂停").wait_for()
    _set(people.server, "UPDATE incident SET state = 'FILED' WHERE id = ?", incident)


async def test_a_finding_saved_without_a_signal_arrives_as_a_verification(people: People) -> None:
    incident = one_of(people.server, "verifying")
    screen = await people.of("wang", f"/i/{incident}/verify", **HERE)
    await screen.sees("情况属实吗？")
    await screen.no_signal()
    await screen.choose("属实")
    await screen.page.get_by_label("看到什么").fill("电力井盖缺了一角")
    await screen.tap("保存并发送")
    await screen.sees("已存手机")
    await screen.signal_again()
    await screen.go("/outbox")
    await screen.sends()
    await screen.until_nothing_waits()
    told = _state(people.server, incident)
    assert told["state"] == "PENDING_FILING"
    assert told["findings"][-1] == {"kind": "VERIFY", "verdict": "TRUE", "text": "电力井盖缺了一角"}


async def test_who_took_part_in_the_repair_is_told_that_they_may_not_check_it(people: People) -> None:
    incident = one_of(people.server, "checking")
    with sqlite3.connect(people.server.data / "gridwhistle.sqlite3") as database:
        (by,) = database.execute("SELECT by_id FROM disposal WHERE incident_id = ?", [incident]).fetchone()
    wang = "(SELECT id FROM person WHERE login = 'wang')"
    _set(people.server, f"UPDATE disposal SET by_id = {wang} WHERE incident_id = ?", incident)
    screen = await people.of("wang", f"/i/{incident}/check")
    await screen.sees("你参与过处置，不能核查")
    assert await screen.button("保存并发送").count() == 0
    _set(people.server, "UPDATE disposal SET by_id = ? WHERE incident_id = ?", by, incident)


@pytest.mark.parametrize(("name", "asks"), [("暴露垃圾", True), ("机动车乱停", False)])
async def test_what_is_settled_on_the_spot_needs_a_photo_only_where_the_class_says_so(
    people: People, photo: Path, name: str, asks: bool
) -> None:
    screen = await people.of("wang", "/report", **HERE)
    await screen.tap("不拍，下一步")
    await screen.tap(name)
    await screen.tap("我已当场处理")
    await screen.sees("怎么处理的？")
    await screen.tap("已劝离")
    done = screen.button("办完，保存发送")
    assert (await done.get_attribute("aria-disabled") == "true") is asks
    if asks:
        await screen.sees("本类要求处理后照片 1 张")
        await screen.photograph("处理后", photo)
        await screen.page.locator(".photo-strip img").wait_for()
    await screen.tap("办完，保存发送")
    await screen.sees("已存手机")
    await screen.until_nothing_waits()
    (report, _) = sorted(await screen.stored("rows"), key=lambda row: row["sequence"])
    assert _state(people.server, report["incidentId"])["state"] == "CLOSED"


async def test_a_feedback_waits_for_all_four_elements_and_its_draft_outlives_the_line(people: People) -> None:
    incident = one_of(people.server, "working")
    screen = await people.of("sun", f"/i/{incident}/feedback")
    await screen.sees("四项写全才能提交")
    await screen.no_signal()
    await screen.tap("店主")
    await screen.tap("已清理完毕")
    await screen.choose("已办完")
    await screen.sees("还差：结果")
    assert await screen.button("提交反馈").get_attribute("aria-disabled") == "true"
    await screen.button("提交反馈").click(force=True)
    assert await screen.stored("rows") == []
    await screen.until_stored("drafts", "已清理完毕")
    await screen.page.reload()
    await screen.sees("还差：结果")
    assert await screen.page.get_by_label("3 解决措施").input_value() == "已清理完毕"


async def test_two_tabs_take_one_case_over_and_the_second_is_told(people: People) -> None:
    """And the button never says done before the answer is there."""
    incident = one_of(people.server, "dispatched")
    screen = await people.of("sun", f"/i/{incident}")
    await screen.sees("待签收")
    first = screen.page
    await screen.tab(f"/i/{incident}")
    await screen.sees("待签收")
    second, screen.page = screen.page, first
    asked, released = asyncio.Event(), asyncio.Event()

    async def hold(route: Any) -> None:
        if "seen" in (route.request.post_data or ""):
            asked.set()
            await released.wait()
        await route.continue_()

    await first.route("**/graphql", hold)
    await screen.tap("签收", exact=True)
    await asyncio.wait_for(asked.wait(), 15)
    await screen.sees("正在提交…")
    await screen.never_sees("处置中")
    released.set()
    await screen.sees("处置中")
    screen.page = second
    await screen.tap("签收", exact=True)
    await screen.sees("这一步已经有人办了，不用再办")
    await screen.sees("处置中")


async def test_a_link_survives_the_login(people: People) -> None:
    incident = one_of(people.server, "checking")
    screen = await people.of(None, f"/i/{incident}")
    await screen.enter("wang")
    await screen.page.wait_for_url(f"**/i/{incident}")
    await screen.sees("核查中")


async def test_the_stranger_cannot_tell_a_foreign_case_from_none(people: People) -> None:
    seen: list[tuple[str, set[bytes]]] = []
    for incident in (one_of(people.server, "checking"), str(UUID(int=7))):
        screen = await people.of("feng", "/today")
        bodies = _answers_about(screen, incident)
        await screen.go(f"/i/{incident}")
        await settled(screen)
        await screen.sees("找不到，或不在你的范围内")
        seen.append((await screen.page.locator("main").inner_text(), {await body for body in bodies}))
    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 1


def _answers_about(screen: Screen, incident: str) -> list[Any]:
    """The bytes of every answer to a question that names this incident; filled as they come."""
    bodies: list[Any] = []

    def note(response: Any) -> None:
        if incident in (response.request.post_data or ""):
            bodies.append(response.body())

    screen.page.on("response", note)
    return bodies


async def test_what_a_worker_cannot_settle_goes_to_the_community_by_one_tap_and_may_be_taken_back(
    people: People,
) -> None:
    """这事我管不了: no word is asked for; for five seconds the phone holds it."""
    screen = await people.of("wang", "/report", **HERE)
    await screen.tap("不拍，下一步")
    await screen.tap("机动车乱停")
    await screen.tap("我已当场处理")
    await screen.sees("怎么处理的？")
    address = screen.page.url
    for last in (False, True):
        screen.taps = 0
        await screen.tap("这事我管不了")
        await screen.sees("已存手机")
        assert screen.taps == 1
        if not last:
            await screen.tap("撤销")
            await screen.page.wait_for_url(address)
            assert [row for row in await screen.stored("rows") if row["operation"]["name"] == "HandUp"] == []
    await screen.until_nothing_waits()
    (report, raised) = sorted(await screen.stored("rows"), key=lambda row: row["sequence"])
    assert raised["operation"]["name"] == "HandUp"
    told = Program(people.server, "wu").ask(LEVEL, id=report["incidentId"])["data"]["incident"]
    assert (told["state"], told["level"]) == ("REPORTED", 1)


LEVEL = "query Level($id: ID!) { incident(id: $id) { state level } }"
