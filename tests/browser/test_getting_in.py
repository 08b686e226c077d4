"""V43, V45: a person is added, gets an invite on paper, scans it and is signed in; the phone that they lost is out."""

from __future__ import annotations

from tests.browser.people import People
from tests.browser.phone import DESK

STATUS = "fetch('/session').then((answer) => answer.status)"
PASSWORD = "七棵树下的一条石板小路"


async def test_a_lost_phone_is_out_as_soon_as_its_person_has_set_a_new_password(people: People) -> None:
    lost = await people.of(None, "/login")
    await lost.sign_in("feng")
    desk = await people.of("xu", "/me/people?q=feng", viewport=DESK)
    await desk.tap("邀请设密码")
    await desk.tap("出邀请")
    slip = desk.page.locator("[data-code]")
    code = await slip.get_attribute("data-code")
    assert code is not None
    link = await desk.page.locator("svg[data-frame]").get_attribute("data-frame")
    assert link is not None
    assert link.endswith(f"/invite#{code}")

    phone = await people.of(None, link.removeprefix(people.server.address))
    await phone.sees("你的登录名是 feng")
    assert code not in phone.page.url
    await phone.page.get_by_label("新密码").fill(PASSWORD)
    await phone.tap("设好并登录")
    await phone.page.wait_for_url("**/today")

    assert [await one.page.evaluate(STATUS) for one in (lost, phone)] == [401, 200]
    again = await people.of(None, f"/invite#{code}")
    await again.sees("已经用过或过期了")
    assert not people.trouble()
