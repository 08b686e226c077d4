/**
 * The list as paper or as a table for a spreadsheet: with dates, and to its last row. Neither holds a name, a telephone or what somebody
 * wrote.
 * @module
 */
import { signal } from '../../vendor/signals.js'
import { Feed } from '../../api/operations.js'
import { lamp } from '../../core/clockwords.js'
import { ask } from '../../core/api.js'
import { csv, moment } from '../../core/csv.js'
import { serverNow } from '../../core/server_time.js'
import { whole } from '../../core/whole.js'
import { role } from '../here.js'
import { print, printedBy } from '../paper.js'
import { download } from '../download.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { placeLine } from '../incident/card.js'
import { toast } from '../parts/toast.js'
import { openSheet } from '../route.js'
import { locale, named, said, words } from '../words.js'

/** Who hands over, and who decides what others ask. */
const DESKS = new Set(['COMMUNITY', 'STREET_INTAKE', 'STREET_DISPATCH', 'STREET_HEAD'])
const DECIDERS = new Set(['COMMUNITY', 'STREET_DISPATCH', 'STREET_HEAD', 'DISTRICT_DISPATCH', 'DISTRICT_SUPERVISOR'])

/** How many rows are here of those that are gathered for paper or a table; null: none are. One list at a time. */
const got = signal(/** @type {number | null} */ (null))
/** All rows of the list that is being printed; null: those that are shown. */
const printed = signal(/** @type {any[] | null} */ (null))

/** @param {{ desk: any, nodes: any[], inPane: boolean }} props */
export function DeskTools({ desk: listed, nodes, inPane }) {
  const { desk } = words.value
  /** Every row of the list, however few are shown. @param {(rows: any[]) => void} use */
  const withAll = async (use) => {
    if (nodes.length === 0 || got.peek() !== null) return
    got.value = 0
    try {
      const { filter, feed } = listed
      const page = (/** @type {any} */ one) => ask(Feed, { filter, orderBy: feed.orderBy, ...one })
      use(
        feed.hasMore ? await whole((one) => page(one).then((found) => found.incidents), (n) => (got.value = n)) : nodes,
      )
    } catch (failure) {
      toast({ text: said(/** @type {any} */ (failure).code) })
    }
    got.value = null
  }
  const busy = got.value !== null || nodes.length === 0
  const more = useLater(() => import('../noun/menu.js'), ['noun'])
  return html`
    <div class="row desk-tools no-print">
      ${listed.own &&
        html`<button type="button" class="button" data-stays aria-disabled=${busy} onClick=${() =>
          withAll(printList)}>${desk.print}</button>`}
      <button type="button" class="button" data-stays aria-disabled=${busy} onClick=${() => withAll(save)}>${desk
        .csv}</button>
      <span class="note" role="status">${got.value !== null && desk.gathering(got.value, listed.feed.total)}</span>
      ${DESKS.has(role.value ?? '') && html`
        <a class="button" href="/handover">${desk.handover}</a>
        <a class="button" href="/admin/sync">${desk.syncHealth}</a>
      `}
      ${DECIDERS.has(role.value ?? '') && html`<a class="button" href="/approvals">${words.value.moves.inbox}</a>`}
      ${more && html`<${more.NounLinks} />`}
      ${inPane && listed.own &&
        html`<button type="button" class="button" onClick=${() => openSheet('WIDTHS')}>${desk.widths}</button>`}
      ${inPane && listed.own &&
        html`<button type="button" class="button" onClick=${() => openSheet('KEYS')}>${desk.keysTitle}</button>`}
    </div>
  `
}

/** On paper stands the list alone; who prints by the browser's own way gets the open incident too. @param {any[]} nodes */
function printList(nodes) {
  const root = document.documentElement
  root.dataset.paper = 'list'
  printed.value = nodes
  const done = () => {
    delete root.dataset.paper
    printed.value = null
  }
  addEventListener('afterprint', done, { once: true })
  print()
}

/** @param {any[]} nodes */
function save(nodes) {
  const { desk } = words.peek()
  const day = moment(serverNow()).replace(' ', '-').replace(':', '')
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
    moment(one.receivedAt),
    moment(one.clock?.dueAt ?? one.dueAt),
    one.leadUnit?.name ?? '',
  ]
}

/** @param {{ nodes: any[], title: string, total: number | null }} props */
export function Paper({ nodes: shown, title, total }) {
  const { desk } = words.value
  const nodes = printed.value ?? shown
  return html`
    <section class="paper" aria-hidden="true">
      <h2>${desk.title} ${title}</h2>
      <p class="note">${[printedBy(), desk.printed(nodes.length, Math.max(total ?? 0, nodes.length))].join(' · ')}</p>
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
