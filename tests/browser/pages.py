"""Every page of the app, who looks at it, and what a page can be measured by."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.browser.phone import Screen
from tests.browser.process import Server

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text("utf-8")
LEAST_GROWN = 1.15  # by root it is 1.33; where five words share a row, what fits
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations', 'incomplete'] })
  const why = (node) => [...node.any, ...node.all, ...node.none][0]?.data?.messageKey ?? ''
  const node = (one) => `${why(one)} ${one.html.slice(0, 160)}`
  const told = (kind) => found[kind].filter((one) => kind === 'violations' || one.id !== 'color-contrast')
  const said = (kind) => told(kind).map((one) => `${kind} ${one.id}: ${one.nodes.slice(0, 3).map(node).join(' | ')}`)
  return [...said('violations'), ...said('incomplete')]
}"""
SMALL = """() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const shown = (one) => seen(one) && one.getClientRects().length > 0 && !one.closest('.skip, .unseen')
  const area = (one) => (one.closest('label, li:has(> .cover), .card:has(.cover)') ?? one).getBoundingClientRect()
  const least = (one) => (one.tagName === 'A' && getComputedStyle(one).display === 'inline') ? 24 : 48
  const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  return [...document.querySelectorAll(controls)].filter(shown).filter((one) => {
    const { width, height } = area(one)
    return width < least(one) - 0.5 || height < least(one) - 0.5
  }).map((one) => `${Math.round(area(one).width)}x${Math.round(area(one).height)} ${one.outerHTML.slice(0, 120)}`)
}"""
CUT = """() => {
  const root = document.scrollingElement
  const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : []
  const cut = [...document.querySelectorAll('#app *')].filter((one) => {
    const style = getComputedStyle(one)
    const hidden = style.overflowX === 'hidden' || style.overflowX === 'clip'
    const meant = one.closest('.unseen, svg, .scroll, .leaflet, dialog')
    return one.checkVisibility() && one.childNodes.length && hidden && !meant &&
      one.scrollWidth > one.clientWidth + 1 && one.textContent.trim()
  }).map((one) => `cut: ${one.outerHTML.slice(0, 120)}`)
  return [...wide, ...cut]
}"""
WORDS = """() => {
  const found = {}
  for (const one of document.querySelectorAll('#app *')) {
    const text = [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('')
    if (!text || !one.checkVisibility() || one.closest('.unseen, .skip')) continue
    const drawn = one.ownerSVGElement ? one.getScreenCTM().a : 1
    const key = `${one.closest('svg, nav, ol, .leaflet, main, header')?.getAttribute('class') ?? ''}: ${text}`
    found[key] = Math.max(found[key] ?? 0, parseFloat(getComputedStyle(one).fontSize) * drawn)
  }
  return found
}"""
STUCK = """() => [...document.querySelectorAll('body *')].filter((one) => {
  const { position } = getComputedStyle(one)
  return (position === 'sticky' || position === 'fixed') && one.checkVisibility() && !one.matches('.skip, .toast')
}).map((one) => `stuck: ${one.outerHTML.slice(0, 80)}`)"""
FAR = """() => location.pathname === '/feedback' ||
  document.querySelector('a[href="/feedback"], .tabs a[href="/me"]') ? [] : ['more than two taps from 投诉建议']"""
MOVING = "() => document.getAnimations().filter((one) => one.playState === 'running').length"
DRESS = "([theme, size]) => Object.assign(document.documentElement.dataset, { theme, size })"

