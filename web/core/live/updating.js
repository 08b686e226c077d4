/**
 * Taking a new version: only when the person says so, and nothing of theirs can be hurt by it. What withholds it has a name, and an end.
 *
 * Withheld by: a form that holds something unsaved, in any tab; and for a day at most by work of the person who is here that may still go
 * out by itself. Not by what waits for a person (refused), not by what only a new version can send, and never by somebody else's work:
 * all of that lies safe in the store, and the new version reads it.
 * @module
 */
import { say } from './channel.js'
import { DIRTY, dirty, ready } from './updates.js'
import { timely } from '../outbox/timely.js'
import { me } from '../session/session.js'
import { rowsOf } from '../replica/store.js'

/** @typedef {{ why: 'FORM' | 'UNSENT', count: number }} Withheld */

const DAY = 24 * 3600_000
/** So long it is asked for, in ms: a browser lets nobody take over while the worker of before has something under way. */
const TAKES = 10_000
const EVERY = 1_000

/** @returns {Promise<Withheld | null>} why a new version may not take over now */
export async function withheld() {
  if (await anyDirty()) return { why: 'FORM', count: 0 }
  const person = await me()
  const rows = person ? await rowsOf(person.id) : []
  if (rows.some((row) => row.reason === 'UPDATE' && (row.state === 'SAVED' || row.state === 'SENDING'))) return null
  const count = timely(rows).filter((row) => Math.abs(Date.now() - (row.queuedAt ?? row.createdAt)) < DAY).length
  return count > 0 ? { why: 'UNSENT', count } : null
}

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

/** Whether any form in any tab holds something unsaved. */
async function anyDirty() {
  if (dirty.size > 0) return true
  const state = await globalThis.navigator?.locks?.query()
  return (state?.held ?? []).some((lock) => lock.name?.startsWith(DIRTY))
}
