"""Being told: nobody is asked on arrival, what is pushed opens its own screen, and the list marks what was read."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright

from server.core.ids import new_id
from tests.browser.chromium import FLAGS, provide
from tests.browser.conftest import gathered
from tests.browser.lobby import Lobby
from tests.browser.pages import comes_true, one_of, settled
from tests.browser.people import WORKER, People
from tests.browser.phone import KOUQUAN, Screen
from tests.browser.process import ROOT, Server
from tests.browser.program import Program

DOCUMENTS = {text.split("(")[0].split()[1]: name for name, text in json.loads(
    (ROOT / "web" / "api" / "documents.json").read_text("utf-8")).items()}  # fmt: skip

# a browser that would ask, that answers as the test says, and that counts how often it was asked
ASKED = """
  let said = 'default'
  globalThis.asked = 0
  globalThis.willSay = (answer) => { globalThis.next = answer }
  Object.defineProperty(Notification, 'permission', { get: () => said })
  Notification.requestPermission = async () => { globalThis.asked++; said = globalThis.next ?? 'default'; return said }
  const held = { endpoint: 'https://fcm.googleapis.com/fcm/send/a-browser-of-the-tests', options: {},
    toJSON: () => ({ endpoint: held.endpoint, keys: { auth: 'MDEyMzQ1Njc4OWFiY2RlZg', p256dh: 'B' + 'A'.repeat(86) } }),
    unsubscribe: async () => { globalThis.subscribed = null; return true } }
  PushManager.prototype.getSubscription = async () => globalThis.subscribed ?? null
  PushManager.prototype.subscribe = async () => { globalThis.asked++; globalThis.subscribed = held; return held }
  navigator.setAppBadge = async (count) => { globalThis.badge = count }
  navigator.clearAppBadge = async () => { globalThis.badge = 0 }
