/**
 * Time as the screens show it: one tick for all of them, and clocks carried on since the server told them.
 * @module
 */
import { signal } from '../vendor/signals.js'
import { ago as agoWords, stamp as stampWords } from '../core/clockwords.js'
import { html } from './html.js'
import { locale } from './words.js'

/** Now, to the half minute. */
export const now = signal(Date.now())
setInterval(() => {
  if (document.visibilityState === 'visible') now.value = Date.now()
}, 30_000)

/**
 * A clock as it is now: cached data must not flatter. Minutes of the wall are counted on; work time that passed its due moment is late.
 * @param {any} clock
 */
export function carried(clock) {
  if (!clock || clock.stoppedAt || clock.light === 'PAUSED' || clock.light === 'NONE') return clock
  const leftNow = (Date.parse(clock.dueAt) - now.value) / 60_000
  if (clock.limit.kind === 'CONT') return { ...clock, leftMinutes: leftNow, light: lightOf(clock, leftNow) }
  if (leftNow < 0 && clock.leftMinutes >= 0) return { ...clock, leftMinutes: -0.5, light: 'RED' }
  return clock
}

/**
 * @param {any} clock
 * @param {number} leftNow
 */
function lightOf(clock, leftNow) {
  if (leftNow < 0) return 'RED'
  return Date.parse(clock.warnAt) <= now.value ? 'YELLOW' : clock.light
}

/** @param {string | number | null | undefined} at */
export function stamp(at) {
  return at === null || at === undefined ? '' : stampWords(at, locale.value, now.value)
}

/** @param {string | number} at */
export function ago(at) {
  return agoWords(at, locale.value, now.value)
}

/** @param {{ at: string | number | null | undefined }} props */
export function Time({ at }) {
  return at ? html`<time datetime=${new Date(at).toISOString()}>${stamp(at)}</time>` : null
}
