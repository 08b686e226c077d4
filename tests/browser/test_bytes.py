"""What a day costs on the line, and whether the screen holds still: counted by what travelled, headers and answers too.

Promised: launch, a report, its detail and the outbox in 112 KB besides the thumbnails of what waits, in 120 with one or
two. What the worker stores beside it is another promise (`tests/web/test_budget.py`). The figures are printed
(`pytest -s`).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.browser.phone import HERE, Phone, Phones

KB = 1024
SLOW = 8  # a cheap phone's processor beside this one's: what comes late is seen to come
CALM = 700  # ms after which nothing comes any more
MOVED = """globalThis.moved = 0
globalThis.movers = []
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.hadRecentInput) continue
    globalThis.moved += one.value
    for (const { node, previousRect: was, currentRect: is } of one.sources) {
      globalThis.movers.push(`${was.y} to ${is.y}: ${node?.outerHTML?.slice(0, 200) ?? node?.textContent}`)
    }
  }
}).observe({ type: 'layout-shift', buffered: true })"""


async def _counted(phone: Phone) -> Counter[str]:
    """What this tab fetches from now on, by kind."""
    line = await phone.context.new_cdp_session(phone.page)
    travelled, asked = Counter[str](), dict[str, str]()

    def ended(told: dict[str, Any]) -> None:
        travelled[asked.get(told["requestId"], "?")] += told["encodedDataLength"]

    line.on("Network.requestWillBeSent", lambda told: asked.update({told["requestId"]: told.get("type", "?")}))
    line.on("Network.loadingFinished", ended)
    await line.send("Network.enable")
    return travelled


async def _moved(phone: Phone) -> float:
    """How far this page's contents have moved by themselves, as a share of the screen; what moved is printed."""
    for one in await phone.page.evaluate("() => globalThis.movers"):
        print(one)
    return float(await phone.page.evaluate("() => globalThis.moved"))


async def test_a_first_day_travels_in_few_bytes_and_nothing_on_the_screen_moves(phones: Phones) -> None:
    wang = await phones.of(None, **HERE)
    travelled = await _counted(wang)
    await wang.context.add_init_script(MOVED)
    line = await wang.context.new_cdp_session(wang.page)
    await line.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    await wang.sign_in("wang")
    await wang.sees("待办")
    await wang.ready_for_no_signal()
    await line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    assert await _moved(wang) <= 0.02
    await wang.walks("/report")
    await wang.tap("不拍，下一步")
    await wang.tap("机动车乱停")
    await wang.tap("就在这里，上报")
    await wang.until_nothing_waits()
    row = (await wang.stored("rows"))[0]
    await wang.walks(f"/i/{row['incidentId']}")
    await wang.walks("/outbox")
    print(f"a first day: {travelled.total()} bytes, {dict(travelled)}")
    others = travelled.pop("Image", 0)  # thumbnails of what waits: as many as a morning has, six at most
    assert travelled.total() <= 112 * KB, travelled
    assert others <= 24 * KB, travelled

    await wang.page.reload()
    assert await _moved(wang) <= 0.02
    await wang.no_signal()
    before = travelled.total()
    await wang.go("/today")
    await wang.sees("待办")
    assert travelled.total() - before <= KB  # all of it lay on the phone


async def test_lists_and_an_incident_hold_still_while_they_come_up(phones: Phones) -> None:
    """As the copy has it, then as the server does; what comes late takes a place that was kept for it."""
    wang = await phones.of("wang", **HERE)
    await wang.ready_for_no_signal()
    await wang.context.add_init_script(MOVED)
    moved = {}
    await wang.go("/incidents")
    await wang.page.locator(".cards a.cover").first.wait_for()
    await wang.page.wait_for_timeout(CALM)
    moved["/incidents"] = await _moved(wang)
    await wang.go(str(await wang.page.locator(".cards a.cover").first.get_attribute("href")))
    await wang.page.locator(".held h3").wait_for()
    await wang.page.wait_for_timeout(CALM)
    moved["an incident"] = await _moved(wang)
    print(f"moved: {moved}")
    assert max(moved.values()) <= 0.02


async def test_the_name_is_painted_before_any_script_is_there(phones: Phones) -> None:
    """On slow 3G the scripts take seconds; meanwhile somebody sees that they are at the right door."""
    phone = await phones.of(None)
    await phone.context.route("**/*.js", lambda route: route.abort())
    await phone.go("/login")
    await phone.until("() => performance.getEntriesByName('first-contentful-paint').length > 0")
    assert await phone.page.locator(".bar .name").inner_text() == "网格哨"
