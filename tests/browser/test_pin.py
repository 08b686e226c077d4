"""V01 by six digits: set once, opens this phone for its person, also without a network, and for nobody else."""

from __future__ import annotations

from tests.browser.pages import whose
from tests.browser.people import People
from tests.browser.phone import HERE, PASSWORD, Screen
from tests.browser.test_shared_phone import DRAWN, comes

PIN, WRONG = "271828", "314159"
OTHER = "eight-hills-and-a-river"
SECRET = "地下室的灯坏了三盏"


async def _set_pin(screen: Screen) -> None:
    await screen.go("/me/pin")
    await screen.sees("这台手机上还没设")
    await screen.page.get_by_label("六位数字").fill(PIN)
    await screen.page.get_by_label("再输一遍").fill(PIN)
    await screen.page.get_by_label("登录密码").fill(PASSWORD)
    await screen.tap("设好")
    await screen.sees("PIN 设好了")


async def _type(screen: Screen, login: str, pin: str) -> None:
    """Choose the person and type the digits: the last one enters."""
    await screen.page.locator("button.person", has_text=login).click()
    await screen.page.get_by_label("六位数字").fill(pin)


async def _opened_without_a_network(people: People) -> Screen:
    """wang's phone, which feng had in hand: wang has opened it by their PIN while feng's cookie is still there."""
    phone = await people.of(None, "/login", **HERE)
    await phone.sign_in("wang")  # a login of its own: the next person's ends it
    await phone.until_stored("cache", "'key': 'today'")
    await _set_pin(phone)
    await comes(phone, "feng")
    await phone.no_signal()
    await phone.go("/switch")
    await _type(phone, "wang", PIN)
    await phone.page.wait_for_url("**/today")
    return phone


async def test_a_pin_opens_the_phone_for_its_person_online_and_goes_after_five_errors(people: People) -> None:
    phone = await people.of(None, "/login")
    await phone.sign_in("wang")
    await phone.go("/me")
    await phone.page.get_by_role("link", name="六位 PIN").click()
    await phone.sees("这台手机上还没设")
    await phone.page.get_by_label("六位数字").fill("123456")
    await phone.tap("设好")
    await phone.sees("太好猜了")
    await _set_pin(phone)

    await phone.tap("退出登录")
    await phone.page.get_by_role("dialog").get_by_role("button", name="退出登录").click()
    await phone.page.wait_for_url("**/login")
    await _type(phone, "wang", WRONG)
    await phone.sees("PIN 不对，还能试 4 次")
    await phone.page.get_by_label("六位数字").fill(PIN)
    await phone.page.wait_for_url("**/today")
    await phone.sees("待办")

    await phone.go("/switch")
    await _type(phone, "wang", WRONG)
    await phone.sees("还能试 4 次")
    for left in (3, 2, 1):
        await phone.page.get_by_label("六位数字").fill(WRONG)
        await phone.sees(f"还能试 {left} 次")
    await phone.page.get_by_label("六位数字").fill(WRONG)
    await phone.sees("请用密码登录")
    await phone.go("/switch")
    await phone.enter("wang")  # no PIN any more: the password
    assert not people.trouble()


async def test_without_a_network_it_opens_ones_own_and_sends_it_as_ones_own_under_nobody_elses_cookie(
    people: People,
) -> None:
    phone = await _opened_without_a_network(people)
    await phone.sees("待办")
    assert "冯" not in await phone.page.evaluate(DRAWN)
    await phone.page.get_by_role("link", name="上报", exact=True).click()
    await phone.tap("不拍，下一步")
    await phone.tap("机动车乱停")
    await phone.page.get_by_label("加一句").fill(SECRET)
    await phone.tap("就在这里，上报")
    row = await phone.until_stored("rows", SECRET)
    assert whose(people.server, row["incidentId"]) is None

    await phone.signal_again()  # feng's cookie is still here; the page that wang opened makes them known by itself
    await phone.page.evaluate("dispatchEvent(new Event('online'))")
    await phone.until_nothing_waits()
    assert whose(people.server, row["incidentId"]) == row["person"]


async def test_somebody_elses_cookie_answers_nothing_that_a_reopened_page_asks(people: People) -> None:
    phone = await _opened_without_a_network(people)
    await phone.go("/me")  # what was typed is forgotten with the page: they are asked once more
    await phone.sees("王")
    await phone.signal_again()
    async with phone.page.expect_response("**/graphql") as answer:
        await phone.go("/incidents")
    assert (await answer.value).status == 401
    await phone.go("/switch")
    await _type(phone, "wang", PIN)
    await phone.page.wait_for_url("**/today")
    await phone.until_stored("cache", "'key': 'today'")
    assert not people.trouble()


async def test_a_new_password_ends_the_other_browser_and_this_phone_goes_on(people: People) -> None:
    """Also: without a line it says so, and keeps nothing for later."""
    other = await people.of(None, "/login")
    await other.sign_in("feng")
    phone = await people.of(None, "/login", **HERE)
    await phone.sign_in("feng")
    await phone.go("/me/access")
    await phone.sees("结束另外")
    await phone.no_signal()
    await _change(phone, PASSWORD, OTHER)
    await phone.sees("什么都没有改")
    await phone.signal_again()
    await _change(phone, WRONG, OTHER)
    await phone.sees("现在的密码不对")
    try:
        await _change(phone, PASSWORD, OTHER)
        await phone.sees("密码换好了")
        await other.go("/me/access")
        await other.sees("登录过期了")
    finally:
        await _change(phone, OTHER, PASSWORD)
        await phone.sees("密码换好了")
    await phone.go("/incidents")
    await phone.sees("案件")


async def _change(phone: Screen, old: str, new: str) -> None:
    for label, text in (("现在的密码", old), ("新密码", new), ("再输一遍新密码", new)):
        await phone.page.get_by_label(label, exact=True).fill(text)
    await phone.page.get_by_role("button", name="换密码", exact=True).click()
