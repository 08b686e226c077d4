/**
 * What withholds a new version: it comes only when the person says so, and nothing of theirs can be hurt by it. It has a name, and an end.
 *
 * Withheld by: a form that holds something unsaved, in any tab; and for a day at most by work of the person who is here that may still go
 * out by itself. Not by what waits for a person (refused), not by what only a new version can send, and never by somebody else's work:
 * all of that lies safe in the store, and the new version reads it.
 * @module
 */
import { DIRTY, dirty } from './dirty.js'
import { timely } from '../outbox/timely.js'
import { me } from '../session/session.js'
import { rowsOf } from '../replica/store.js'

/** @typedef {{ why: 'FORM' | 'UNSENT', count: number }} Withheld */

const DAY = 24 * 3600_000

/** @returns {Promise<Withheld | null>} why a new version may not take over now */
export async function withheld() {
  if (await anyDirty()) return { why: 'FORM', count: 0 }
  const person = await me()
  const rows = person ? await rowsOf(person.id) : []
  if (rows.some((row) => row.reason === 'UPDATE' && (row.state === 'SAVED' || row.state === 'SENDING'))) return null
  const count = timely(rows).filter((row) => Math.abs(Date.now() - (row.queuedAt ?? row.createdAt)) < DAY).length
  return count > 0 ? { why: 'UNSENT', count } : null
}

/** Whether any form in any tab holds something unsaved. */
async function anyDirty() {
  if (dirty.size > 0) return true
  const state = await globalThis.navigator?.locks?.query()
  return (state?.held ?? []).some((lock) => lock.name?.startsWith(DIRTY))
}
