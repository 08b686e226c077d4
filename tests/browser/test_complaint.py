"""投诉建议 by somebody without a login: written without a signal, sent once, answered by the desk, asked again."""

from __future__ import annotations

import re
import sqlite3

from tests.browser.pages import CUT, SMALL, complaints, dressed, measured
from tests.browser.people import People
from tests.browser.phone import Screen
from tests.browser.process import Server

SAID, ANSWER, AGAIN = (
    "楼道灯坏了两周，老人上下楼看不见",
    "已联系物业，明天上午更换灯具",
    "过了两天灯还是没有换",
)
CODE = "() => document.querySelector('.slip .code')?.textContent"


def stored(server: Server) -> list[tuple[str, str, int]]:
    """What the server has of it."""
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        return database.execute("SELECT id, state, level FROM complaint WHERE text = ?", [SAID]).fetchall()


async def _writes_without_a_signal(resident: Screen) -> None:
    await resident.sees("公开答复情况")  # streets and units are on the phone
    await resident.no_signal()
    await resident.tap("提交")
    await resident.sees("请选街道")
    await resident.choose("投诉")
    await resident.choose("别的事")
    await resident.page.get_by_label("在哪个街道").select_option(label="口泉街道")
    await resident.page.get_by_label("在哪个社区").select_option(label="口泉街社区")
    await resident.page.get_by_label("什么事？", exact=False).last.fill(SAID)
    await resident.tap("提交")
    await resident.sees("已存手机")
    await resident.go("/feedback")  # they come back, still without a signal
    await resident.sees("送到后这里显示查询码")


async def _is_well_dressed(resident: Screen) -> None:
    """Axe has nothing to say, nothing is too small or cut, for whoever sees well and badly."""
    await resident.page.set_viewport_size({"width": 360, "height": 12000})
    for theme, size in (("dark", "elder"), ("light", "normal")):
        await dressed(resident, theme, size)
        assert await complaints(resident) == []
        assert await measured(resident, SMALL) == []
        assert await measured(resident, CUT) == []
    await resident.page.set_viewport_size({"width": 360, "height": 740})


async def test_written_without_a_signal_it_is_answered_and_asked_again_by_its_code(
    people: People, house: Server
) -> None:
    resident = await people.of(None, "/login", reduced_motion="reduce")
    await resident.page.get_by_role("link", name="投诉建议").click()
    await _writes_without_a_signal(resident)
    await resident.signal_again()
    await resident.tap("现在送")
    code = str(await resident.until(CODE))
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}", code)
    await _is_well_dressed(resident)
    ((id, state, level),) = stored(house)
    assert (state, level) == ("RECEIVED", 1)

    zhang = await people.of("zhang", f"/n/complaint/{id}")
    await zhang.sees(SAID)
    await zhang.tap("答复")
    await zhang.page.locator("#f-text").fill(ANSWER)
    await zhang.page.locator("dialog .submit").click()
    await zhang.sees("已答复")

    await resident.go("/feedback?look=1")
    await resident.page.get_by_label("查询码", exact=True).fill(code.lower().replace(" ", "-"))
    await resident.tap("查", exact=True)
    await resident.sees(ANSWER)
    await _is_well_dressed(resident)
    await resident.tap("不满意，再问一次")
    await resident.page.get_by_label("还有什么没说清").fill(AGAIN)
    await resident.tap("再问，交上一级")
    await resident.sees("待答复")
    await resident.sees(AGAIN)
    assert stored(house) == [(id, "RECEIVED", 2)]
    assert people.trouble() == []


async def test_who_has_a_wrong_code_is_told_so_in_words_and_learns_nothing(people: People) -> None:
    stranger = await people.of(None, "/feedback?look=1")
    field = stranger.page.get_by_label("查询码", exact=True)
    await field.fill("7KMN O")
    await stranger.tap("查", exact=True)
    await stranger.sees("查询码里没有 O")
    for wrong in ("22223333", "22223334", "22223335", "22223336", "22223337"):
        await stranger.go(f"/feedback?look={wrong}")
        await stranger.sees("没有这个查询码")
    await stranger.go("/feedback?look=22223338")
    await stranger.sees("输错太多次了")
