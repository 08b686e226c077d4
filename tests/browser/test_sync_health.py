"""V41 and V09 at a desk: what lies refused on a phone is seen, advised upon, and followed with one tap."""

from __future__ import annotations

import json

from tests.browser.pages import comes_true, one_of
from tests.browser.people import People
from tests.browser.phone import DESK, HERE, Screen
from tests.browser.program import Program
from tests.browser.test_conflict import MINE, STORY, THEIRS, somebody_verifies, verifies_without_a_signal

CONFLICTS = "{ syncSums { conflicts } }"


async def test_a_desk_sees_a_conflict_and_advises_and_its_person_follows_with_one_tap(people: People) -> None:
    server = people.server
    incident = one_of(server, "verifying")
    wang = await people.of("wang", "/today", **HERE)
    row = await verifies_without_a_signal(wang, incident, MINE)
    somebody_verifies(server, incident, "FALSE")
    await wang.signal_again()
    await wang.go("/outbox")
    await wang.sends()
    await wang.until_stored("rows", "'NEEDS_YOU'")
    await wang.go("/outbox")  # the phone tells of it when it is next looked at
    await wang.until_stored("meta", row["opId"])

    zhao = await people.of("zhao", "/admin/sync", viewport=DESK)
    await _advises(zhao)

    await wang.forgets("reported:")  # six hours later
    await wang.go("/today")
    await wang.sees("街道请你看看发件箱")
    await wang.page.locator(".strip", has_text="街道请你看看发件箱").get_by_role("button").click()
    await wang.page.wait_for_url("**/outbox")
    await wang.until("() => !document.body.innerText.includes('街道请你看看发件箱')")
    await wang.go(f"/outbox/{row['opId']}/conflict")
    await wang.sees("建议：用现在的")
    await wang.tap("照这样发")
    await wang.until_nothing_waits()
    events = json.dumps(Program(server, "wu").ask(STORY, id=incident), ensure_ascii=False)
    assert MINE in events
    assert THEIRS in events

    await wang.forgets("reported:")
    await wang.go("/today")
    await _comes_back_to_no_conflict(zhao)
    assert not people.trouble()


async def _advises(zhao: Screen) -> None:
    """What differs is seen, one side is advised, and the person is reminded."""
    await zhao.sees("冲突 1 件")
    await zhao.tap("冲突 1 件")
    await zhao.tap("看差别")
    await zhao.sees("本人写的")
    await zhao.sees(MINE)
    await zhao.sees(THEIRS)
    await zhao.tap("看差别")
    await zhao.no_signal()
    async with zhao.page.expect_event("requestfailed"):
        await zhao.tap("看差别")
    await zhao.until("() => new Promise((done) => setTimeout(() => done(true), 200))")
    await zhao.sees(THEIRS)  # what was read stays when it cannot be read anew
    await zhao.signal_again()
    await zhao.tap("建议用现在的")
    await zhao.sees("已建议用现在的")
    await zhao.tap("看设备")
    await zhao.tap("发提醒")
    await zhao.sees("已提醒")


async def _comes_back_to_no_conflict(zhao: Screen) -> None:
    """The phone has told the server that none lies on it any more; the page is still that of before."""
    program = Program(zhao.server, "zhao")
    await comes_true(lambda: program.ask(CONFLICTS)["data"]["syncSums"]["conflicts"] == 0)
    await zhao.tap("冲突 1 件")
    await zhao.tap("看设备")
    await zhao.until("() => !document.body.innerText.includes('冲突 1 件')")
