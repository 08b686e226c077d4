/**
 * What became of a source's orders, in the columns of its own file: what it left for results is filled, what it has no column
 * for stands behind. Who called stays masked.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { OuterOrderResults } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { csv } from '../../core/csv.js'
import { download } from '../download.js'
import { html } from '../html.js'
import { said, words } from '../words.js'

/** @typedef {NonNullable<import('../../api/operations.js').OuterOrderResultsData['outerOrders']>['nodes'][number]} Order */

/** So many pages of a hundred at most. */
const PAGES = 50

/** @param {{ job: { comesFrom: string, headings: string[], mapping: string[] } }} props */
export function Results({ job }) {
  const { hotline: t } = words.value
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const save = async () => {
    if (busy) return
    setBusy(true)
    setError('')
    try {
      const rows = await all(job.comesFrom)
      download(t.resultsName(job.comesFrom), new Blob([csv(table(job, rows, t))], { type: 'text/csv' }))
    } catch (failure) {
      setError(said(/** @type {{ code?: string }} */ (failure).code))
    }
    setBusy(false)
  }
  return html`
    <section class="card pad stack-close">
      <p>${t.resultsLead(job.comesFrom)}</p>
      ${error && html`<p class="error" role="alert">${error}</p>`}
      <button type="button" class="button full" aria-disabled=${busy} onClick=${save}>${t.results}</button>
    </section>
  `
}

/** @param {string} source @returns {Promise<Order[]>} */
async function all(source) {
  const found = /** @type {Order[]} */ ([])
  let after = /** @type {string | null} */ (null)
  for (let page = 0; page < PAGES; page++) {
    const { outerOrders } = await ask(OuterOrderResults, { source, after })
    found.push(...(outerOrders?.nodes ?? []))
    if (!outerOrders?.pageInfo.hasNextPage) break
    after = outerOrders.pageInfo.endCursor ?? null
  }
  return found
}

/**
 * @param {{ headings: string[], mapping: string[] }} job
 * @param {Order[]} rows
 * @param {import('../words.js').Words['hotline']} t
 * @returns {string[][]}
 */
export function table({ headings, mapping }, rows, t) {
  const parts = headings.map((_, at) => mapping[at] ?? '')
  const more = ['state', 'result', 'answered_at'].filter((one) => !parts.includes(one))
  const names = { state: t.resultState, result: t.resultAnswer, answered_at: t.resultWhen }
  return [
    [...headings, ...more.map((one) => names[/** @type {'state'} */ (one)])],
    ...rows.map((row) => [...parts, ...more].map((one) => cell(row, one, t))),
  ]
}

/** @param {Order} row @param {string} part @param {import('../words.js').Words['hotline']} t */
function cell(row, part, t) {
  switch (part) {
    case 'number':
    case 'text':
    case 'address':
      return row[part]
    case 'sent_at':
      return moment(row.sentAt)
    case 'due_at':
      return moment(row.dueAt)
    case 'return_by':
      return moment(row.returnBy)
    case 'kind':
      return t.kinds[/** @type {'HELP'} */ (row.kind)] ?? ''
    case 'class_name':
      return row.className
    case 'area':
      return row.area.name
    case 'caller':
      return row.contact
    case 'state':
      return t.orderStates[/** @type {'OURS'} */ (row.state)] ?? ''
    case 'result':
      return row.answerWords || row.words
    case 'answered_at':
      return row.answeredAt ? moment(row.answeredAt) : ''
    default:
      return ''
  }
}

/** A moment as spreadsheets read it, in Shanghai. @param {string} at */
function moment(at) {
  return new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
}
