"""街道吹哨、部门报到: a flooded underpass, an emergency whistle, three units, one late, one whose objection is upheld,
sign-off, a check by another person, the reporter's word. Everybody looks at their own screen at once."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.pages import whistle_of
from tests.browser.people import People
from tests.browser.phone import DESK, HERE, KOUQUAN, PHONE, Screen
from tests.browser.process import Server
from tests.browser.program import Program
from tests.browser.underpass import act, dispatched, person, reported, word_suffices

LEAD, LATE, OTHER = "区市政养护中心", "口泉城管中队", "交警大队"
HANDLER = "unit-005a"  # of the traffic police
MARKS = ("prompt", "quality", "content", "initiative")


async def test_seven_people_bring_a_flooded_underpass_to_its_end(people: People, house: Server) -> None:
    word_suffices(house)
    incident = dispatched(house, reported(house))
    li = await people.of("li", f"/i/{incident}", viewport=DESK)
    board = await _li_whistles(li, incident)
    zhao = await people.of("zhao", board)
    qian = await people.of("qian", f"{board}/answer", **HERE)
    sun = await people.of("sun", board)
    police = await people.of(HANDLER, f"{board}/answer")
    wu = await people.of("wu", board, viewport=DESK)

    await _qian_answers(qian)
    for one in (li, zhao, sun, wu):
        await _stands(one, LEAD, "已应哨")
    await _qian_arrives(qian)
    for one in (li, sun):
        await _stands(one, LEAD, "已报到", 3)

    await _police_object(police)
    await wu.sees("异议待裁")
    await _wu_upholds(wu)
    await police.page.get_by_text("已免除").first.wait_for()

    await _sun_is_late_and_that_is_told(house, [li, zhao, sun, wu])
    await _wu_supervises(wu)
    await _zhao_reviews(zhao)
    await _sun_comes_by_hand(sun, board)
    for one in (qian, sun):
        await _finishes(one, board)
    await _li_signs_off_and_closes(li, board)
    await _each_sees_the_others_marks(qian, board)
    await _it_is_checked_and_confirmed(people, house, incident)
    told = Program(house, "wu").ask(STORY, id=incident)["data"]["incident"]
    assert told["state"] == "CLOSED"
    assert [one["key"] for one in told["stepper"][:5]] == ["FOUND", "CALLED", "COORDINATED", "GRADED", "HANDLED"]
    assert all(one["status"] == "DONE" and one["at"] for one in told["stepper"][:5])


STORY = "query Told($id: ID!) { incident(id: $id) { state stepper { key status at by } } }"


async def _li_whistles(li: Screen, incident: str) -> str:
    """The composer says whom it will ring at; an emergency is blown at once."""
    await li.tap("其他步骤")
    await li.page.get_by_role("link", name="拟哨").click()
    await li.sees("哨种")
    await li.choose("应急处置")
    await li.sees("应急：现在就响")
    await li.page.get_by_label("超出本级权限的原因").fill("积水半米，街道没有抽排设备")
    await li.sees("会响到 1 家")
    for unit in (LATE, OTHER):
        await li.page.get_by_label("+ 单位").fill(unit[:2])
        await li.choose(unit)
    await li.page.locator(f"li[data-unit='{OTHER}']").get_by_text("会响：部门处置").wait_for()
    await li.page.locator(f"li[data-unit='{OTHER}']").get_by_text("应哨").wait_for()
    await li.sees("会响到 3 家")
    await li.tap("马上吹哨")
    await li.sees("等负责人补审")
    return str(li.page.url.removeprefix(li.server.address))


def _party(screen: Screen, unit: str) -> Any:
    return screen.page.locator(f"li.party[data-unit='{unit}']")


async def _stands(screen: Screen, unit: str, state: str, seconds: float = 10) -> None:
    """The board shows it without being loaded again."""
    await _party(screen, unit).get_by_text(state).first.wait_for(timeout=seconds * 1000)


async def _qian_answers(qian: Screen) -> None:
    qian.taps = 0
    await qian.tap("10 分钟")
    await qian.sees("已到现场，报到")
    assert qian.taps == 1


async def _qian_arrives(qian: Screen) -> None:
    """One fix, once: nothing watches where a person goes."""
    await qian.tap("已到现场，报到")
    await qian.sees("商定的任务")
    sent = [one for one in await qian.stored("rows") if one["operation"]["name"] == "WhistleArrive"]
    assert [(one["input"]["mode"], one["input"]["lat"]) for one in sent] == [("PLACE", KOUQUAN["latitude"])]
    await qian.tap("开始处置")
    await qian.page.get_by_role("link", name="报结").wait_for()


async def _police_object(police: Screen) -> None:
    await police.tap("提异议")
    sheet = police.page.get_by_role("dialog")
    await sheet.get_by_label("引用哪一条清单").select_option(index=1)
    await sheet.get_by_label("为什么不归本单位").fill("积水抽排不属交警职责")
    await sheet.get_by_role("button", name="提异议").click()
    await sheet.wait_for(state="hidden")


async def _wu_upholds(wu: Screen) -> None:
    await _party(wu, OTHER).get_by_role("button", name="裁定异议").click()
    sheet = wu.page.get_by_role("dialog")
    assert await sheet.locator("input:checked").count() == 0
    await wu.choose("成立，免除该单位")
    await sheet.get_by_label("裁定说明").fill("按清单不属交警")
    await sheet.get_by_role("button", name="裁定", exact=True).click()
    await _stands(wu, OTHER, "异议成立，已免除")


async def _sun_is_late_and_that_is_told(house: Server, screens: list[Screen]) -> None:
    """Half an hour goes by without a word from the team: its head is told, then the district; all boards show it."""
    _later(house, LATE, timedelta(minutes=30))
    for screen in screens:
        await screen.sees("没有应声，已报区督办", 60)
        late = _party(screen, LATE)
        assert await late.get_attribute("data-late") == "true"
        await late.get_by_text("超").first.wait_for()


def _later(server: Server, unit: str, by: timedelta) -> None:
    """As if the unit had been called that much earlier: its clocks are moved in the test's own copy of the district."""
    columns = ("called_at", "ack_warn_at", "ack_due_at", "next_due_at")
    called = (
        "FROM whistle_party WHERE state = 'CALLED' AND called_at IS NOT NULL "
        "AND unit_id = (SELECT id FROM unit WHERE name = ?) ORDER BY called_at DESC LIMIT 1"
    )
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        party, *moments = database.execute(f"SELECT id, {', '.join(columns)} {called}", [unit]).fetchone()
        moved = [_moved(one, by) for one in moments]
        given = ", ".join(f"{one} = ?" for one in columns)
        database.execute(f"UPDATE whistle_party SET {given} WHERE id = ?", [*moved, party])


