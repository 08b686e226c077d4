/**
 * Half-written forms, one per key and person. They survive a killed browser, a restart and a logout, and no time removes them.
 * @module
 */
import { hear, say } from './channel.js'
import { me } from './session.js'
import { allOf, get, remove, writeFirst } from './store.js'

/** @typedef {{ key: string, value: any, photos: string[], at: number }} Draft */

/**
 * @param {string} key e.g. `report:<id>` or `feedback:<incident id>`
 * @param {any} value
 * @param {string[]} [photos] SHA-256 of the photos it names, so that they are kept
 */
export async function saveDraft(key, value, photos = []) {
  const person = await me()
  if (!person) return
  const draft = { person: person.id, key, value, photos, at: Date.now() }
  await writeFirst(['drafts'], (transaction) => transaction.objectStore('drafts').put(draft))
  say('drafts')
}

/**
 * @param {string} key
 * @returns {Promise<Draft | null>}
 */
export async function draft(key) {
  const person = await me()
  return person ? ((await get('drafts', [person.id, key])) ?? null) : null
}

/**
 * This person's drafts, the newest first.
 * @param {string} [prefix] e.g. `report:`
 * @returns {Promise<Draft[]>}
 */
export async function drafts(prefix = '') {
  const person = await me()
  const all = person ? await allOf('drafts', person.id) : []
  return all.filter((one) => one.key.startsWith(prefix)).sort((a, b) => b.at - a.at)
}

/** @param {string} key */
export async function dropDraft(key) {
  const person = await me()
  if (person) await remove('drafts', [person.id, key])
  say('drafts')
}

/**
 * @param {() => void} listener
 * @returns {() => void} stop
 */
export function onDrafts(listener) {
  return hear('drafts', listener)
}
