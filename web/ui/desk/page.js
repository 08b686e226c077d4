/**
 * V16: the desk. List, detail and map side by side where there is room; on a phone the list leads to the incident's own page.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { computed, signal } from '../../vendor/signals.js'
import { Time } from '../clock.js'
import { deskChips, filterOf } from '../filters.js'
import { useFeed } from '../feed.js'
import { stream, useNews } from '../follow.js'
import { post, role, settings } from '../here.js'
import { html } from '../html.js'
import { Frame } from '../parts/frame.js'
import { Sheet } from '../parts/sheet.js'
import { go, query } from '../route.js'
import { words } from '../words.js'
import { DeskList } from './list.js'
import { DeskMap } from './map.js'
import { DeskDetail } from './panes.js'
import { KeyList, useKeys } from './keys.js'
import { deskOf, keepDesk, Splitter, Widths } from './widths.js'

/** How wide the window is, in px at the usual text size: larger text needs more room, so fewer panes fit. */
const room = signal(innerWidth)
addEventListener('resize', () => (room.value = innerWidth))
const SIZES = { normal: 1, large: 21 / 18, elder: 24 / 18 }

/** How many panes fit. */
const panes = computed(() => {
  const width = room.value / SIZES[settings.value.size]
  if (room.value >= 1024 && width >= 1020) return 3
  return room.value >= 600 && width >= 520 ? 2 : 1
})

/** @param {{ id?: string }} props */
export function Page({ id }) {
  const desk = useDesk(id)
  const { feed, select, again, focused, setFocused } = desk
  useKeys({ feed, id, select, incident: focused })
  const t = words.value.desk
  const list = html`<${DeskList} desk=${desk} id=${id} inPane=${panes.value > 1} />`
  const sheets = html`
    <${Sheet} name="KEYS" title=${t.keysTitle}>
      <${KeyList} />
      <//>
      <${Sheet} name="WIDTHS" title=${t.widths}>
        <${Widths} />
        <//>
  `
  const frame = { title: t.title, sub: html`<${Live} />`, tabs: true, action: html`<${Create} />` }
  if (panes.value === 1) return html`<${Frame} ...${frame}>${list}${sheets}<//>`
  const detail = html`
    <${DeskDetail} key=${id} id=${id ?? null} onIncident=${setFocused} onChanged=${again} />
  `
  return html`
    <${Frame} ...${frame} wide=${true}>
      <${Panes}>
          <section class="pane" id="pane-list" tabindex="-1" aria-label=${t.list}>${list}</section>
          <${Splitter} name="list" />
          <section class="pane" id="pane-detail" tabindex="-1" aria-label=${t.detail}>${detail}</section>
          ${panes.value === 3 && html`
            <${Splitter} name="map" />
            <section class="pane" id="pane-map" tabindex="-1" aria-label=${t.map}>
              <${DeskMap} incident=${id ? focused : null} filter=${desk.filter} turn=${desk.turn} onSelect=${select} />
            </section>
          `}
        <//>
        ${sheets}
      <//>
  `
}

/** What the desk shows: filter, list, news, and which incident is open. @param {string | undefined} id */
function useDesk(id) {
  const chips = deskChips(role.value)
  const kept = deskOf(settings.value, post.value?.id).chip
  const chip = query.value.get('chip') ?? (kept && chips.includes(kept) ? kept : chips[0]) ?? 'all'
  const text = query.value.get('q') ?? ''
  const area = query.value.get('area')
  const filter = filterOf({ chip, text, area })
  const feed = useFeed(filter, chip === 'closed' ? 'CHANGED_FIRST' : 'URGENT_FIRST', { counted: true })
  const news = useNews()
  const turn = useSlowly(news.changes.length + (feed.fetchedAt ?? 0))
  const [focused, setFocused] = useState(/** @type {any} */ (null))
  const again = () => {
    news.clear()
    feed.again()
  }
  const select = (/** @type {string} */ next) => go(`/desk/${next}${location.search}`, { replace: Boolean(id) })
  useEffect(() => {
    if (id && panes.value === 1) go(`/i/${id}`, { replace: true })
  }, [id, panes.value])
  useEffect(() => {
    if (query.value.has('chip')) keepDesk({ chip })
  }, [chip])
  return { chips, chip, text, area, filter, feed, news, turn, again, select, focused, setFocused }
}

const CALM = 3000

/** The value, at most every three seconds: counts and map follow what happens without asking at each event. @param {number} value */
function useSlowly(value) {
  const [shown, show] = useState(value)
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, last.current + CALM - Date.now())
    const timer = setTimeout(() => {
      last.current = Date.now()
      show(value)
    }, wait)
    return () => clearTimeout(timer)
  }, [value])
  return shown
}

/** The panes in the widths that were set for this post. @param {{ children: any }} props */
function Panes({ children }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null))
  const { list, map } = deskOf(settings.value, post.value?.id)
  useEffect(() => {
    box.current?.style.setProperty('--list', list ? `${list}px` : '')
    box.current?.style.setProperty('--map', map ? `${map}px` : '')
  }, [list, map])
  return html`<div ref=${box} class="panes panes-${panes.value}">${children}</div>`
}

/** Where one works, and whether what one sees is live. */
function Live() {
  const { desk } = words.value
  const { state, since } = stream.value
  const where = post.value?.unit?.name ?? post.value?.area.name ?? ''
  const words_ = state === 'LIVE'
    ? html`<span class="live">● ${desk.liveNow}</span>`
    : state === 'LOST'
    ? html`<span>${desk.stale('')}<${Time} at=${since} /></span>`
    : ''
  return html`${where} ${words_}`
}

/** 新建, for those who take reports by telephone or at the desk. */
function Create() {
  const reports = !['DEPT_HANDLER', 'DEPT_DUTY'].includes(role.value ?? '')
  return reports ? html`<a class="button" href="/report">${words.value.desk.create}</a>` : null
}
