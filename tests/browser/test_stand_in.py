"""代班 on two phones: the secretary asks a worker, who agrees, holds the desk at once, and loses it when it ends."""

from __future__ import annotations

from datetime import timedelta

from server.core import clock
from tests.browser.people import People


async def test_a_colleague_holds_the_desk_while_its_secretary_is_on_leave_and_no_longer(people: People) -> None:
    today = clock.today()
    zhang = await people.of("zhang", "/me/leave")
    await zhang.page.locator("summary", has_text="请人代班").click()
    choice = zhang.page.get_by_label("请谁")
    await choice.locator("option", has_text="王建国").wait_for(state="attached")
    await choice.select_option(label="王建国 · 网格员")
    await zhang.page.get_by_label("哪天起").fill(today.isoformat())
    await zhang.page.get_by_label("到哪天").fill((today + timedelta(days=2)).isoformat())
    await zhang.tap("送给同事")
    await zhang.sees("等同事答应")

    wang = await people.of("wang", "/me/leave")
    await wang.tap("答应代班")
    await wang.sees("说定了")
    await wang.go("/me")
    await wang.sees("代班 · 口泉街道")

    await zhang.go("/me/leave")
    await zhang.tap("不代了")
    await zhang.tap("不要了")
    await zhang.sees("结束了")
    await wang.go("/me")
    await wang.until("() => !document.body.innerText.includes('代班 · 口泉街道')")
    assert not people.trouble()
