"""The phone under stress: full, killed, cut off with forty things; nothing is lost and nothing doubled."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
from pathlib import Path
from typing import Any

from tests.browser.people import People
from tests.browser.phone import HERE, Phones, Screen
from tests.browser.process import Server
from tests.browser.program import Program

ROUNDS = int(os.environ.get("GRID_TEST_BROWSER_KILLS", "5"))
MANY = int(os.environ.get("GRID_TEST_OUTBOX", "40"))
WORKER = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"
OF_THEM = """query OfThem($after: String) { incidents(filter: { area: "140214018001" }, order: NEWEST_FIRST,
  first: 20, after: $after) { nodes { id text photos { arrived } events(first: 5) { nodes { kind payload } } }
  pageInfo { hasNextPage endCursor } } }"""
FILL = """async ([count, classCode]) => {
  const open = indexedDB.open('gridwhistle')
  const store = await new Promise((done) => { open.onsuccess = () => done(open.result) })
  const person = await new Promise((done) => {
    const asked = store.transaction('meta').objectStore('meta').get('person')
    asked.onsuccess = () => done(asked.result)
  })
  const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  const made = []
  for (let i = 0; i < count; i++) {
    const canvas = new OffscreenCanvas(40, 30)
    const pen = canvas.getContext('2d')
    pen.fillStyle = `rgb(${i % 256}, ${(i * 7) % 256}, ${(i * 13) % 256})`
    pen.fillRect(0, 0, 40, 30)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
    const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())))
    made.push({ sha256, blob, size: blob.size })
  }
  const change = store.transaction(['rows', 'photos', 'meta'], 'readwrite', { durability: 'strict' })
  const now = Date.now()
  const ids = []
  made.forEach(({ sha256, blob, size }, i) => {
    change.objectStore('photos').put({ sha256, blob, width: 40, height: 30, size, at: now })
    const photos = [{ sha256, kind: 'BEFORE' }]
    const [opId, incidentId] = [crypto.randomUUID(), crypto.randomUUID()]
    ids.push(incidentId)
    const common = { person: person.id, device: crypto.randomUUID(), state: 'SAVED', reason: 'NO_SIGNAL', problems: [],
      current: null, tries: 0, createdAt: now, holdUntil: 0, nextAt: 0, deletedAt: null, receipt: null,
      number: null, acceptedBy: null, settledAt: null, form: null, title: { classCode } }
    const input = { classCode, text: `第 ${i} 件`, severity: 1, channel: 'PATROL', photos,
      place: { lat: 40.0552747, lon: 113.1726743, source: 'GPS', confirmedAt: new Date(now).toISOString() } }
    change.objectStore('rows').put({ ...common, opId, incidentId, sequence: 2 * i + 1,
      operation: { id: 'old', kind: 'mutation', name: 'Report' }, input: { ...input, opId, id: incidentId },
      photos: [{ ...photos[0], size, confirmed: false }] })
    if (i % 5) return
    const noteId = crypto.randomUUID()
    change.objectStore('rows').put({ ...common, opId: noteId, incidentId, sequence: 2 * i + 2,
      operation: { id: 'old', kind: 'mutation', name: 'Note' }, photos: [],
      input: { text: `第 ${i} 件的补充`, photos: [], opId: noteId, id: incidentId } })
  })
  await new Promise((done, failed) => { change.oncomplete = done; change.onerror = failed })
  store.close()
  return ids
}"""
SPOKEN = """() => {
  globalThis.spoken = []
  const live = document.querySelector('.unseen[aria-live]')
  new MutationObserver(() => live.textContent && globalThis.spoken.push([performance.now(), live.textContent]))
    .observe(live, { childList: true, subtree: true, characterData: true })
}"""
# the room that was kept in reserve is there
LAID = """() => new Promise((resolve) => {
  const asked = indexedDB.open('gridwhistle')
  asked.onsuccess = () => {
    const found = asked.result.transaction('meta').objectStore('meta').get('reserve')
    found.onsuccess = () => { asked.result.close(); resolve(Boolean(found.result)) }
  }
})"""
# other things fill the phone until nothing fits any more; how many bytes the last that was refused had
JUNK = """() => new Promise((resolve) => {
  const asked = indexedDB.open('other')
  asked.onupgradeneeded = () => asked.result.createObjectStore('junk', { autoIncrement: true })
  asked.onsuccess = () => {
    const more = (size) => {
      if (size < 500) { asked.result.close(); return resolve(size) }
      const change = asked.result.transaction('junk', 'readwrite', { durability: 'strict' })
      change.objectStore('junk').add(new Blob([crypto.getRandomValues(new Uint8Array(size))]))
      change.oncomplete = () => more(size)
      change.onabort = () => more(Math.floor(size / 2))
    }
    more(32768)
  }
})"""


def _theirs(server: Server) -> dict[str, Any]:
    """What the server has of the community, by id."""
    wu, after = Program(server, "wu"), None
    found: dict[str, Any] = {}
    while True:
        page = wu.ask(OF_THEM, after=after)["data"]["incidents"]
        found |= {one["id"]: one for one in page["nodes"]}
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


async def test_many_things_with_photos_arrive_once_each_in_order_and_are_told_in_few_words(
    people: People,
) -> None:
    wang = await people.of("wang", "/today", **HERE)
    await wang.until_stored("cache", "'key': 'today'")
    before = len(_theirs(people.server))
    await wang.no_signal()
    ids = await wang.page.evaluate(FILL, [MANY, "C0101"])
    await wang.go("/outbox")
    await wang.sees(f"{MANY + MANY // 5} 件在手机上")
    await wang.until("() => Boolean(document.querySelector('.unseen[aria-live]'))")
    await wang.page.evaluate(SPOKEN)
    await wang.signal_again()
    await wang.sends()
    await wang.until_nothing_waits(240)
    spoken = await wang.until("() => globalThis.spoken.length ? globalThis.spoken : null", 20)
    apart = [later - earlier for (earlier, _), (later, _) in itertools.pairwise(spoken)]
    assert all(one >= 4900 for one in apart), spoken

    there = _theirs(people.server)
    assert len(there) == before + MANY
    for index, one in enumerate(ids):
        kinds = [event["kind"] for event in reversed(there[one]["events"]["nodes"])]
        assert kinds == ["incident.reported", "incident.noted"][: 1 if index % 5 else 2]
        assert [photo["arrived"] for photo in there[one]["photos"]] == [True]
    assert await wang.stored("photos") == []


async def test_delivered_is_said_only_with_receipt_and_photo_and_accepted_when_the_desk_took_it(
    people: People, photo: Path
) -> None:
    wang = await people.of("wang", "/today", **HERE)
    await wang.context.route("**/media/*", lambda route: route.abort("connectionrefused"))
    await wang.go("/report")
    await wang.photograph("拍照", photo)
    await wang.tap("上水井盖")
    await wang.tap("就在这里，上报")
    row = await wang.until_stored("rows", "PHOTO_WAITS", 40)
    assert row["receipt"]
    await wang.go("/outbox")
    await wang.sees("文字已送达，照片 0/1 还在手机上")
    assert await wang.page.get_by_text("已送达", exact=True).count() == 0
    await wang.context.unroute("**/media/*")
    await wang.sends()
    await wang.until_nothing_waits()
    await wang.sees("最近送达")
    await wang.never_sees("已受理")

    zhang = await people.of("zhang", f"/i/{row['incidentId']}")
    await zhang.sees("待受理")
    await zhang.page.locator(".steps .main").click()
    await zhang.tap("只受理，先不立案", exact=True)
    await zhang.stands("待立案")
    await wang.go("/today")
    await wang.until_stored("rows", "'ACCEPTED'", 30)
    await wang.go("/outbox")
    await wang.sees("已受理")


async def test_a_full_phone_keeps_the_text_and_what_a_report_needs_and_says_what_is_not_kept(
    people: People, photo: Path
) -> None:
    wang = await people.of(None, "/healthz", **HERE)
    control = await wang.context.new_cdp_session(wang.page)  # before the store is opened, for it remembers its room
    full = {"origin": people.server.address, "quotaSize": 1_200_000}
    await control.send("Storage.overrideQuotaForOrigin", full)
    await wang.sign_in("wang")
    await wang.until(LAID, 30)
    await wang.until_stored("copy", "'id'", 30)
    await wang.go("/report")
    await wang.until_stored("cache", "'key': 'reference'")
    await wang.no_signal()
    assert await wang.page.evaluate(JUNK) < 1000  # not a kilobyte is free
    copied = len(await wang.stored("copy"))
    await wang.photograph("拍照", photo)
    await wang.sees("手机空间不够，照片或文件没存上")
    await wang.tap("只发文字")
    await wang.tap("不拍，下一步")
    await wang.tap("机动车乱停")
    await wang.page.get_by_label("加一句").fill("占了盲道" * 400)
    await wang.tap("就在这里，上报")
    await wang.sees("已存手机")
    (row,) = await wang.stored("rows")
    assert row["input"]["text"] == "占了盲道" * 400
    assert row["photos"] == []
    assert len(await wang.stored("copy")) == copied > 0
    await wang.until_stored("cache", "'key': 'reference'")
    await wang.go("/report")  # and the next one finds its classes
    await wang.tap("不拍，下一步")
    await wang.button("机动车乱停").first.wait_for()
    await control.send("Storage.overrideQuotaForOrigin", {"origin": people.server.address})
    await wang.signal_again()
    await wang.go("/outbox")
    await wang.sends()
    await wang.until_nothing_waits()


async def test_a_browser_killed_at_any_moment_loses_nothing_that_it_said_was_saved(
    phones: Phones, server: Server
) -> None:
    chance = random.Random(ROUNDS)
    wang = await phones.of("wang", **HERE)
    await wang.ready_for_no_signal()
    saved: set[str] = set()
    for _ in range(ROUNDS):
        await _reports(wang)
        saved |= {row["opId"] for row in await wang.stored("rows")}
        await asyncio.sleep(chance.random() * 6)  # anywhere between the tap and the answer
        await wang.kill()
        await wang.open()
        await wang.go("/outbox")
        await wang.until("() => Boolean(document.querySelector('h1'))")
        assert saved <= {row["opId"] for row in await wang.stored("rows")}
        await _signs_in_if_asked(wang)
    await wang.until_nothing_waits(90)
    rows = await wang.stored("rows")
    assert len({row["incidentId"] for row in rows}) == len(rows) == ROUNDS
    there = _theirs(server)
    assert all(row["incidentId"] in there for row in rows)


async def _reports(wang: Screen) -> None:
    await wang.go("/report")
    await wang.tap("不拍，下一步")
    await wang.tap("机动车乱停")
    await wang.tap("就在这里，上报")
    await wang.sees("已存手机")


async def _signs_in_if_asked(wang: Screen) -> None:
    """A browser writes its cookies now and then: killed soon after the login, it may have to sign in again."""
    await wang.go("/outbox")
    await wang.until("() => Boolean(document.querySelector('h1'))")
    if await wang.page.evaluate("async () => (await fetch('/session')).status") == 401:
        await wang.sign_in("wang")
