"""One phone in several hands: who comes next sees nothing of who was before; everybody's work goes out as their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.browser.pages import whose
from tests.browser.people import People
from tests.browser.phone import HERE, Screen

SECRET = "楼道里堆着他家的旧柜子"
DRAWN = "() => document.documentElement.outerHTML"
OF = """async ([name, person]) => {
  const open = indexedDB.open('gridwhistle')
  const store = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const all = await new Promise((done) => {
    const asked = store.transaction(name).objectStore(name).getAll()
    asked.onsuccess = () => done(asked.result)
  })
  store.close()
  return all.filter((one) => one.person === person).map((one) => JSON.stringify(one)).join()
}"""


DECLARED = (Path(__file__).parents[2] / "web/core/session/belongings.js").read_text("utf-8")
OF_THE_PHONE = re.findall(r"^  '([\w-]+)', //", DECLARED, re.MULTILINE)
# what lies on the phone and is neither declared nor bears anybody
ASIDE = """async (declared) => {
  const open = indexedDB.open('gridwhistle')
  const store = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const all = (name, ask) => new Promise((done) => {
    const asked = store.transaction(name).objectStore(name)[ask]()
    asked.onsuccess = () => done(asked.result)
  })
  const known = (key) => declared.includes(key.split(':')[0])
  const keys = (await all('meta', 'getAllKeys')).filter((key) => !known(key))
  const rows = []
  for (const name of [...store.objectStoreNames].filter((name) => !['meta', 'carried'].includes(name))) {
    const bare = (await all(name, 'getAll')).filter((one) => !(one.person || one.people?.length))
    if (bare.length) rows.push(name)
  }
  store.close()
  const kept = await Promise.all((await caches.keys()).map((name) => caches.open(name).then((one) => one.keys())))
  const asked = kept.flat().map((request) => new URL(request.url).pathname)
  const data = asked.filter((path) => ['/graphql', '/media', '/session'].some((door) => path.startsWith(door)))
  return { keys, storage: localStorage.length + sessionStorage.length, caches: data, rows }
}"""


async def comes(screen: Screen, login: str) -> None:
    """The phone is handed to somebody who signs in with their password."""
    await screen.go("/switch")
    known, other = screen.page.locator("button.person", has_text=login), screen.button("换其他账号")
    await known.or_(other).first.wait_for()
    if not await known.count():
        await other.click()
    await screen.enter(login)
    await screen.page.wait_for_url(lambda url: "/switch" not in url)


async def test_the_next_person_sees_and_sends_nothing_of_the_first_whose_work_goes_out(people: People) -> None:
    phone = await people.of("wang", "/today", **HERE)
    for key in ("'key': 'today'", "'key': 'reference'"):
        await phone.until_stored("cache", key)
    await phone.no_signal()
    await phone.go("/report")
    await phone.tap("不拍，下一步")
    await phone.tap("机动车乱停")
    await phone.page.get_by_label("加一句").fill(SECRET)
    await phone.tap("就在这里，上报")
    row = await phone.until_stored("rows", SECRET)
    await phone.signal_again()
    await phone.context.route("**/graphql", lambda route: route.abort("connectionrefused"))  # nothing gets away yet
    await comes(phone, "feng")
    await phone.context.unroute("**/graphql")
    await phone.context.set_geolocation(None)  # so that feng has no fix of their own

    for path in ("/today", "/today?tab=drafts", "/outbox", "/incidents?q=旧柜子", "/me", f"/outbox/{row['opId']}"):
        await phone.go(path)
        await phone.until("() => Boolean(document.querySelector('h1')) && !document.querySelector('.bones')")
        drawn = await phone.page.evaluate(DRAWN)
        assert SECRET not in drawn
        assert row["opId"] not in drawn
    known: Any = await phone.until_stored("meta", "'login': 'feng'")
    person = next(one["id"] for one in known if one["login"] == "feng")
    for store in ("rows", "drafts", "cache", "copy"):
        assert SECRET not in await phone.page.evaluate(OF, [store, person])
    await phone.go("/report?step=4")
    await phone.sees("没有定位，选一下地点")
    await phone.never_sees("上次定位")  # where wang last stood, and when
    assert await phone.page.evaluate(ASIDE, [*OF_THE_PHONE]) == {"keys": [], "storage": 0, "caches": [], "rows": []}
    await phone.go("/outbox")
    await phone.sees("都送达了，手机上没有积压")
    assert whose(people.server, row["incidentId"]) is None

    await phone.go("/switch")
    await phone.sees("还有 1 件没送达")
    await comes(phone, "wang")
    await phone.until_nothing_waits()
    assert whose(people.server, row["incidentId"]) == row["person"]
