/**
 * One short sentence at a time above the tabs, with 撤销 where it can be undone.
 * @module
 */
import { signal } from '../../vendor/signals.js'
import { onSession } from '../../core/session/session.js'
import { holdTime, person } from '../here.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @typedef {{ text: string, undo?: () => void, label?: string }} Toast */

const shown = signal(/** @type {Toast | null} */ (null))
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer
/** @type {string | undefined} to whom it is said */
let whose

/**
 * @param {Toast} toast
 * @param {number} [time] ms; 5 s, 10 s in elder mode
 */
export function toast(toast, time = holdTime()) {
  clearTimeout(timer)
  shown.value = toast
  whose = person.peek()?.id
  timer = setTimeout(() => (shown.value = null), time)
}

/** Nothing that was said to one person is read by the next. */
onSession((now) => {
  if (now?.id !== whose) shown.value = null
})

export function Toasts() {
  const now = shown.value
  const undo = () => {
    shown.value = null
    now?.undo?.()
  }
  return html`<div role="status" aria-live="polite">${
    now && html`<div class="toast"><span>${now.text}</span>
      ${
      now.undo && html`<button type="button" class="button" onClick=${undo}>${now.label ?? words.value.undo}</button>`
    }
    </div>`
  }</div>`
}