PAGES: dict[str, tuple[str | None, str]] = {
    "the login": (None, "/login"),
    "writing without a login": (None, "/feedback"),
    "looking up by a code": (None, "/feedback?look=1"),
    "today": ("wang", "/today"),
    "today's drafts": ("wang", "/today?tab=drafts"),
    "what is near": ("wang", "/today?tab=near"),
    "the report's photo": ("wang", "/report"),
    "the report's class": ("wang", "/report?step=2"),
    "the report's place": ("wang", "/report?step=3"),
    "the report's address": ("wang", "/report?step=4"),
    "the outbox": ("wang", "/outbox"),
    "handing over by codes": ("wang", "/outbox/all/qr"),
    "carrying for others": ("wang", "/carry"),
    "how phones are doing": ("zhao", "/admin/sync"),
    "what lies refused on phones": ("zhao", "/admin/sync?show=stuck"),
    "the list": ("wang", "/incidents"),
    "the map": ("wang", "/map"),
    "notices": ("wang", "/notices"),
    "complaints": ("zhang", "/n/complaint?chip=all"),
    "what a community needs": ("zhang", "/n/demand?chip=all"),
    "what a firm may claim": ("chen", "/n/demand"),
    "what a firm has claimed": ("chen", "/n/claim"),
    "orders of 12345": ("li", "/n/outer_order?chip=all"),
    "answers": ("zhao", "/n/answer?chip=all"),
    "call-backs": ("zhang", "/me/calls"),
    "settings": ("wang", "/me"),
    "the PIN": ("wang", "/me/pin"),
    "what one is known by": ("wang", "/me/access"),
    "help": (None, "/about"),
    "an administrator's first screen": ("admin", "/me/start"),
    "people and posts": ("xu", "/me/people"),
    "imports": ("admin", "/me/imports"),
    "drafts of rules": ("admin", "/me/rules"),
    "the limits": ("admin", "/me/rules?tab=limits"),
    "a year's calendar": ("admin", "/me/rules?tab=calendar&year=2027"),
    "plans of grids": ("admin", "/me/grids"),
    "a new plan of grids": ("admin", "/me/grids?draw=new"),
    "an invite": (None, "/invite"),
    "a stand-in": ("wang", "/me/leave"),
    "a trial of reminders": ("wang", "/me/reminders"),
    "an incident": ("wang", "/i/{checking}"),
    "a verification": ("wang", "/i/{verifying}/verify"),
    "a check": ("wang", "/i/{checking}/check"),
    "a thing settled on the spot": ("wang", "/i/{own}/resolve"),
    "a feedback": ("sun", "/i/{working}/feedback"),
    "nothing": ("wang", "/nowhere"),
    "the community's day": ("zhang", "/today"),
    "the desk": ("li", "/desk"),
    "the desk's incident": ("li", "/desk/{filed}"),
    "the district's desk": ("wu", "/desk"),
    "the unit's list": ("sun", "/desk"),
    "what is stuck": ("wu", "/board"),
    "figures": ("wu", "/board?by=STREET&m=CASES,LATE,ON_TIME_SHARE,SATISFIED_SHARE,MEDIAN_MINUTES"),
    "questions": ("wu", "/board?ask="),
    "a question with its table": ("wu", "/board?ask=shares-by-street"),
    "a list of a question": ("zhao", "/board?ask=longest-late"),
    "whistles": ("li", "/w?chip=all"),
    "a new whistle": ("li", "/w/new?incident={working}"),
    "a whistle": ("li", "/w/{blown}"),
    "a whistle's call": ("qian", "/w/{blown}/answer"),
    "a whistle's sign-off": ("li", "/w/{signing}/sign"),
    "the unit's inbox": ("sun", "/inbox"),
    "what is to be decided": ("zhao", "/approvals"),
    "the hand-over": ("li", "/handover"),
    "the desk's map": ("li", "/map"),
}

UNASKED = "NOT EXISTS (SELECT 1 FROM approval a WHERE a.incident_id = i.id)"  # while one waits no other may be asked

WANG = "(SELECT id FROM person WHERE login = 'wang')"
TEAM = "(SELECT unit_id FROM post WHERE person_id = (SELECT id FROM person WHERE login = 'sun'))"
OURS = {"street_id": "'140214018'", "community_id": "'140214018001'", "grid_id": "'140214018001001'"}
CHOSEN: dict[str, tuple[str, dict[str, str]]] = {  # in which state, and in whose hands
    "checking": ("i.state = 'CHECKING'", {"assignee_id": WANG}),
    "verifying": ("i.state = 'VERIFYING'", {"assignee_id": WANG}),
    "own": ("i.state = 'REPORTED' AND c.self_resolve", OURS),
    "working": (f"i.state = 'IN_PROGRESS' AND {UNASKED}", {"lead_unit_id": TEAM}),
    "dispatched": (f"i.state = 'DISPATCHED' AND {UNASKED}", {"lead_unit_id": TEAM}),
    "filed": ("i.state = 'FILED'", OURS),
}

