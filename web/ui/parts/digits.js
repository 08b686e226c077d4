/**
 * A field for the digits of a PIN: covered, typed on the number keys, blanks and letters left out.
 * @module
 */
import { DIGITS } from '../../core/session/pin.js'
import { html } from '../html.js'
import { Text } from './fields.js'

const MORE = { inputmode: 'numeric', autocomplete: 'off', maxlength: DIGITS, pattern: '[0-9]*' }

/** @param {{ id: string, label: string, value: string, onInput: (value: string) => void, error?: string }} props */
export function Digits({ id, label, value, onInput, error }) {
  const only = (/** @type {string} */ typed) => onInput(typed.replace(/\D/g, '').slice(0, DIGITS))
  return html`
    <${Text} id=${id} type="password" label=${label} value=${value} onInput=${only} error=${error}
      more=${MORE} />
  `
}
