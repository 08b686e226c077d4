/**
 * Time as the screens show it: one tick for all of them, and clocks carried on since the server told them.
 * @module
 */
import { signal } from '../vendor/signals.js'
import { ago as agoWords, stamp as stampWords } from '../core/clockwords.js'
import { onServer, onServerTime, serverNow } from '../core/server_time.js'
import { html } from './html.js'
import { locale } from './words.js'

/** Now by the server's clock, to the half minute: a phone whose own is years off shows the same lights. */
export const now = signal(serverNow())
/** Whether it is on its way to paper, where each moment bears its date. */
export const onPaper = signal(false)
onServerTime(() => (now.value = serverNow()))
setInterval(() => {
  if (document.visibilityState === 'visible') now.value = serverNow()
}, 30_000)

/**
 * A clock as it is now: cached data must not flatter. Minutes of the wall are counted on; how late work time is that passed its due
 * moment meanwhile, only the server can count: it is late by the wall.
 * @param {any} clock
 */
export function carried(clock) {
  if (!clock || clock.stoppedAt || clock.light === 'PAUSED' || clock.light === 'NONE') return clock
  const leftNow = (Date.parse(clock.dueAt) - now.value) / 60_000
  const light = lightOf(clock, leftNow)
  if (clock.limit.kind === 'CONT') return { ...clock, leftMinutes: leftNow, light }
  if (leftNow >= 0) return clock.leftMinutes >= 0 ? { ...clock, light } : clock
  return clock.leftMinutes < 0 ? clock : { ...clock, leftMinutes: leftNow, light, limit: { kind: 'BY', amount: 1 } }
}

/**
 * @param {any} clock
 * @param {number} leftNow
 */
function lightOf(clock, leftNow) {
  if (leftNow < 0) return 'RED'
  return Date.parse(clock.warnAt) <= now.value ? 'YELLOW' : clock.light
}

/** A number is a moment of this phone's clock, a text one of the server's. @param {string | number} at */
function told(at) {
  return typeof at === 'number' ? onServer(at) : at
}

/** @param {string | number | null | undefined} at as `told` takes it */
export function stamp(at) {
  return at === null || at === undefined ? '' : stampWords(told(at), locale.value, onPaper.value ? 0 : now.value)
}

/** @param {string | number} at as `told` takes it */
export function ago(at) {
  return agoWords(told(at), locale.value, now.value)
}

/** @param {{ at: string | number | null | undefined }} props */
export function Time({ at }) {
  return at ? html`<time datetime=${new Date(told(at)).toISOString()}>${stamp(at)}</time>` : null
}
