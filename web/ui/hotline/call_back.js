/**
 * The page of a call-back leads to the list from which calls are made.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'

export function Beside() {
  return html`<a class="button full no-print" href="/me/calls">${words.value.hotline.toCalls}</a>`
}
