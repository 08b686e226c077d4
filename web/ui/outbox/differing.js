/**
 * What two wrote about one incident, side by side and in words: for choosing (V09), and for whoever is asked for advice (V41).
 * @module
 */
import { html } from '../html.js'
import { classOf } from '../suggest.js'
import { named, words } from '../words.js'

/** @typedef {import('../../core/types.js').Row} Row */
/** @typedef {import('../../core/outbox/conflict.js').Difference} Difference */

/** Both values of each field, nothing to choose. @param {{ row: Row, differing: Difference[] }} props */
export function Differing({ row, differing }) {
  const { conflict } = words.value
  if (differing.length === 0) return html`<p class="note">${conflict.none}</p>`
  return html`<dl class="facts">${
    differing.map((one) =>
      html`
        <dt>${nameOf(one.name)}</dt>
        <dd><span class="note">${conflict.written}</span> ${valueOf(row, one.name, one.mine)}<br />
                <span class="note">${conflict.now}</span> ${valueOf(row, one.name, one.now)}</dd>
      `
    )
  }</dl>`
}

/** @param {string} name of a field */
export function nameOf(name) {
  return /** @type {Record<string, string>} */ (words.value.conflict.fields)[name] ?? name
}

/** @param {Row} row @param {string} name @param {any} value */
export function valueOf(row, name, value) {
  const { checked, conflict, outcome, severity, verdict } = words.value
  if (value === null || value === '') return conflict.empty
  const coded = /** @type {Record<string, Record<string, string>>} */ ({
    verdict: row.operation.name === 'Check' ? checked : verdict,
    outcome,
    severity,
  })[name]
  if (name === 'classCode') return named(classOf(value)) || value
  return coded?.[value] ?? String(value)
}
