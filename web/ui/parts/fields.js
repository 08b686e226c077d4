/**
 * Fields of forms: label above, hint, control, error below; nothing is cleared after an error.
 * @module
 */
import { LONGEST_TEXT } from '../../api/operations.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @typedef {Record<string, string>} Errors by field: what is wrong, in words */

/**
 * A line or an area of text.
 * @param {{ id: string, label: string, value: string, onInput: (value: string) => void, hint?: string, error?: string, optional?: boolean,
 *   rows?: number, type?: string, of?: { texts?: any }, field?: string, more?: Record<string, any> }} props `of`, `field`: the operation
 *   and where in its input the words go, "place.address"; by these the server's bound is known
 */
export function Text(
  { id, label, value, onInput, hint, optional, rows = 0, type = 'text', of, field, more = {}, ...props },
) {
  const [length, most] = [[...value].length, longest(of, field)]
  const error = length > most ? words.value.tooLong(most, length) : props.error
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const shared = {
    id,
    name: id,
    value,
    onInput: (/** @type {any} */ event) => onInput(event.target.value),
    'aria-describedby': described,
    'aria-invalid': error ? 'true' : undefined,
    ...more,
  }
  return html`<div class="field">
    <label for=${id}>${label}${
    optional
      ? html`
        <span class="hint">${words.value.optional}</span>
      `
      : ''
  }</label>
    ${hint && html`<span class="hint" id="${id}-hint">${hint}</span>`}
    ${rows ? html`<textarea rows=${rows} ...${shared}></textarea>` : html`<input type=${type} ...${shared} />`}
    ${error && html`<span class="error" id="${id}-error">${error}</span>`}
  </div>`
}

/** Characters that it may have, as the server counts them. @param {{ texts?: any }} [operation] @param {string} [field] */
function longest(operation, field = '') {
  const found = field.split('.').reduce((most, name) => most?.[name], operation?.texts)
  return typeof found === 'number' ? found : LONGEST_TEXT
}

/** @typedef {{ value: string, label: any, note?: any, off?: boolean }} Option */

/**
 * One of several, or several of several.
 * @param {{ id: string, legend: string, options: Option[], value: string | string[] | null, onChange: (value: any) => void, error?: string,
 *   across?: boolean, big?: boolean, hideLegend?: boolean }} props a list as `value` makes check boxes
 */
export function Choices({ id, legend, options, value, onChange, error, across, big, hideLegend }) {
  const many = Array.isArray(value)
  const pick = (/** @type {string} */ one) =>
    onChange(many ? (value.includes(one) ? value.filter((other) => other !== one) : [...value, one]) : one)
  return html`<fieldset class="field" id=${id} tabindex="-1" aria-describedby=${error ? `${id}-error` : undefined}>
    <legend class=${hideLegend ? 'unseen' : ''}>${legend}</legend>
    <div class="choices ${across ? 'across' : ''} ${big ? 'big' : ''}">
      ${
    options.map((option) =>
      html`
        <label class="choice ${option.note ? 'top' : ''}" key=${option.value}>
          <input type=${many ? 'checkbox' : 'radio'} name=${id} value=${option.value} disabled=${option.off}
            checked=${many ? value.includes(option.value) : value === option.value} onChange=${() =>
              pick(option.value)} />
          <span class="words"><span>${option.label}</span>${option.note &&
            html`<span class="hint">${option.note}</span>`}</span>
        </label>
      `
    )
  }
    </div>
    ${error && html`<span class="error" id="${id}-error">${error}</span>`}
  </fieldset>`
}

/**
 * A list to pick from.
 * @param {{ id: string, label: string, value: string, options: { value: string, label: string }[], onChange: (value: string) => void, error?: string,
 *   hint?: string }} props
 */
export function Pick({ id, label, value, options, onChange, error, hint }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint && html`<span class="hint">${hint}</span>`}
    <select id=${id} value=${value} aria-invalid=${error ? 'true' : undefined} onChange=${(/** @type {any} */ event) =>
    onChange(event.target.value)}>
      ${
    options.map((option) =>
      html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>`
    )
  }
    </select>
    ${error && html`<span class="error">${error}</span>`}
  </div>`
}
