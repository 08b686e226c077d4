"""What goes another way: a duty that was taken back, and what a unit gives back for the third time."""

from __future__ import annotations

from typing import Any

from tests.browser.covers import recalled, sent, team
from tests.browser.pages import settled
from tests.browser.people import People
from tests.browser.phone import DESK
from tests.browser.process import Server
from tests.browser.program import Program
from tests.browser.underpass import act

PENDING = "query Pending($id: ID!) { incident(id: $id) { pendingApproval { id } } }"


async def test_a_duty_that_was_taken_back_is_handed_off_or_whistled_about_and_never_dispatched(
    people: People, house: Server
) -> None:
    """上级收回: the sheet names whose it is and has no button to dispatch."""
    incident = recalled(house)
    screen = await people.of("li", f"/desk/{incident}", viewport=DESK)
    await screen.stands("待派遣")
    await screen.page.keyboard.press("d")
    sheet = screen.page.locator("dialog")
    await sheet.get_by_text("这一项已由上级部门收回，不能派遣，请移送或吹哨").first.wait_for()
    await sheet.get_by_text("上级收回").first.wait_for()
    assert await sheet.get_by_role("button", name="派遣").count() == 0
    assert await sheet.locator("input").count() == 0
    assert await sheet.get_by_role("link", name="拟哨").get_attribute("href") == f"/w/new?incident={incident}"
    await sheet.get_by_role("button", name="移送").click()
    await screen.sees("移送给谁")


CLOCK = "query Clock($id: ID!) { incident(id: $id) { state clocks { kind dueAt stoppedAt } } }"


def _case(server: Server, incident: str) -> Any:
    found = Program(server, "wu").ask(CLOCK, id=incident)["data"]["incident"]["clocks"]
    return next(one for one in found if one["kind"] == "CASE")


async def test_a_third_return_is_the_districts_to_rule_on_and_the_clock_runs_all_the_while(
    people: People, house: Server
) -> None:
    """退单: a code, words and whose it is instead; nothing is preselected."""
    incident = sent(house)
    for _ in range(2):
        act(house, incident, "sun", "GiveBack", reasonCode="UNCLEAR_OWNER", reason="权属不清，请核对产权单位")
        asks = Program(house, "wu").ask(PENDING, id=incident)["data"]["incident"]["pendingApproval"]["id"]
        act(house, incident, "li", "Grant", approvalId=asks)
        act(house, incident, "li", "Dispatch", leadUnitId=team(house), task="更换", reason="就近先办")
    before = _case(house, incident)
    sun = await people.of("sun", f"/i/{incident}")
    await sun.stands("待签收")
    await sun.tap("其他步骤")
    await sun.tap("退单", exact=True)
    await sun.sees("时钟继续走；第 3 次由区裁定")
    submit = sun.page.locator("dialog .submit")
    assert await sun.page.locator("dialog input:checked").count() == 0
    assert await submit.get_attribute("aria-disabled") == "true"
    await sun.choose("权属不清")
    assert await submit.get_attribute("aria-disabled") == "true"
    await sun.page.get_by_label("说明").fill("这个井盖属自来水公司，已请其到场确认")
    await submit.click()
    await sun.page.locator("dialog").wait_for(state="detached")
    assert _case(house, incident) == before
    li = await people.of("li", "/approvals")
    await settled(li)
    await li.never_sees("这个井盖属自来水公司")
    wu = await people.of("wu", "/approvals")
    await wu.sees("这个井盖属自来水公司")
    card = wu.page.locator("li.card", has_text="这个井盖属自来水公司")
    await card.get_by_role("button", name="不同意", exact=True).click()
    await wu.page.get_by_label("原因").fill("在你单位管养范围内")
    await wu.page.locator("dialog .submit").click()
    await wu.page.locator("dialog").wait_for(state="detached")
    told = Program(house, "wu").ask(CLOCK, id=incident)["data"]["incident"]
    assert told["state"] == "DISPATCHED"
