/**
 * V16: the desk. List, detail and map side by side where there is room; on a phone the list leads to the incident's own page.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { computed, signal } from '../../vendor/signals.js'
import { dirty } from '../../core/live/dirty.js'
import { Time } from '../clock.js'
import { stream } from '../follow.js'
import { post, role, settings } from '../here.js'
import { html } from '../html.js'
import { Frame } from '../parts/frame.js'
import { ask, Sheet } from '../parts/sheet.js'
import { go, sheet } from '../route.js'
import { words } from '../words.js'
import { useAfter, useStanding } from './after.js'
import { DeskList } from './list.js'
import { useListed } from './listed.js'
import { DeskMap } from './map.js'
import { DeskDetail } from './panes.js'
import { KeyList, useKeys } from './keys.js'
import { channelsOf } from '../report/channels.js'
import { deskOf, Splitter, Widths } from './widths.js'
import { rowFrom } from './walking.js'
import './within.js'

/** How wide the window is, in px at the usual text size: larger text needs more room, so fewer panes fit. */
const room = signal(innerWidth)
addEventListener('resize', () => (room.value = innerWidth))
const SIZES = { normal: 1, large: 1, elder: 24 / 18 }

/** How many panes fit. */
const panes = computed(() => {
  const width = room.value / SIZES[settings.value.size]
  if (room.value >= 1024 && width >= 1020) return 3
  return room.value >= 600 && width >= 520 ? 2 : 1
})

/** @param {{ id?: string }} props */
export function Page({ id }) {
  const desk = useDesk(id)
  const { select, changed, focused, setFocused } = desk
  useKeys({ ...desk, incident: focused })
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
    <${DeskDetail} key=${id} id=${id ?? null} onIncident=${setFocused} onChanged=${changed} />
  `
  return html`
    <${Frame} ...${frame} wide=${true}>
      <${Panes}>
          <section class="pane" id="pane-list" tabindex="-1" aria-label=${t.list}>${list}</section>
          <${Splitter} name="list" />
          <section class="pane" id="pane-detail" tabindex="-1" aria-label=${t.detail}>${detail}${sheets}</section>
          ${panes.value === 3 && html`
            <${Splitter} name="map" />
            <section class="pane" id="pane-map" tabindex="-1" aria-label=${t.map}>
              <${DeskMap} incident=${id ? focused : null} still=${desk.still} filter=${desk.filter} turn=${desk
                .turn} onSelect=${select} />
            </section>
          `}
        <//>
      <//>
  `
}

/** The list, and which incident is open: the first row where none was chosen yet. @param {string | undefined} id */
function useDesk(id) {
  const listed = useListed({ own: true })
  const { nodes, waiting } = listed.feed
  const [focused, setFocused] = useState(/** @type {any} */ (null))
  const opened = useRef('') // the row that nobody chose
  const select = async (/** @type {string} */ next) => {
    if (sheet.peek() && dirty.has('sheet') && !await ask(words.peek().rows.unsaved)) return
    opened.current = ''
    go(listed.way(next), { replace: Boolean(id) })
  }
  const stood = useStanding(nodes, id)
  const step = (/** @type {1 | -1} */ way, from = id) => rowFrom(nodes, from, from === id ? stood : -1, way)
  const after = useAfter({ ...listed, step, stood, select })
  /** @type {import('../incident/verbs/steps.js').Changed} */
  const changed = (now, done) => {
    listed.again()
    if (done && !done.next) after(now, done.step)
  }
  const first = id || waiting || panes.value === 1 || !listed.own ? null : nodes[0]?.id
  useEffect(() => {
    if (id && panes.value === 1) go(`/i/${id}`, { replace: true })
  }, [id, panes.value])
  useEffect(() => {
    if (first) go(listed.way(opened.current = first), { replace: true })
  }, [first])
  return { ...listed, select, step, changed, focused, setFocused, still: opened.current === id }
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
  const reports = channelsOf(role.value).length > 0
  return reports ? html`<a class="button" href="/report">${words.value.desk.create}</a>` : null
}
