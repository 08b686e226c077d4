"""A day without a signal, on the app that lies on the phone; and what a phone that was erased remembers."""

from __future__ import annotations

from tests.browser.pages import settled
from tests.browser.people import People
from tests.browser.phone import CONTROLLED, DESK, HERE, Phone, Phones
from tests.browser.process import Server
from tests.browser.program import Program

STATE = "query Stood($id: ID!) { incident(id: $id) { state text } }"
ERASE = """() => new Promise((done) => {
  const gone = indexedDB.deleteDatabase('gridwhistle')
  gone.onsuccess = gone.onblocked = () => done(true)
})"""
TRACE = "() => document.cookie.includes('grid-unsent-')"


async def _begins_without_a_line(phones: Phones, server: Server) -> Phone:
    wang = await phones.of("wang", **HERE)
    await wang.ready_for_no_signal()
    await wang.page.reload()
    await wang.until(CONTROLLED)
    server.stop()
    await wang.page.close()
    await wang.tab("/today")  # from the worker alone
    await wang.sees("离线")
    return wang


async def _reports(wang: Phone, text: str, button: str) -> str:
    await wang.go("/report")
    await wang.tap("不拍，下一步")
    await wang.tap("机动车乱停")
    await wang.page.get_by_label("加一句").fill(text)
    await wang.tap(button)
    row = await wang.until_stored("rows", text)
    return str(row["incidentId"])


async def test_started_reported_mended_and_settled_without_a_line_and_each_arrives_once_as_it_was_last(
    phones: Phones, server: Server
) -> None:
    wang = await _begins_without_a_line(phones, server)
    mended = await _reports(wang, "占了消防通", "就在这里，上报")
    row = await wang.until_stored("rows", "占了消防通")
    await wang.go(f"/outbox/{row['opId']}")
    await wang.tap("修改")
    await wang.page.get_by_label("加一句").fill("占了消防通道，已挪不开")
    await wang.tap("就在这里，上报")
    again = await wang.until_stored("rows", "占了消防通道，已挪不开")
    assert again["opId"] != row["opId"]
    assert (again["incidentId"], len(await wang.stored("rows"))) == (mended, 1)

    solved = await _reports(wang, "门口一辆", "我已当场处理")
    await wang.sees("怎么处理的？")
    await wang.tap("已劝离")
    await wang.tap("办完，保存发送")
    await wang.sees("已存手机")

    server.start()
    await wang.go("/outbox")
    await wang.sends()
    await wang.until_nothing_waits()
    wu = Program(server, "wu")
    assert wu.ask(STATE, id=mended)["data"]["incident"] == {"state": "REPORTED", "text": "占了消防通道，已挪不开"}
    assert wu.ask(STATE, id=solved)["data"]["incident"]["state"] == "CLOSED"
    assert len(await wang.stored("rows")) == 3
    assert phones.strangers() == []


async def test_what_lay_on_a_phone_that_was_erased_is_listed_beside_what_the_server_has(people: People) -> None:
    wang = await people.of(None, "/login", **HERE)
    await wang.sign_in("wang")  # a session of its own, which the next login ends
    await wang.until_stored("cache", "'key': 'reference'")
    await wang.context.route("**/graphql", lambda route: route.abort("connectionrefused"))
    await wang.go("/report")
    await wang.tap("不拍，下一步")
    await wang.tap("机动车乱停")
    await wang.tap("就在这里，上报")
    await wang.until(TRACE)
    await wang.go("/healthz")
    await wang.page.evaluate(ERASE)
    await wang.context.unroute("**/graphql")
    await wang.sign_in("wang")
    await wang.page.get_by_role("link", name="手机系统清过数据").click()
    await wang.sees("没有送到", 30)
    await wang.sees("上报 机动车乱停")
    await wang.tap("知道了")
    await wang.until(f"() => !({TRACE})()")
    await wang.go("/today")
    await settled(wang)
    await wang.never_sees("手机系统清过数据")


async def test_the_desk_sees_by_device_how_phones_are_doing_and_no_names(people: People) -> None:
    wang = await people.of("wang", "/today", **HERE)
    await wang.until_stored("meta", "carryKey", 40)
    zhao = await people.of("zhao", "/admin/sync", viewport=DESK)
    for _ in range(20):  # the phone tells when it has done everything else
        await settled(zhao)
        if await zhao.page.locator(".cards li").count():
            break
        await zhao.page.reload()
    await zhao.sees("24 小时内同步过")
    await zhao.sees("网格员")
    await zhao.never_sees("王建国")
    feng = await people.of("feng", "/admin/sync")
    await settled(feng)
    assert await feng.page.locator(".cards li").count() == 0
