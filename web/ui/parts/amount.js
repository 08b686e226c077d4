/**
 * A whole number that a person types, within what the server takes: the keypad and the steps end there, and what is typed beyond
 * it is said at once.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'
import { Text } from './fields.js'

/** @typedef {readonly [number, number]} Bound the least and the most, as the contract has them or narrower */

/** Why this cannot be, in words; nothing where it can, or nothing is typed yet. @param {string} value @param {Bound} bound */
export function beyond(value, [least, most]) {
  if (!value.trim()) return ''
  const fits = /^\d+$/.test(value.trim()) && Number(value) >= least && Number(value) <= most
  return fits ? '' : words.value.f.whole(least, most)
}

/** @param {{ id: string, label: string, value: string, bound: Bound, onInput: (value: string) => void, hint?: string, error?: string, optional?: boolean }} props */
export function Amount({ value, bound, error, ...field }) {
  const [min, max] = bound
  return html`
    <${Text} ...${field} type="number" value=${value} error=${beyond(value, bound) || error}
      more=${{ min, max, step: 1, inputmode: 'numeric' }} />
  `
}
