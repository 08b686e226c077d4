/**
 * The shown list as paper or as a table for a spreadsheet. Neither holds a name, a telephone or what somebody wrote.
 * @module
 */
import { lamp } from '../../core/clockwords.js'
import { csv } from '../../core/csv.js'
import { stamp } from '../clock.js'
import { post, role } from '../here.js'
import { download } from '../download.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { placeLine } from '../incident/card.js'
import { openSheet } from '../route.js'
import { locale, named, words } from '../words.js'

/** Who hands over, and who decides what others ask. */
const DESKS = new Set(['COMMUNITY', 'STREET_INTAKE', 'STREET_DISPATCH', 'STREET_HEAD'])
const DECIDERS = new Set(['COMMUNITY', 'STREET_DISPATCH', 'STREET_HEAD', 'DISTRICT_DISPATCH', 'DISTRICT_SUPERVISOR'])

/** @param {{ nodes: any[], inPane: boolean }} props */
export function DeskTools({ nodes, inPane }) {
  const { desk } = words.value
  const more = useLater(() => import('../noun/menu.js'))
  return html`
    <div class="row desk-tools no-print">
      <button type="button" class="button" aria-disabled=${nodes.length === 0} onClick=${() =>
        nodes.length > 0 && printList()}>${desk.print}</button>
      <button type="button" class="button" aria-disabled=${nodes.length === 0} onClick=${() =>
        nodes.length > 0 && save(nodes)}>${desk.csv}</button>
      ${DESKS.has(role.value ?? '') && html`
        <a class="button" href="/handover">${desk.handover}</a>
        <a class="button" href="/admin/sync">${desk.syncHealth}</a>
      `}
      ${DECIDERS.has(role.value ?? '') && html`<a class="button" href="/approvals">${words.value.moves.inbox}</a>`}
      ${more && html`<${more.NounLinks} />`}
      ${inPane &&
        html`<button type="button" class="button" onClick=${() => openSheet('WIDTHS')}>${desk.widths}</button>`}
      ${inPane &&
        html`<button type="button" class="button" onClick=${() => openSheet('KEYS')}>${desk.keysTitle}</button>`}
    </div>
  `
}

/** On paper stands the list alone, or else the open incident. */
function printList() {
  const root = document.documentElement
  root.dataset.paper = 'list'
  addEventListener('afterprint', () => delete root.dataset.paper, { once: true })
  globalThis.print()
}

/** @param {any[]} nodes */
function save(nodes) {
  const { desk } = words.peek()
  const day = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  const file = new Blob([csv([Object.values(desk.columns), ...nodes.map(columns)])], { type: 'text/csv' })
  download(`${desk.title}-${day}.csv`, file)
}

/** A row of the list, in the order of `desk.columns`. @param {any} one @returns {string[]} */
function columns(one) {
  const t = words.peek()
  const told = (/** @type {any} */ names, /** @type {string | number} */ key) => names[key] ?? ''
  return [
    one.number ?? '',
    told(t.state, one.state),
    lamp(one.light, locale.peek())?.word ?? '',
    named(one.incidentClass),
    placeLine(one),
    told(t.severity, one.severity),
    told(t.channel, one.channel),
    stamp(one.receivedAt),
    stamp(one.clock?.dueAt ?? one.dueAt),
    one.leadUnit?.name ?? '',
  ]
}

/** @param {{ nodes: any[], title: string, total: number | null }} props */
export function Paper({ nodes, title, total }) {
  const { desk, role: roles } = words.value
  const by = [post.value?.unit?.name ?? post.value?.area.name, /** @type {any} */ (roles)[role.value ?? '']]
  return html`
    <section class="paper" aria-hidden="true">
      <h2>${desk.title} ${title}</h2>
      <p class="note">${[...by, stamp(Date.now()), desk.printed(nodes.length, total ?? nodes.length)].filter(Boolean)
        .join(' · ')}</p>
      <table>
        <thead>
          <tr>${Object.values(desk.columns).map((name) => html`<th>${name}</th>`)}</tr>
        </thead>
        <tbody>${nodes.map((one) =>
          html`<tr key=${one.id}>${columns(one).map((cell) => html`<td>${cell}</td>`)}</tr>`
        )}</tbody>
      </table>
    </section>
  `
}
