/**
 * Half-written forms, one per key and person. They survive a killed browser, a restart and a logout, and no time removes them.
 * @module
 */
import { hear, say } from '../live/channel.js'
import { me } from '../session/session.js'
import { allOf, get, writeFirst } from '../replica/store.js'

/** @typedef {{ key: string, value: any, photos: string[], at: number, goneAt?: number }} Draft `goneAt`: thrown away, but still with 撤销 */

/** So many unfinished reports of one person are kept; with more, the one in hand is not kept until it is saved. */
export const MOST_REPORTS = 20

/**
 * @param {string} key e.g. `report:<id>` or `feedback:<incident id>`
 * @param {any} value
 * @param {string[]} [photos] SHA-256 of the photos it names, so that they are kept
 * @param {{ begun?: boolean }} [how] `begun`: it was saved before, so that one which is gone by now (sent, thrown away) stays gone
 * @returns {Promise<boolean>} whether it is on the disk; throws PhoneFull
 */
export async function saveDraft(key, value, photos = [], { begun = false } = {}) {
  const person = await me()
  if (!person) return false
  const draft = { person: person.id, key, value, photos, at: Date.now() }
  const kept = await writeFirst(['drafts'], async (transaction) => {
    const store = transaction.objectStore('drafts')
    if (begun && !isThere(await store.get([person.id, key]))) return false
    await store.put(draft)
    return true
  })
  if (kept) say('drafts')
  return kept
}

/**
 * @param {string} key
 * @returns {Promise<Draft | null>}
 */
export async function draft(key) {
  const person = await me()
  const found = person && await get('drafts', [person.id, key])
  return isThere(found) ? found : null
}

/**
 * This person's drafts, the newest first.
 * @param {string} [prefix] e.g. `report:`
 * @returns {Promise<Draft[]>}
 */
export async function drafts(prefix = '') {
  const person = await me()
  const all = person ? await allOf('drafts', person.id) : []
  return all.filter((one) => isThere(one) && one.key.startsWith(prefix)).sort((a, b) => b.at - a.at)
}

/**
 * Throws a draft away; for some seconds it can be brought back, with its photos. `sweep` lets go of it for good.
 * @param {string} key
 * @param {boolean} [back] bring it back
 */
export async function dropDraft(key, back = false) {
  const person = await me()
  if (!person) return
  await writeFirst(['drafts'], async (transaction) => {
    const store = transaction.objectStore('drafts')
    const found = await store.get([person.id, key])
    if (found) await store.put({ ...found, goneAt: back ? undefined : Date.now() })
  })
  say('drafts')
}

/** @param {Draft | null | undefined} found */
function isThere(found) {
  return Boolean(found) && !found?.goneAt
}

/**
 * @param {() => void} listener
 * @returns {() => void} stop
 */
export function onDrafts(listener) {
  return hear('drafts', listener)
}