WHISTLES = {  # of li's street, as the demo has them
    "blown": "w.state = 'BLOWN' AND w.kind = 'EMERGENCY' AND p.state = 'ACKED'",
    "signing": "w.state = 'JOINT' AND p.state = 'DONE'",
}


def one_of(server: Server, which: str) -> str:
    """The id of an incident in this state in the cast's hands. Where the demo gave them none today, they get one."""
    state, hands = CHOSEN[which]
    ours = " AND ".join(f"i.{column} = {value}" for column, value in hands.items())
    found = (
        "SELECT i.id FROM incident i JOIN incident_class c ON c.code = i.incident_class_id "
        f"WHERE {state} ORDER BY ({ours}) IS TRUE DESC, i.id LIMIT 1"
    )
    given = ", ".join(f"{column} = {value}" for column, value in hands.items())
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        (incident,) = database.execute(found).fetchone()
        database.execute(f"UPDATE incident SET {given} WHERE id = ?", [incident])
    return str(incident)


def whistle_of(server: Server, which: str) -> str:
    """The id of a whistle of the demo that stands so."""
    found = "SELECT w.id FROM whistle w JOIN whistle_party p ON p.whistle_id = w.id WHERE w.street_id = ? AND "
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        (whistle,) = database.execute(f"{found}{WHISTLES[which]} LIMIT 1", ["140214018"]).fetchone()
    return str(whistle)


def whose(server: Server, incident: str) -> str | None:
    """Whose report it is, or None when the server has none such. Screens and queries do not tell everybody."""
    with sqlite3.connect(server.data / "gridwhistle.sqlite3", timeout=20) as database:
        found = database.execute("SELECT reporter_id FROM incident WHERE id = ?", [incident]).fetchone()
    return str(UUID(str(found[0]))) if found else None


def address(server: Server, path: str) -> str:
    """The path with the ids of real incidents and whistles in it."""
    for which in WHISTLES:
        if f"{{{which}}}" in path:
            path = path.replace(f"{{{which}}}", whistle_of(server, which))
    for which in CHOSEN:
        if f"{{{which}}}" in path:
            path = path.replace(f"{{{which}}}", one_of(server, which))
    return path


async def comes_true(check: Callable[[], Any], seconds: float = 10) -> None:
    """Wait until `check`, which is asked beside the loop, says yes."""
    for _ in range(int(seconds * 10)):
        if await asyncio.to_thread(check):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come true")


async def settled(screen: Screen) -> None:
    """Wait until the page stands with its data: heading, no bones, nothing that still says it is opening."""
    await screen.until("() => Boolean(document.querySelector('h1')) && !document.querySelector('.bones, .bone')", 20)


async def dressed(screen: Screen, theme: str, size: str) -> None:
    await screen.page.evaluate(DRESS, [theme, size])


async def complaints(screen: Screen) -> list[str]:
    """What axe has against the page as it stands, and what it is in doubt of.

    Its doubts of contrast are left out: it cannot see what lies under text on a drawn map, a ✓ or a list's arrow. Each
    ink on each ground is measured from the tokens by tests/web.
    """
    if not await screen.page.evaluate("() => 'axe' in globalThis"):
        await screen.page.evaluate(AXE)
    found: list[str] = await screen.page.evaluate(RUN, RULES)
    return found


async def measured(screen: Screen, script: str) -> Any:
    return await screen.page.evaluate(script)


async def words_that_do_not_grow(screen: Screen) -> list[str]:
    """What is as small for who sees badly (长辈模式) as for everybody. The page stands so afterwards."""
    await dressed(screen, "light", "normal")
    before = await measured(screen, WORDS)
    await dressed(screen, "light", "elder")
    after = await measured(screen, WORDS)
    return [f"does not grow: {one}" for one, size in before.items() if after.get(one, 99) < LEAST_GROWN * size]
