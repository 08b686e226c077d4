/**
 * The two buttons that bring a picture nearer and further. Their signs are drawn: a name that says more than what is read is no name.
 * @module
 */
import { html } from '../html.js'

/** @param {{ names: { nearer: string, further: string }, onStep: (by: 1 | -1) => void, ends?: { nearer?: boolean, further?: boolean } }} props `ends`: it goes no further that way */
export function Nearer({ names, onStep, ends = {} }) {
  const button = (/** @type {'nearer' | 'further'} */ way, /** @type {string} */ sign, /** @type {1 | -1} */ by) =>
    html`
      <button type="button" class="button icon-only" aria-label=${names[way]} disabled=${ends[way]}
        onClick=${() => onStep(by)}><svg viewBox="0 0 24 24" aria-hidden="true"><path d=${sign} fill="none"
        stroke="currentColor" stroke-width="2" /></svg></button>
    `
  return html`${button('nearer', 'M5 12h14M12 5v14', 1)}${button('further', 'M5 12h14', -1)}`
}
