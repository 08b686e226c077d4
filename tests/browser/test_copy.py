"""The phone's copy: what a person's posts give them is there without a network, and what needs the server says so."""

from __future__ import annotations

import sqlite3

from tests.browser.pages import one_of
from tests.browser.people import People
from tests.browser.phone import HERE, Phones
from tests.browser.process import Server
from tests.browser.program import Program

NUMBER = "query Number($id: ID!) { incident(id: $id) { version text findings { verdict } } }"


def _never_opened(server: Server) -> str:
    """An incident of wang's grid, with words that no other has."""
    incident = one_of(server, "verifying")
    grid = "'140214018001001'"
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        database.execute(f"UPDATE incident SET grid_id = {grid}, text = '桥洞下积水没过脚面' WHERE id = ?", [incident])
    return incident


async def test_lists_search_one_incident_and_its_map_come_from_the_copy_and_a_finding_is_kept(
    phones: Phones, server: Server
) -> None:
    incident = _never_opened(server)
    wang = await phones.of("wang", **HERE)
    await wang.ready_for_no_signal()
    await wang.until_stored("copy", incident)
    await wang.until_stored("meta", "closedDays")  # the copy is whole
    server.stop()
    await wang.page.reload()

    await wang.go("/incidents?q=积水没过")
    await wang.page.locator(f"li[data-id='{incident}']").wait_for()
    assert await wang.page.locator(".cards li").count() == 1
    await wang.go(f"/i/{incident}")
    await wang.sees("桥洞下积水没过脚面")
    await wang.tap("看地图")
    await wang.page.locator("figure svg, svg[role=img]").first.wait_for()
    await wang.go(f"/i/{incident}/verify")
    await wang.choose("属实")
    await wang.page.locator("#seen").fill("看过了，有积水")
    await wang.tap("保存并发送")
    await wang.sees("已存手机")

    server.start()
    await wang.go("/outbox")
    await wang.sends()
    await wang.until_nothing_waits()
    told = Program(server, "wu").ask(NUMBER, id=incident)["data"]["incident"]
    assert [one["verdict"] for one in told["findings"]] == ["TRUE"]
    assert phones.strangers() == []


async def test_what_waits_for_the_server_says_so_without_a_line_and_offers_a_note(people: People) -> None:
    incident = one_of(people.server, "dispatched")
    sun = await people.of("sun", f"/i/{incident}")
    await sun.sees("待签收")
    await sun.no_signal()
    await sun.tap("签收")  # by either name: whether the page knows by now that there is no line is a race
    await sun.sees("签收（要有信号）")
    await sun.sees("这一步要等服务器答复")
    await sun.tap("先追加说明")
    sheet = sun.page.get_by_role("dialog")
    await sheet.locator("#note").fill("到现场了，先围上")
    await sheet.locator(".submit").click()
    row = await sun.until_stored("rows", "到现场了，先围上")
    assert row["operation"]["name"] == "Note"
    await sun.stands("待签收")  # nothing is shown as done before the answer
