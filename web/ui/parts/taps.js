/**
 * Answers by a tap: a switch, and phrases that fill a text.
 * @module
 */
import { html } from '../html.js'

/**
 * A button that is on or off.
 * @param {{ label: string, hint?: string, on: boolean, onChange: (on: boolean) => void }} props
 */
export function Switch({ label, hint, on, onChange }) {
  return html`
    <label class="choice">
      <span class="words"><span>${label}</span>${hint && html`<span class="hint">${hint}</span>`}</span>
      <input type="checkbox" role="switch" checked=${on} onChange=${() => onChange(!on)} />
    </label>
  `
}

/** Phrases that fill a text by a tap. @param {{ phrases: string[], onPick: (phrase: string) => void, label: string }} props */
export function Phrases({ phrases, onPick, label }) {
  return html`<div class="filters" role="group" aria-label=${label}>
    ${phrases.map((phrase) => html`<button type="button" onClick=${() => onPick(phrase)}>${phrase}</button>`)}
  </div>`
}
