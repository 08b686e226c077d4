/**
 * Background Sync: the browser calls when there is a line, also when no page is open. If something is left, it is asked to call again.
 * @module
 */
import { deliverCarried } from '../core/courier/carry.js'
import { hear } from '../core/live/channel.js'
import { drain } from '../core/outbox/drain.js'
import { sendLetters } from '../core/letters.js'
import { settle } from '../core/session/leaving.js'

/** A hold for 撤销 is worth waiting for; a back-off is not. */
const SHORT = 12_000

export async function sendInBackground() {
  const settled = await settle()
  let outcome = await drain({ force: true })
  if (outcome.next !== null && outcome.next - Date.now() < SHORT) {
    await waited(Math.max(0, outcome.next - Date.now()) + 50)
    outcome = await drain({ force: true })
  }
  const next = await deliverCarried({ force: true })
  const posted = await sendLetters({ force: true })
  if (posted.left > 0 || outcome.left > 0 || next !== null || !settled) throw new Error('something is left: call again')
}

/** @param {number} ms or less, when a new version wants to take over: it may not while this one is at something */
async function waited(ms) {
  /** @type {(gone?: unknown) => void} */
  let done = () => {}
  const over = new Promise((resolve) => (done = resolve))
  const timer = setTimeout(done, ms)
  const deaf = hear('give-way', done)
  await over
  clearTimeout(timer)
  deaf()
}
