/**
 * A day or a moment that a person names, by Shanghai's clock, within what the server takes: the picker ends there, and what is typed
 * beyond it is said at once.
 * @module
 */
import { now } from '../clock.js'
import { html } from '../html.js'
import { words } from '../words.js'
import { Text } from './fields.js'

const DAY = 86_400_000
const [DATE, MOMENT] = [10, 16] // characters of a field's value

/** @typedef {readonly [number, number]} Bound days before now, days after it, as the contract has them */

/** @param {Bound} bound @param {number} length of the value @returns {string[]} the first and the last, as a field writes them */
function ends([past, future], length) {
  return [-past, future].map((days) =>
    new Date(now.value + days * DAY).toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, length)
  )
}

/** Why this cannot be, in words; nothing where it can, or nothing is named yet. @param {string} value @param {Bound} bound */
export function outside(value, bound) {
  if (!value) return ''
  const said = value.replace('T', ' ')
  const [first = '', last = ''] = ends(bound, value.includes('T') ? MOMENT : DATE)
  return said < first || said > last ? words.value.i.between(first, last) : ''
}

/**
 * @param {{ id: string, label: string, value: string, bound: Bound, onInput: (value: string) => void, hint?: string, optional?: boolean,
 *   day?: boolean }} props `day`: without an hour
 */
export function Moment({ value, bound, day = false, ...field }) {
  const [min, max] = ends(bound, day ? DATE : MOMENT).map((end) => end.replace(' ', 'T'))
  return html`<${Text} ...${field} type=${day ? 'date' : 'datetime-local'} value=${value} error=${
    outside(
      value,
      bound,
    )
  } more=${{ min, max }} />`
}
