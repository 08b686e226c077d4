/**
 * Background Sync: the browser calls when there is a line, also when no page is open. If something is left, it is asked to call again.
 * @module
 */
import { deliverCarried } from '../core/courier/carry.js'
import { hear } from '../core/live/channel.js'
import { drain } from '../core/outbox/drain.js'
import { sendLetters } from '../core/letters.js'
import { pull } from '../core/replica/copying.js'
import { settle } from '../core/session/leaving.js'

/** A hold for 撤销 is worth waiting for; a back-off is not. */
const SHORT = 12_000

/** Once a new version wants to take over, nothing more is begun: it may not while this one is at something. */
export async function sendInBackground() {
  const way = new AbortController()
  const deaf = hear('give-way', () => way.abort())
  const left = await send(way.signal).finally(deaf)
  if (left) throw new Error('something is left: call again')
}

/** Periodic Background Sync: a phone that lay closed all night knows its morning before anybody opens the app. */
export async function learn() {
  await settle()
  await pull().catch(() => {}) // no line, or no session any more: the next page tells
}

/**
 * @param {AbortSignal} way
 * @returns {Promise<boolean>} whether something is left
 */
async function send(way) {
  const settled = await settle()
  let outcome = await drain({ force: true })
  const soon = outcome.next === null ? Infinity : outcome.next - Date.now()
  if (soon < SHORT) {
    await waited(Math.max(0, soon) + 50, way)
    if (!way.aborted) outcome = await drain({ force: true })
  }
  if (way.aborted) return true
  const next = await deliverCarried({ force: true })
  const posted = await sendLetters({ force: true })
  return posted.left > 0 || outcome.left > 0 || next !== null || !settled
}

/**
 * @param {number} ms
 * @param {AbortSignal} way or less
 */
function waited(ms, way) {
  if (way.aborted) return
  return new Promise((done) => {
    setTimeout(done, ms)
    way.addEventListener('abort', done)
  })
}
