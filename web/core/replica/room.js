/**
 * Room on the phone: how full its store is, what gives way when it is full, and the reserve that is kept for what a person makes.
 *
 * Decision: a browser counts files rather than bytes of a table, so that rows which were deleted may free nothing for a while, but a
 * blob frees its room at once. So a blob lies in reserve from the first hour on, and gives way before the copy, the class list and the
 * grids do: a text or a row of the outbox fits, and nothing is erased in vain. It is laid again when there is room.
 * @module
 */
import { LAST } from './cache.js'
import { me } from '../session/session.js'
import { database, fact, ofPerson, write } from './store.js'
import { sweep } from '../photo/sweep.js'

const KB = 1024
/** Sizes of the reserve that are tried: hundreds of texts, or on a phone that is nearly full as much as there is. */
const RESERVES = [512 * KB, 128 * KB, 32 * KB]

/** @returns {Promise<{ persisted: boolean, usage: number, quota: number }>} how safe and how full the phone's store is */
export async function storage() {
  const manager = globalThis.navigator?.storage
  const { usage = 0, quota = 0 } = (await manager?.estimate?.()) ?? {}
  return { persisted: (await manager?.persisted?.()) ?? false, usage, quota }
}

/** @returns {Promise<boolean>} asks the browser never to erase the store by itself */
export async function protect() {
  return (await globalThis.navigator?.storage?.persist?.()) ?? false
}

/**
 * What gives way on a full phone, one step after the other, until there is room. Nothing unsent and no draft is among it.
 * @type {(() => Promise<unknown>)[]}
 */
export const STEPS = [
  () => sweep(), // photos that were delivered
  () => forgetPages(),
  () => write(['meta'], (transaction) => transaction.objectStore('meta').delete('reserve')),
  async () => forgetCopies((await me())?.id),
  () => forgetCopies(),
  async () => forgetLast((await me())?.id),
  () => forgetLast(),
]

/** Lays the reserve, if it is not there and there is room for it. */
export async function layReserve() {
  if (await fact('reserve')) return
  for (const size of RESERVES) {
    const laid = await write(['meta'], (transaction) => transaction.objectStore('meta').put(filled(size), 'reserve'))
      .then(() => true, () => false)
    if (laid) return
  }
}

/** @param {number} size @returns {Blob} that no store can press together */
function filled(size) {
  const parts = Array.from({ length: size / (32 * KB) }, () => crypto.getRandomValues(new Uint8Array(32 * KB)))
  return new Blob(parts)
}

/** 清缓存: what was read, of everybody. Who one is, the classes and the grids stay, so that a report can be made. */
export async function clearRead() {
  await forgetPages()
  await forgetCopies()
}

/** What one person read here, and nothing that they made. @param {string} person */
export async function clearReadBy(person) {
  const going = (await (await database()).getAllKeys('cache')).filter(([whose, key]) =>
    whose === person && !LAST.has(key)
  )
  await write(['cache', 'copy', 'meta'], (transaction) => {
    for (const key of going) transaction.objectStore('cache').delete(key)
    transaction.objectStore('copy').delete(ofPerson(person))
    transaction.objectStore('meta').delete(`copy:${person}`)
  })
}

/** Pages that were read, of everybody: they can be read again. */
async function forgetPages() {
  const db = await database()
  const going = (await db.getAllKeys('cache')).filter((key) => !LAST.has(key[1]))
  if (going.length === 0) return
  await write(['cache'], (transaction) => {
    for (const key of going) transaction.objectStore('cache').delete(key)
  })
}

/** The copies of everybody but `person`. @param {string} [person] */
async function forgetCopies(person) {
  const db = await database()
  const facts = (await db.getAllKeys('meta')).filter((key) =>
    String(key).startsWith('copy:') && key !== `copy:${person}`
  )
  const held = new Set((await db.getAllKeys('copy')).map(([whose]) => whose))
  held.delete(person)
  await write(['copy', 'meta'], (transaction) => {
    for (const whose of held) transaction.objectStore('copy').delete(ofPerson(whose))
    for (const key of facts) transaction.objectStore('meta').delete(key)
  })
}

/** The last that goes: classes, grids and posts of everybody but `person`. @param {string} [person] */
async function forgetLast(person) {
  const keys = (await (await database()).getAllKeys('cache')).filter(([whose]) => whose !== person)
  await write(['cache'], (transaction) => {
    for (const key of keys) transaction.objectStore('cache').delete(key)
  })
}
