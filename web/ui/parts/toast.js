/**
 * One short sentence at a time above the tabs, with 撤销 where it can be undone.
 * @module
 */
import { signal } from '../../vendor/signals.js'
import { holdTime } from '../here.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @typedef {{ text: string, undo?: () => void, label?: string }} Toast */

const shown = signal(/** @type {Toast | null} */ (null))
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer

/**
 * @param {Toast} toast
 * @param {number} [time] ms; 5 s, 10 s in elder mode
 */
export function toast(toast, time = holdTime()) {
  clearTimeout(timer)
  shown.value = toast
  timer = setTimeout(() => (shown.value = null), time)
}

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