def _moved(text: str, by: timedelta) -> str:
    return str(datetime.fromisoformat(text).astimezone(UTC) - by)


async def _wu_supervises(wu: Screen) -> None:
    await _party(wu, LATE).get_by_role("button", name="请区督办").click()
    sheet = wu.page.get_by_role("dialog")
    await sheet.get_by_label("督办意见").fill("请立即到场")
    await sheet.get_by_role("button", name="督办", exact=True).click()
    await sheet.wait_for(state="hidden")


async def _zhao_reviews(zhao: Screen) -> None:
    await zhao.tap("补审", exact=True)
    sheet = zhao.page.get_by_role("dialog")
    await zhao.choose("应当先吹")
    await sheet.get_by_role("button", name="补审", exact=True).click()
    await sheet.wait_for(state="hidden")
    await zhao.never_sees("等负责人补审")


async def _sun_comes_by_hand(sun: Screen, board: str) -> None:
    """Without a fix there is a reason to give; late, but they come."""
    await sun.go(f"{board}/answer")
    await sun.tap("最晚")  # by the whistle's own clock, half an hour from its blow
    await sun.tap("定位不准，写明原因")
    await sun.page.get_by_label("为什么不能定位").fill("桥下没有信号")
    await sun.tap("按原因报到")
    await sun.sees("商定的任务")


async def _finishes(screen: Screen, board: str) -> None:
    await screen.go(f"{board}/finish")
    await screen.tap("社区")
    await screen.tap("已清理完毕")
    await screen.choose("已办完")
    assert await screen.button("报结").get_attribute("aria-disabled") == "true"
    await screen.sees("还差：结果")
    await screen.choose("已解决")
    await screen.tap("报结")
    await screen.sees("评这次吹哨")
    await screen.choose("该吹")
    await screen.choose("对")
    await screen.button("评这次吹哨").click()
    await screen.sees("双方都评了才互相看到")


