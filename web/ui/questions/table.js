/**
 * An answer as a table: a heading sorts, codes are words, moments are Shanghai's, a row opens its case, and a number of a group opens
 * the cases that it counts.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { moment } from '../../core/csv.js'
import { rowsWithin } from '../figures/question.js'
import { percent } from '../figures/told.js'
import { html } from '../html.js'
import { openSheet } from '../route.js'
import { locale, words } from '../words.js'

/** @typedef {import('./wire.js').Answer} Answer */
const NUMBERS = new Set(['number', 'share', 'minutes', 'rate'])

/** @param {{ data: Answer }} props */
export function Table({ data }) {
  const { questions: t } = words.value
  const [by, sortBy] = useState(/** @type {{ at: number, down: boolean } | null} */ (null))
  const english = locale.value === 'en'
  const rows = by ? [...data.rows].sort(ordered(by)) : data.rows
  const pick = (/** @type {number} */ at) => sortBy(by?.at === at ? { at, down: !by.down } : { at, down: true })
  const aria = (/** @type {number} */ at) => by?.at === at ? by.down ? 'descending' : 'ascending' : undefined
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${t.title}>
      <table class="rates numbers">
        <thead><tr>${data.heads.map((head, at) =>
          html`
            <th key=${at} scope="col" class=${NUMBERS.has(head.kind) ? '' : 'words'}
              aria-sort=${aria(at)}><button type="button" class="sort" onClick=${() => pick(at)}>${english
                ? head.en
                : head.zh}<span aria-hidden="true">${by?.at === at ? by.down ? ' ↓' : ' ↑' : ''}</span></button></th>
          `
        )}</tr></thead>
        <tbody>${rows.map((row, at) =>
          html`<${Line} key=${row.href ?? row.keys?.join() ?? at} data=${data} row=${row} />`
        )}</tbody>
        ${data.foot.length > 0 &&
          html`<tfoot>${data.foot.map((row, at) => html`<${Line} key=${at} data=${data} row=${row} />`)}</tfoot>`}
      </table>
    </div>
  `
}

/** @param {{ at: number, down: boolean }} by what has no value comes last @returns {(a: import('./wire.js').Row, b: import('./wire.js').Row) => number} */
function ordered({ at, down }) {
  return (a, b) => {
    const [one, other] = [a.cells[at], b.cells[at]]
    if (one === other) return 0
    if (isAbsent(one)) return 1
    if (isAbsent(other)) return -1
    const order = typeof one === 'number' && typeof other === 'number'
      ? one - other
      : `${one}`.localeCompare(`${other}`, 'zh')
    return down ? -order : order
  }
}

/** Whether a share is not told, for there are too few. @param {import('./wire.js').Value} value */
function isHidden(value) {
  return typeof value === 'object' && value !== null && 'hidden' in value
}

/** @param {import('./wire.js').Value} value */
function isAbsent(value) {
  return value === null || value === undefined || isHidden(value)
}

/** @param {{ data: Answer, row: import('./wire.js').Row }} props */
function Line({ data, row }) {
  const { questions: t } = words.value
  const groups = data.figures?.by.length ?? 0
  return html`<tr>${
    data.heads.map((head, at) => {
      const text = shown(row.cells[at], head)
      if (at < groups) return html`<th key=${at} scope="row">${text}</th>`
      if (at === 0 && row.href) return html`<th key=${at} scope="row"><a href=${row.href}>${text || t.open}</a></th>`
      return html`
        <td key=${at} class=${NUMBERS.has(head.kind) ? 'figures' : 'words'}>
          <${Counted} data=${data} row=${row}
            at=${at} text=${text} />
        </td>
      `
    })
  }</tr>`
}

/** A count of cases opens them. @param {{ data: Answer, row: import('./wire.js').Row, at: number, text: string }} props */
function Counted({ data, row, at, text }) {
  const { figures } = data
  const measure = figures && measureAt(data, at)
  const rows = measure && row.keys && Number(row.cells[at]) > 0 ? rowsWithin(figures, row.keys, measure) : null
  if (!rows) return text
  return html`<button type="button" class="plain-link" onClick=${() =>
    openSheet(`rows ${JSON.stringify(rows)}`)}>${text}</button>`
}

/** Which measure stands in a column; "" behind a share, where its n is. @param {Answer} data @param {number} at */
function measureAt({ figures, heads }, at) {
  let place = figures?.by.length ?? 0
  for (const measure of figures?.measures ?? []) {
    if (place === at) return measure
    place += heads[place]?.kind === 'share' ? 2 : 1
  }
  return ''
}

/** A cell in words. @param {import('./wire.js').Value} value @param {import('./wire.js').Head} head @returns {string} */
function shown(value, head) {
  const t = words.value
  const at = locale.value === 'en' ? 1 : 0
  if (value === null || value === undefined) return ''
  if (isHidden(value)) return t.questions.few
  if (head.kind === 'code') return [value].flat().map((one) => head.words[`${one}`]?.[at] ?? one).join(t.join)
  if (head.kind === 'yes') return value ? t.questions.yes : t.questions.no
  if (head.kind === 'moment') return moment(`${value}`)
  if (head.kind === 'share') return percent(Number(value))
  if (NUMBERS.has(head.kind)) return value.toLocaleString(t.locale, { maximumFractionDigits: 1 })
  return typeof value === 'object' ? Array.isArray(value) ? value.join(t.join) : JSON.stringify(value) : `${value}`
}
