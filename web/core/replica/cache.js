/**
 * What was read last, per person, so that every screen opens without a network and says how old it is. Kept for seven days.
 * @module
 */
import { ask } from '../api.js'
import { me } from '../session/session.js'
import { allOf, get, READ_PAGES, write, writeFirst } from './store.js'

/**
 * @template D, V
 * @typedef {import('../../api/operations.js').Operation<D, V>} Operation
 */

/** @typedef {{ value: any, fetchedAt: number }} Remembered */
/** @typedef {(read: Remembered | null) => Promise<Remembered | null>} Otherwise */

export const KEEP = 7 * 24 * 3600_000

/** Without these no report can be made: who one is, the classes and the grids. On a full phone they go last. */
export const LAST = new Set(['viewer', 'reference'])

/**
 * @param {string} key
 * @param {any} value
 * @param {import('../types.js').Person | null} [person] for whom it was asked
 */
export async function remember(key, value, person = null) {
  person ??= await me()
  if (!person) return
  const item = { person: person.id, key, value, fetchedAt: Date.now() }
  const most = LAST.has(key) ? READ_PAGES : 0
  // on a full phone what was read is not kept; it can be read again
  await writeFirst(['cache'], (transaction) => transaction.objectStore('cache').put(item), most).catch(() => {})
}

/**
 * @param {string} key
 * @returns {Promise<Remembered | null>} null also when it is older than seven days
 */
export async function recall(key) {
  const person = await me()
  const found = person ? await get('cache', [person.id, key]) : null
  return found && found.fetchedAt + KEEP > Date.now() ? { value: found.value, fetchedAt: found.fetchedAt } : null
}

/**
 * Reads for a screen: first what is remembered, then what the server says. The last item always tells whether it is fresh.
 * @template D, V
 * @param {string} key
 * @param {Operation<D, V>} operation
 * @param {V} variables
 * @param {{ maxAge?: number, signal?: AbortSignal | null, otherwise?: Otherwise }} [options] `maxAge` ms: not older than this
 *   need not be asked again; `otherwise`: what the phone's copy knows, beside what was read here before
 * @returns {AsyncGenerator<{ data: D | null, fetchedAt: number | null, fresh: boolean, failure: any }>}
 */
export async function* read(key, operation, variables, { maxAge = 0, signal = null, otherwise } = {}) {
  const person = await me()
  const read = await recall(key)
  /** @type {any} */
  let away = null // why the copy cannot tell, where it says so
  const old = otherwise ? await otherwise(read).catch((why) => (away = why.code && why, read)) : read
  const enough = old !== null && Date.now() - old.fetchedAt < maxAge
  if (old) yield { data: old.value, fetchedAt: old.fetchedAt, fresh: enough, failure: null }
  if (enough) return
  try {
    const data = await ask(operation, variables, { signal })
    if ((await me())?.id !== person?.id) return // another works here by now: it is neither shown nor kept
    await remember(key, data, person)
    yield { data, fetchedAt: Date.now(), fresh: true, failure: null }
  } catch (failure) {
    const told = old === null && away && /** @type {any} */ (failure).code === 'NETWORK' ? away : failure
    yield { data: old?.value ?? null, fetchedAt: old?.fetchedAt ?? null, fresh: false, failure: told }
  }
}

/** Forgets what is older than seven days. */
export async function expireCache() {
  const person = await me()
  const old = person ? (await allOf('cache', person.id)).filter((one) => one.fetchedAt + KEEP <= Date.now()) : []
  if (old.length === 0) return
  await write(['cache'], async (transaction) => {
    for (const { person, key } of old) await transaction.objectStore('cache').delete([person, key])
  })
}
