"""A noun on the generic screens: complaints, filed without a signal, and answered by the desk that comes first."""

from __future__ import annotations

import sqlite3
from typing import Any

from tests.browser.pages import CUT, SMALL, complaints, dressed, measured
from tests.browser.people import People
from tests.browser.phone import Screen
from tests.browser.process import Server

LETTER = b"%PDF-1.7 signed by twelve neighbours"
WRONG, FIRST, LATE = "路灯坏了三天，晚上走路看不清", "已报市政，明天上午来修路灯", "社区已经去看过，会跟进修好"


def stored(server: Server) -> list[tuple[str, str]]:
    """What the server has of it: how it stands, and how it was answered."""
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        return database.execute("SELECT state, answer FROM complaint WHERE text = ?", [WRONG]).fetchall()


async def _may_answer_offline(desk: Screen) -> None:
    """As if the answer were a command that may wait on the phone: none of a complaint's steps is."""

    async def given(route: Any) -> None:
        answer = await route.fetch()
        body = await answer.text()
        await route.fulfill(response=answer, body=body.replace('"offline": false', '"offline": true'))

    await desk.context.route("**/*complaint*.js", given)


async def _files_without_a_signal(wang: Screen) -> str:
    await wang.no_signal()
    await wang.tap("提投诉或建议")
    await wang.page.locator("dialog .submit").click()
    await wang.sees("写明什么事：这里要写")
    await wang.choose("投诉")
    await wang.choose("别的事")
    await wang.page.get_by_label("哪里的事").select_option(label="口泉街社区")
    await wang.page.locator("#f-text").fill(WRONG)
    chooses = wang.page.locator("#files input")
    await chooses.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"<script>"})
    await wang.sees("只收 PDF 文件，这个不是")
    await chooses.set_input_files({"name": "letter", "mimeType": "", "buffer": LETTER})
    await wang.sees("文件 1（PDF）")
    await wang.page.locator("dialog .submit").click()
    await wang.sees("还在手机上 1 件")
    row = await wang.until_stored("rows", WRONG)
    assert row["state"] == "SAVED"
    return str(row["incidentId"])


async def _has_a_signal_again(wang: Screen) -> None:
    await wang.signal_again()
    await wang.go("/outbox")
    await wang.sends()
    await wang.until_nothing_waits()


async def _answers_without_a_signal(zhang: Screen, id: str) -> None:
    await zhang.sees(WRONG)
    await _may_answer_offline(zhang)
    await zhang.go(f"/n/complaint/{id}")
    await zhang.sees("收到")
    await zhang.no_signal()
    await _writes(zhang, id, LATE)
    await zhang.sees("已存手机")


async def _writes(desk: Screen, id: str, answer: str) -> None:
    await desk.go(f"/n/complaint/{id}")
    await desk.tap("答复")
    await desk.page.locator("#f-text").fill(answer)
    await desk.page.locator("dialog .submit").click()


async def _everybody_can_read_it(screen: Screen) -> None:
    await screen.page.set_viewport_size({"width": 360, "height": 12000})  # so tall that no bar lies over anything
    for theme, size in (("dark", "elder"), ("light", "normal")):
        await dressed(screen, theme, size)
        assert await complaints(screen) == []
        assert await measured(screen, SMALL) == []
        assert await measured(screen, CUT) == []
    await screen.page.set_viewport_size({"width": 360, "height": 740})


async def test_filed_without_a_signal_it_arrives_once_is_answered_and_the_desk_that_came_late_sees_what_changed(
    people: People,
) -> None:
    wang = await people.of("wang", "/n/complaint")
    id = await _files_without_a_signal(wang)
    assert stored(people.server) == []
    await _has_a_signal_again(wang)
    assert stored(people.server) == [("RECEIVED", "")]
    zhang = await people.of("zhang", "/n/complaint", reduced_motion="reduce")
    await _answers_without_a_signal(zhang, id)

    li = await people.of("li", "/n/complaint", reduced_motion="reduce")
    await li.page.get_by_text("投诉 · 别的事").first.click()
    await _everybody_can_read_it(li)
    async with li.page.expect_download() as saved:
        await li.page.get_by_text("文件 1（PDF）").click()
    assert (await (await saved.value).path()).read_bytes() == LETTER
    await _writes(li, id, FIRST)
    await li.sees("办好了")
    await li.sees(FIRST)
    assert stored(people.server) == [("ANSWERED", FIRST)]

    await zhang.signal_again()
    await zhang.go(f"/n/complaint/{id}")
    await zhang.sees("你打开以后，别人先改过了", 30)
    await zhang.sees("待答复 → 已答复")
    await _everybody_can_read_it(zhang)
    await zhang.tap("不发了")
    await zhang.sees("已去掉")

    await wang.go(f"/n/complaint/{id}")
    await wang.tap("认可")
    await wang.page.locator("dialog .submit").click()
    await wang.sees("✓ 已了结")
    assert stored(people.server) == [("CLOSED", FIRST)]
    assert people.trouble() == []
