"""The live board of a whistle: the head starts it, it follows by itself, and says when it cannot."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from server.core import clock
from server.core.ids import new_id
from tests.browser.people import People
from tests.browser.phone import DESK, Screen
from tests.browser.process import Server
from tests.browser.program import Program
from tests.browser.underpass import asked, dispatched, reported

LEAD, ASSIST, THIRD = "区市政养护中心", "口泉城管中队", "交警大队"
WHISTLE = "query Now($id: ID!) { node(id: $id) { ... on Whistle { parties { id version unit { name } } } } }"


def _party(screen: Screen, unit: str) -> Any:
    return screen.page.locator(f"li.party[data-unit='{unit}']")


def _submitted(house: Server) -> str:
    """li has drafted a whistle for three units and asks the head for their word; its id."""
    incident, whistle = dispatched(house, reported(house)), str(new_id())
    known = asked(house, "li", "WhistleComposer", id=incident, area=None)
    units = {one["name"]: one["id"] for one in known["catalogue"]["units"]}
    parties = [{"unitId": units[name], "part": "LEAD" if name == LEAD else "ASSIST"} for name in (LEAD, ASSIST, THIRD)]
    told: dict[str, Any] = {"opId": str(new_id()), "id": whistle, "incidentId": incident, "kind": "RESIDENT_DEMAND"}
    told |= {"reason": "积水反复，街道没有抽排设备", "meetingPoint": "下穿桥东侧", "parties": parties}
    told |= {"matterCode": next(one["code"] for one in known["catalogue"]["matters"] if one["listKind"] != "BASIC")}
    assert asked(house, "li", "WhistleDraft", input=told)["whistleDraft"]["problems"] == []
    submit = {"opId": str(new_id()), "id": whistle, "seen": 1}
    assert asked(house, "li", "WhistleSubmit", input=submit)["whistleSubmit"]["problems"] == []
    return whistle


def _acks(house: Server, whistle: str, login: str, unit: str) -> None:
    parties = Program(house, "wu").ask(WHISTLE, id=whistle)["data"]["node"]["parties"]
    party = next(one for one in parties if one["unit"]["name"] == unit)
    soon = (clock.now() + timedelta(hours=1)).isoformat()
    told = {"opId": str(new_id()), "id": party["id"], "seen": party["version"], "eta": soon}
    assert asked(house, login, "WhistleAck", input=told)["whistleAck"]["problems"] == []


async def test_the_head_approves_and_every_board_moves_within_two_seconds(people: People, house: Server) -> None:
    whistle = _submitted(house)
    li = await people.of("li", f"/w/{whistle}", viewport=DESK)
    zhao = await people.of("zhao", "/w?chip=mine")
    await li.sees("待审批")
    zhao.taps = 1  # the row in their list
    await zhao.page.locator(f"li[data-id='{whistle}'] a").click()
    await zhao.sees(re.compile(r"批准后会响到 3 家 \d+ 人，各家时限马上起算"))
    for unit in (LEAD, ASSIST, THIRD):  # whom it rings, by post, and when each is due, before anybody is called
        await _party(zhao, unit).get_by_text(re.compile(r"会响：部门(处置|值班) \d+ 人")).wait_for()
        await _party(zhao, unit).get_by_text(re.compile(r"应哨 .*前")).wait_for()
    await zhao.tap("批准吹哨")
    assert zhao.taps == 2
    await _party(li, LEAD).get_by_text("待应哨").first.wait_for(timeout=2000)
    qian = await people.of("qian", f"/w/{whistle}")
    await qian.sees("实时")
    await li.sees("实时")
    _acks(house, whistle, "qian", LEAD)
    for screen in (li, zhao, qian):
        await _party(screen, LEAD).get_by_text("已应哨").first.wait_for(timeout=2000)
    assert [await _party(one, ASSIST).get_by_text("待应哨").count() for one in (li, zhao, qian)] == [1, 1, 1]


async def test_a_draft_is_kept_said_anew_and_only_then_submitted(people: People, house: Server) -> None:
    """Nobody is called by a draft: its kind, its units and its time are changed until the street's head is asked."""
    incident = dispatched(house, reported(house))
    li = await people.of("li", f"/w/new?incident={incident}", viewport=DESK)
    await li.choose("群众诉求")
    await li.page.get_by_label("超出本级权限的原因").fill("街道没有抽排设备")
    await li.tap("存为草稿")
    await li.sees("已存，没有提请，谁也没叫")
    await _party(li, LEAD).wait_for()
    board = li.page.url.removeprefix(li.server.address)
    qian = await people.of("qian", board)
    await qian.sees("找不到，或不在你的范围内")

    await li.tap("其他步骤")
    await li.page.get_by_role("link", name="改拟").click()
    assert await li.page.get_by_label("超出本级权限的原因").input_value() == "街道没有抽排设备"
    await li.choose("重点工作")
    meet = clock.today() + timedelta(days=40)
    await li.page.get_by_label("集合时间").fill(f"{meet}T09:00")
    await li.page.get_by_label("办结时间").fill(f"{meet + timedelta(days=4)}T18:00")
    await li.page.get_by_label("+ 单位").fill(ASSIST)
    await li.choose(ASSIST)
    await li.page.locator(f"li[data-unit='{ASSIST}']").get_by_role("button", name="改为主办").click()
    await li.page.locator(f"li[data-unit='{LEAD}']").get_by_role("button", name="去掉").click()
    await li.tap("存为草稿")
    await _party(li, ASSIST).get_by_text("主办").first.wait_for()
    await li.sees(f"{meet.month}月{meet.day}日 09:00")
    assert await _party(li, LEAD).count() == 0
    await li.tap("提请街道审批")
    await li.sees("待审批")
    await li.tap("其他步骤")
    await li.page.get_by_role("dialog").get_by_role("button", name="写一条").wait_for()
    assert await li.page.get_by_role("link", name="改拟").count() == 0


