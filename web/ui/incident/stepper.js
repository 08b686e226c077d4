/**
 * The five steps of an incident, then check and rating: where it is, who had it, when.
 * @module
 */
import { Time } from '../clock.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @param {{ status: string }} props */
function Knot({ status }) {
  return html`<span class="knot" aria-hidden="true">${
    status === 'DONE' && html`
      <svg viewBox="0 0 16 16" width="14" height="14">
        <path d="M3 8.500l3.500 3.500L13 4.500" />
      </svg>
    `
  }</span>`
}

/**
 * In a row, by short names; who and when are folded below.
 * @param {{ stages: any[], names?: Record<string, string> }} props `names`: of another noun's states
 */
export function Stepper({ stages, names }) {
  const { i, stage, stageLong } = words.value
  const [short, long] = names ? [names, names] : [stage, stageLong]
  const said = /** @type {Record<string, string>} */ ({ DONE: i.done, CURRENT: i.here, AHEAD: i.ahead })
  return html`
    <section>
      <h2 class="unseen">${i.stepper}</h2>
      <ol class="stepper">${stages.map(({ key, status }) =>
        html`<li key=${key} class=${status} aria-current=${status === 'CURRENT' ? 'step' : undefined}>
        <${Knot} status=${status} /><span>${/** @type {any} */ (short)[key]}</span><span class="unseen">${
          said[status]
        }</span></li>`
      )}</ol>
      <details class="stepper-more">
        <summary>${currentWords(stages, long) || (names ? lastOf(stages, long) : i.stepper)}</summary>
        <ol class="stepper whole">${stages.map(({ key, status, at, by, round }) =>
          html`<li key=${key} class=${status}><${Knot} status=${status} />
        <span><strong>${/** @type {any} */ (long)[key]}</strong>${
            round > 1 && key === 'HANDLED' ? ` ${i.round(round)}` : ''
          }<br /><span class="note">${by ?? said[status]} <${Time} at=${at} /></span></span></li>`
        )}</ol>
      </details>
    </section>
  `
}

/** @param {any[]} stages @param {any} names */
function currentWords(stages, names) {
  const now = stages.find((one) => one.status === 'CURRENT')
  const { i, join } = words.value
  if (!now) return ''
  return [
    names[now.key],
    now.by,
    now.key === 'HANDLED' && now.round > 1 ? i.round(now.round) : '',
  ].filter(Boolean).join(join)
}

/** Where it ended. @param {any[]} stages @param {any} names */
function lastOf(stages, names) {
  return names[stages.at(-1)?.key] ?? ''
}
