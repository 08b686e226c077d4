/**
 * Chips: a shape, a word and a colour, never the colour alone.
 * @module
 */
import { lamp, left } from '../../core/clockwords.js'
import { photosOf, textDelivered } from '../../core/outbox/sending.js'
import { carried, onPaper } from '../clock.js'
import { html } from '../html.js'
import { locale, words } from '../words.js'

const TONES = /** @type {Record<string, string>} */ ({ GREEN: 'ok', YELLOW: 'warn', RED: 'bad', PAUSED: 'wait' })

const SHAPES = /** @type {Record<string, any>} */ ({
  circle: () => html`<circle class="lamp-green" cx="10" cy="10" r="7" />`,
  triangle: () => html`<path class="lamp-yellow" d="M10 3l8 14H2z" />`,
  square: () => html`<rect class="lamp-red" x="3" y="3" width="14" height="14" />`,
  bars: () => html`<path class="lamp-wait" d="M4 3h4v14H4zM12 3h4v14h-4z" />`,
})

/** @param {{ light: string }} props */
export function Lamp({ light }) {
  const one = lamp(/** @type {any} */ (light), locale.value)
  return one && html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${SHAPES[one.shape]()}</svg>`
}

/**
 * The light of a clock and what is left of it.
 * @param {{ clock: any, before?: string }} props `before`: the stage, in front of the words
 */
export function LightChip({ clock, before = '' }) {
  const now = carried(clock)
  if (!now) return null
  const one = lamp(now.light, locale.value)
  if (!one) return null
  const text = [before, one.beside, left(now, locale.value, onPaper.value ? 0 : undefined)].filter(Boolean).join(' ')
  return html`<span class="chip ${TONES[now.light]}">
    <${Lamp} light=${now.light} /><span class="unseen">${one.name}${words.value.between}</span>
    <span class="figures">${text}</span>
  </span>`
}

/** The clock that is due first; while the case is on hold no clock runs, whatever it says itself. @param {any} incident */
export function clockOf({ clock, light }) {
  return clock && light === 'PAUSED' ? { ...clock, light } : clock
}

const STATE_TONES = /** @type {Record<string, string>} */ ({
  CLOSED: 'ok',
  REJECTED: 'wait',
  IN_PROGRESS: 'primary',
  CHECKING: 'primary',
})

/** @param {{ state: string }} props */
export function StateChip({ state }) {
  const name = /** @type {Record<string, string>} */ (words.value.state)[state] ?? state
  return html`<span class="chip plain ${STATE_TONES[state] ?? ''}">${state === 'CLOSED' ? '✓ ' : ''}${name}</span>`
}

/** One to four bars and the word. @param {{ severity: number, quiet?: boolean }} props `quiet`: ordinary ones are not said */
export function Severity({ severity, quiet = false }) {
  if (quiet && severity < 2) return null
  const word = /** @type {Record<number, string>} */ (words.value.severity)[severity] ?? ''
  return html`
    <span class="row severity ${severity === 4 ? 'most' : ''}">
      <span class="bars" aria-hidden="true">${[1, 2, 3, 4].map((n) =>
        html`<i class=${n <= severity ? 'on' : ''}></i>`
      )}</span>
      <span><span class="unseen">${words.value.severityName('')}</span>${word}</span>
    </span>
  `
}

const SENDING = /** @type {Record<string, { tone: string, mark: string }>} */ ({
  SAVED: { tone: 'wait', mark: 'M6 2h8v16H6zM9 15h2' },
  SENDING: { tone: 'primary', mark: 'M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16M10 14V7M7 9.500L10 6.500l3 3' },
  DELIVERED: { tone: 'ok', mark: 'M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16M6.500 10.500l2.500 2.500 4.500-5.500' },
  ACCEPTED: { tone: 'taken', mark: 'M2 10.500l3.500 3.500 6-8M9 13l1 1 7-8' },
  NEEDS_YOU: { tone: 'bad', mark: 'M10 3l8 14H2zM10 8v4M10 14.500v.2' },
  LOGIN: { tone: 'warn', mark: 'M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3' },
})

/** The state of a row of the outbox, in the only words that may be said. @param {{ row: import('../../core/types.js').Row }} props */
export function SendingChip({ row }) {
  const { tone, mark } = /** @type {{ tone: string, mark: string }} */ (SENDING[row.state])
  const { there, all } = photosOf(row)
  const text = textDelivered(row) && row.state !== 'NEEDS_YOU'
    ? words.value.partly(there, all)
    : words.value.sending[row.state]
  return html`<span class="chip ${tone}">
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"
      stroke-linecap="round" aria-hidden="true"><path d=${mark} /></svg>${text}
  </span>`
}