async def test_the_head_sends_a_whistle_back_with_a_reason(people: People, house: Server) -> None:
    whistle = _submitted(house)
    zhao = await people.of("zhao", f"/w/{whistle}")
    await zhao.tap("退回", exact=True)
    sheet = zhao.page.get_by_role("dialog")
    assert await sheet.get_by_role("button", name="退回").get_attribute("aria-disabled") == "true"
    await sheet.get_by_label("退回原因").fill("先由街道自己抽排")
    await sheet.get_by_role("button", name="退回").click()
    await zhao.sees("已撤")
    await zhao.sees("先由街道自己抽排")


async def test_who_is_not_called_finds_the_same_page_as_for_nothing(people: People, house: Server) -> None:
    whistle = _submitted(house)
    feng = await people.of("feng", f"/w/{whistle}")
    await feng.sees("找不到，或不在你的范围内")
    told = await feng.page.locator("main").inner_text()
    await feng.go(f"/w/{new_id()}")
    await feng.sees("找不到，或不在你的范围内")
    assert await feng.page.locator("main").inner_text() == told


async def test_a_cut_stream_says_so_and_misses_nothing_when_it_is_back(people: People, house: Server) -> None:
    whistle = _submitted(house)
    li = await people.of("li", f"/w/{whistle}", viewport=DESK)
    await li.sees("实时")
    house.stop()
    await li.sees("数据截至", 30)
    assert await li.page.locator(".live").count() == 0
    house.start()
    told = {"opId": str(new_id()), "id": whistle, "seen": 2, "note": None}
    assert asked(house, "zhao", "WhistleApprove", input=told)["whistleApprove"]["problems"] == []
    await _party(li, LEAD).get_by_text("待应哨").first.wait_for(timeout=40_000)
    await li.sees("实时", 40)
    assert await li.page.get_by_text("数据截至").count() == 0


async def test_who_comes_where_there_is_no_signal_says_so_and_it_arrives_later(people: People, house: Server) -> None:
    whistle = _submitted(house)
    told = {"opId": str(new_id()), "id": whistle, "seen": 2, "note": None}
    assert asked(house, "zhao", "WhistleApprove", input=told)["whistleApprove"]["problems"] == []
    _acks(house, whistle, "qian", LEAD)
    qian = await people.of("qian", f"/w/{whistle}/answer")
    await qian.sees("线上会议报到")
    await qian.no_signal()
    await qian.tap("线上会议报到")
    await qian.sees("已存手机")
    await qian.signal_again()
    await qian.page.evaluate("() => dispatchEvent(new Event('online'))")
    await qian.sees("商定的任务", 40)
    li = await people.of("li", f"/w/{whistle}")
    await _party(li, LEAD).get_by_text("已报到").first.wait_for()