async def _li_signs_off_and_closes(li: Screen, board: str) -> None:
    """S33: nothing preselected, so-so wants words, closing only at n of n."""
    await li.go(f"{board}/sign")
    await li.sees("1/3 已签认或免除")
    assert await li.page.locator(".marks input:checked").count() == 0
    await _signs(li, LEAD, {"content": "一般"}, "还有居民绕行")
    await _signs(li, LATE, {"prompt": "差"}, "应哨太晚")
    await li.page.wait_for_url(lambda url: url.endswith(board))
    await li.sees("3/3 已签认或免除")
    await li.tap("销哨", exact=True)
    sheet = li.page.get_by_role("dialog")
    await sheet.get_by_label("结论").fill("积水排清，下穿恢复通行")
    await sheet.get_by_role("button", name="销哨", exact=True).click()
    await li.sees("已销哨")


async def _signs(li: Screen, unit: str, poor: dict[str, str], words: str) -> None:
    await li.page.get_by_role("heading", name=unit).wait_for()
    for mark in MARKS:
        choice = li.page.locator(f"#{mark} label.choice", has=li.page.get_by_text(poor.get(mark, "好"), exact=True))
        await choice.first.click()
    await li.sees("选了一般或差，要写原因")
    assert await li.button("签认", exact=True).get_attribute("aria-disabled") == "true"
    await li.page.get_by_label("说明").fill(words)
    await li.tap("签认", exact=True)
    await li.page.get_by_role("heading", name=unit).wait_for(state="hidden")


async def _each_sees_the_others_marks(qian: Screen, board: str) -> None:
    await qian.go(board)
    await _party(qian, LEAD).get_by_text("群众满意 20 一般").wait_for()


async def _it_is_checked_and_confirmed(people: People, house: Server, incident: str) -> None:
    """They find a puddle; the unit comes again; then it is the reporter who says that it is done."""
    act(house, incident, "qian", "FeedBack", **_four())
    act(house, incident, "li", "SendCheck", assigneeId=person(house, "he"))
    he = await people.of("he", f"/i/{incident}")
    await he.tap("核查", exact=True)
    await he.choose("部分好")
    await he.page.get_by_label("看到什么").fill("北侧还有一处积水没有抽干净")
    await he.tap("保存并发送")
    await he.until_stored("rows", "'name': 'Check'")
    await he.until_nothing_waits()
    act(house, incident, "li", "Fail", reason="北侧还有积水")
    act(house, incident, "qian", "Sign")
    act(house, incident, "qian", "FeedBack", **_four())
    wang = await people.of("wang", f"/i/{incident}")
    await wang.tap("确认办好了")
    sheet = wang.page.get_by_role("dialog")
    assert await sheet.get_by_text("满意").count() == 0  # who is staff rates nothing
    await sheet.get_by_role("button", name="办好了，结案").click()
    await wang.stands("已结案")


def _four() -> dict[str, Any]:
    return {
        "acceptedAt": datetime.now(UTC).isoformat(),
        "contact": "街道值班",
        "measures": "已抽排并清理",
        "finished": True,
        "promisedOn": None,
        "outcome": "SOLVED",
        "photos": [],
    }


async def test_without_a_signal_an_answer_waits_and_what_is_known_can_be_kept_as_a_note(people: People) -> None:
    server = people.server
    li = await people.of("li", "/desk", viewport=PHONE)
    whistle = whistle_of(server, "signing")
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        (incident,) = database.execute("SELECT incident_id FROM whistle WHERE id = ?", [whistle]).fetchone()
    await li.go(f"/i/{incident}")
    await li.until_stored("cache", f"incident:{incident}")
    await li.go(f"/w/{whistle}/sign")
    await li.until_stored("cache", f"whistle:{whistle}")
    await li.no_signal()
    await li.go(f"/w/{whistle}/sign")  # it asks, and finds no line
    await li.sees("这一步要等服务器答复")
    await li.tap("先追加说明")
    await li.page.wait_for_url(f"**/i/{incident}")
    await li.page.get_by_role("dialog").get_by_label("说明", exact=True).fill("已派车，十分钟到")
    await li.page.get_by_role("dialog").get_by_role("button", name="保存并发送").click()
    row = await li.until_stored("rows", "已派车，十分钟到")
    assert (row["operation"]["name"], row["incidentId"]) == ("Note", incident)
    await li.signal_again()
    await li.page.evaluate("dispatchEvent(new Event('online'))")
    await li.until_nothing_waits()
