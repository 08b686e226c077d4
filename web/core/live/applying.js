/**
 * Taking a new version, when the person says so and nothing withholds it.
 * @module
 */
import { say } from './channel.js'
import { withheld } from './updating.js'
import { ready } from './updates.js'

/** @typedef {import('./updating.js').Withheld} Withheld */

/** So long it is asked for, in ms: a browser lets nobody take over while the worker of before has something under way. */
const TAKES = 10_000
const EVERY = 1_000

/**
 * 现在换. The worker looks again by itself before it takes over; then every tab is loaded anew. What withholds it for a moment only (a row
 * that is just being tried) is waited for, and the worker of before is told to leave its waiting.
 * @returns {Promise<Withheld | null>} what withholds it
 */
export async function apply() {
  const worker = ready()
  const why = await withheld()
  if (!worker || why) return why
  const reload = () => globalThis.location.reload()
  const taken = new AbortController()
  globalThis.navigator.serviceWorker.addEventListener('controllerchange', reload, { signal: taken.signal })
  for (const until = Date.now() + TAKES; Date.now() < until;) {
    if (worker.state === 'activated') reload() // also when another tab was faster
    else worker.postMessage('TAKE_OVER')
    say('give-way')
    await new Promise((resolve) => setTimeout(resolve, EVERY))
  }
  taken.abort() // later another tab's wish must not cost this one what is being written
  return withheld()
}
