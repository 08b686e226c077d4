/**
 * Where a plan stands, as a chip.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'

/** @param {{ state: string }} props */
export function State({ state }) {
  const look = { CHECKED: 'wait', APPROVED: 'wait', IN_FORCE: 'ok' }[state] ?? ''
  return html`<span class="chip ${look}">${words.value.grids.states[/** @type {'DRAFT'} */ (state)]}</span>`
}
