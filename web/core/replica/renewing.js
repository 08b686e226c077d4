/**
 * What a phone does after it sent: it brings its copy up to date, forgets what is too old, and meets its server.
 * @module
 */
import { acquaint } from '../session/acquaint.js'
import { askReference, expireCopies, forgetHalf, pull } from './copying.js'
import { reference } from './reference.js'
import { renewLayers } from './layers.js'
import { layReserve } from './room.js'
import { PhoneFull } from './store.js'
import { sweep } from '../photo/sweep.js'

/** A phone that had no room for its copy is not asked to fetch it again sooner, ms. */
const FULL = 30 * 60_000

/** How often the browser may bring the copy up to date while no page is open, ms. */
const CLOSED = 4 * 3600_000

let fullUntil = 0

/** Once a minute at most, see `triggers`. Throws Failure when the server did not answer. */
export async function renew() {
  await sweep()
  await clearPractice()
  await layReserve()
  await expireCopies()
  if (!(await reference())) await askReference() // the first time alone: a report should not wait for a whole copy
  await acquaint()
  if (Date.now() < fullUntil) return
  await pull().catch(async (error) => {
    if (!(error instanceof PhoneFull)) throw error
    fullUntil = Date.now() + FULL
    await forgetHalf()
  })
  await renewLayers()
  await learnWhileClosed()
}

/** What somebody practised whose tab was closed over it: no lock says that one still does. */
export async function clearPractice() {
  const { held } = await globalThis.navigator?.locks?.query?.() ?? {}
  if (held && !held.some(({ name }) => name === 'practice')) globalThis.indexedDB.deleteDatabase('practice')
}

/** @typedef {ServiceWorkerRegistration & { periodicSync?: { register(tag: string, how: { minInterval: number }): Promise<void> } }} Registration */

/** Where a browser wakes workers by the clock (of apps on the home screen), ours learns what is new. */
export async function learnWhileClosed() {
  const found = await globalThis.navigator?.serviceWorker?.getRegistration?.()
  const { periodicSync } = /** @type {Registration} */ (found ?? {})
  await periodicSync?.register('copy', { minInterval: CLOSED }).catch(() => {}) // not installed, or not allowed
}