"""
CHECKED = "() => document.querySelector('input[role=switch]')?.checked"
DAYS = "() => [...document.querySelectorAll('#days input')].map((one) => one.checked)"
OFFER = "派给你的事要提醒吗？"


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def whole_browser(playwright: Playwright) -> AsyncIterator[Browser]:
    """A Chromium that shows notifications, which its headless shell does not."""
    running = await playwright.chromium.launch(executable_path=str(provide(whole=True)), args=list(FLAGS))
    yield running
    await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def people(
    request: pytest.FixtureRequest, whole_browser: Browser, house: Server, lobby: Lobby
) -> AsyncIterator[People]:
    """As everywhere, in that browser."""
    async with gathered(request.node, People(whole_browser, house, lobby)) as made:
        yield made


def _read(server: Server, statement: str, *values: Any) -> Any:
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        return database.execute(statement, values).fetchall()


def _do(server: Server, login: str, name: str, **told: Any) -> Any:
    """A verb, sent by somebody without a browser; the incident afterwards."""
    body = {"documentId": DOCUMENTS[name], "variables": {"input": {"opId": str(new_id())} | told}}
    answer = Program(server, login).send(body)
    payload = next(iter(answer["data"].values()))
    assert payload["problems"] == [], payload
    return payload["incident"]


async def ask_to_verify(server: Server, login: str = "wang") -> str:
    """li sends somebody to verify what the hotline told; the incident."""
    ((person,),) = _read(server, "SELECT id FROM person WHERE login = ?", login)
    place = {"lat": KOUQUAN["latitude"], "lon": KOUQUAN["longitude"], "accuracyM": 9, "source": "PIN"}
    incident = str(new_id())

    def work() -> None:
        told = {"classCode": "C0101", "channel": "HOTLINE", "text": "井盖破损", "place": place, "id": incident}
        made = _do(server, "li", "Report", **told)
        _do(server, "li", "SendVerify", id=incident, seen=made["version"], assigneeId=person)

    await asyncio.to_thread(work)
    return incident


async def told(server: Server, incident: str) -> None:
    """Wait until somebody was sent a notice about the incident."""
    await comes_true(lambda: _read(server, "SELECT 1 FROM notice WHERE incident_id = ?", incident))


async def asked(screen: Screen) -> int:
    found: int = await screen.page.evaluate("globalThis.asked")
    return found


async def armed(people: People, login: str) -> Screen:
    screen = await people.of(login, "/nowhere", **WORKER)
    await screen.context.add_init_script(ASKED)
    return screen


async def test_nobody_is_asked_on_arrival_and_who_says_later_is_left_in_peace(people: People) -> None:
    screen = await armed(people, "wang")
    for path in ("/today", "/notices", "/incidents", "/me", "/today"):
        await screen.go(path)
        await settled(screen)
        assert await asked(screen) == 0, path
    await screen.until("globalThis.badge !== undefined")
    await ask_to_verify(people.server)
    await screen.sees(OFFER, 30)
    assert await asked(screen) == 0
    await screen.tap("以后再说")
    await screen.page.reload()
    await settled(screen)
    badge = await screen.until("globalThis.badge")
    await ask_to_verify(people.server)
    await screen.until(f"globalThis.badge === {badge + 1}", 30)
    await asyncio.sleep(1)
    await screen.never_sees(OFFER)
    assert await asked(screen) == 0


async def test_who_leaves_without_an_answer_is_not_asked_again(people: People) -> None:
    screen = await armed(people, "he")
    waiting = DOCUMENTS["Waiting"]
    async with screen.page.expect_response(lambda answer: waiting in (answer.request.post_data or "")):
        await screen.go("/today")  # what waited before is told by the first answer, and offers nothing
    await ask_to_verify(people.server, "he")
    await screen.sees(OFFER, 30)
    await screen.page.reload()
    await settled(screen)
    badge = await screen.until("globalThis.badge")
    await ask_to_verify(people.server, "he")
    await screen.until(f"globalThis.badge === {badge + 1}", 30)
    await asyncio.sleep(1)
    await screen.never_sees(OFFER)


async def test_a_tap_turns_reminders_on_and_the_next_one_off(people: People) -> None:
    screen = await armed(people, "sun")
    await screen.go("/me")
    switch = screen.page.get_by_label("在这台设备上提醒")
    await switch.wait_for()
    assert (await asked(screen), await switch.is_checked()) == (0, False)
    await screen.page.evaluate("globalThis.willSay('granted')")
    await switch.click()
    await screen.until(f"({CHECKED})() === true")
    assert await asked(screen) == 2  # the permission, the subscription
    assert len(_read(people.server, "SELECT id FROM push_subscription")) == 1
    await switch.click()
    await screen.until(f"({CHECKED})() === false")
    assert await screen.page.evaluate("globalThis.subscribed") is None
    assert _read(people.server, "SELECT id FROM push_subscription") == []


async def test_who_refuses_in_the_browser_is_told_where_to_change_it(people: People) -> None:
    screen = await armed(people, "sun")
    await screen.go("/me")
    await screen.page.evaluate("globalThis.willSay('denied')")
    await screen.page.get_by_label("在这台设备上提醒").click()
    await screen.sees("系统里关掉了提醒")


async def test_a_persons_own_days_are_kept(people: People) -> None:
    screen = await people.of("zhang", "/me")
    await screen.choose("周日")
    await screen.sees("提醒时段已改")
    await screen.page.reload()
    await screen.until(f"({DAYS})().join() === 'true,true,true,true,true,true,false'")


async def test_a_notice_opens_its_incident_and_is_read_then(people: People) -> None:
    incident, other = await ask_to_verify(people.server), await ask_to_verify(people.server)
    await told(people.server, other)  # and the one before it
    screen = await people.of("wang", "/notices")
    rows = {one: screen.page.locator(f"li.card:has(a[href='/i/{one}'])") for one in (incident, other)}
    await rows[incident].get_by_text("未读").wait_for()
    await rows[incident].get_by_role("link").click()
    await screen.page.wait_for_url(f"**/i/{incident}")
    await screen.go("/notices?show=unread")
    await rows[incident].wait_for(state="detached")
    await rows[other].wait_for()
    await screen.tap("全部读过")
    await screen.sees("没有未读的消息")


async def pushed(screen: Screen, told: dict[str, Any]) -> Any:
    """The one notification that is shown for a push, by Chromium's own delivery to the service worker. What a busy
    Chromium drops while the worker starts is delivered again, as push services do; its tag keeps it one."""
    await screen.until(ACTIVE, 30)
    client = await screen.context.new_cdp_session(screen.page)
    found: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def registered(event: dict[str, Any]) -> None:
        for one in event["registrations"]:
            if not one["isDeleted"] and not found.done():
                found.set_result(one["registrationId"])

    client.on("ServiceWorker.workerRegistrationUpdated", registered)
    await client.send("ServiceWorker.enable")
    words = {"origin": screen.server.address, "registrationId": await found, "data": json.dumps(told)}
    for _ in range(4):
        await client.send("ServiceWorker.deliverPushMessage", words)
        with suppress(AssertionError):
            (shown,) = await screen.until(f"({SHOWN})().then((all) => all.length ? all : null)")
            return shown
    raise AssertionError("nothing was shown")


ACTIVE = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'"
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map((one) => ({ title: one.title, body: one.body, tag: one.tag, data: one.data }))"""
TAPPED = """async () => {
  const [shown] = await registration.getNotifications()
  dispatchEvent(new NotificationEvent('notificationclick', { notification: shown }))
}"""


async def test_a_push_is_shown_without_a_personal_word_and_a_tap_opens_the_exact_screen(people: People) -> None:
    incident = one_of(people.server, "checking")
    screen = await people.of("wang", "/today", permissions=["notifications"], **WORKER)
    told = {"id": str(new_id()), "kind": "CHECK", "incident": incident, "severity": 4, "due": None, "badge": 3}
    shown = await pushed(screen, told)
    assert shown == {
        "title": "网格哨", "body": "【特急】你有一件待核查", "tag": incident, "data": {"url": f"/i/{incident}"}
    }  # fmt: skip
    await screen.page.reload()
    await screen.until("Boolean(navigator.serviceWorker.controller)")
    await settled(screen)
    (worker,) = screen.context.service_workers
    await worker.evaluate(TAPPED)
    await screen.page.wait_for_url(f"**/i/{incident}")
    assert await screen.until(f"({SHOWN})().then((all) => all.length === 0)")


async def test_a_push_about_a_whistle_opens_the_whistle(people: People) -> None:
    whistle = str(new_id())
    screen = await people.of("sun", "/desk", permissions=["notifications"], **WORKER)
    told = {"kind": "WHISTLE_BLOWN", "incident": str(new_id()), "whistle": whistle, "severity": 1}
    shown = await pushed(screen, told)
    assert (shown["body"], shown["data"]) == ("街道吹哨，请应哨", {"url": f"/w/{whistle}"})


async def test_what_is_no_message_of_ours_leads_to_the_list(people: People) -> None:
    screen = await people.of("wang", "/today", permissions=["notifications"], **WORKER)
    shown = await pushed(screen, {"incident": "//evil.example", "kind": "CHECK"})
    assert (shown["body"], shown["data"]) == ("有一件要你看看", {"url": "/notices"})
