/**
 * Carrying for others: parcels that this phone took over wait here, unreadable, and go to the server under whoever is signed in. Only the
 * server's answer about a parcel ends the waiting.
 * @module
 */
import { send } from '../api.js'
import { hear, say } from '../live/channel.js'
import { backoff } from '../outbox/judge.js'
import { alone } from '../locks.js'
import { cut, isParcel, NoParcel } from './parcels.js'
import { sha256 } from '../photo/photo.js'
import { waitsUntil } from '../outbox/sending.js'
import { me } from '../session/session.js'
import { database, READ_PAGES, write, writeFirst } from '../replica/store.js'

/** @typedef {import('../bytes.js').Bytes} Bytes */

/**
 * @typedef {object} Parcel
 * @property {string} sha256  its name: the same parcel taken over twice is one
 * @property {Bytes | null} bytes  null once the server has it
 * @property {number} size
 * @property {number} at  ms
 * @property {'WAITING' | 'DELIVERED' | 'REFUSED'} state
 * @property {string | null} code  why it was refused
 * @property {{ done: number, refused: number, later: number } | null} answer  how many operations; what they are only the server knows
 * @property {number} tries
 * @property {number} nextAt  ms
 */

/** How long a delivered parcel is kept to be looked at. */
const KEEP = 7 * 24 * 3600_000

/**
 * Takes over a file of parcels.
 * @param {Blob} file
 * @returns {Promise<number>} how many parcels; throws NoParcel, PhoneFull
 */
export async function takeFile(file) {
  const parcels = cut(new Uint8Array(await file.arrayBuffer()))
  for (const parcel of parcels) await takeParcel(parcel)
  return parcels.length
}

/**
 * @param {Bytes} bytes one parcel
 */
export async function takeParcel(bytes) {
  if (!isParcel(bytes)) throw new NoParcel()
  const name = await sha256(new Blob([bytes]))
  await writeFirst(['carried'], async (transaction) => {
    const store = transaction.objectStore('carried')
    if (await store.get(name)) return
    const blank = { state: 'WAITING', code: null, answer: null, tries: 0, nextAt: 0 }
    await store.put({ sha256: name, bytes, size: bytes.length, at: Date.now(), ...blank })
  }, READ_PAGES)
  say('carried')
  say('wake')
}

/** @returns {Promise<Parcel[]>} what this phone carries and lately carried, the newest first */
export async function carried() {
  const all = /** @type {Parcel[]} */ (await (await database()).getAll('carried'))
  return all.sort((a, b) => b.at - a.at)
}

/**
 * @param {() => void} listener
 * @returns {() => void} stop
 */
export function onCarried(listener) {
  return hear('carried', listener)
}

/**
 * Hands over what is due.
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<number | null>} when to come again, ms since 1970; null when nothing waits
 */
export function deliverCarried({ force = false } = {}) {
  return alone('carry', async () => {
    await forgetOld()
    if (!(await me())) return null
    for (const parcel of (await carried()).filter((one) => one.state === 'WAITING')) {
      if (!force && waitsUntil(parcel.nextAt, Date.now())) continue
      if (!(await deliver(parcel))) break
    }
    const open = (await carried()).filter((one) => one.state === 'WAITING')
    return open.length ? Math.min(...open.map((one) => one.nextAt)) : null
  })
}

/**
 * @param {Parcel} parcel
 * @returns {Promise<boolean>} whether the next one may be tried now
 */
async function deliver(parcel) {
  const body = new Blob([/** @type {Bytes} */ (parcel.bytes)], { type: 'application/octet-stream' })
  const reply = await send('/carried', { method: 'PUT', headers: { 'content-type': body.type }, body }, {
    timeout: 60_000,
  })
  const answered = reply.kind === 'answer' ? reply : null
  const outcomes = answered && answered.status < 300 ? answered.body?.operations : null
  if (Array.isArray(outcomes)) {
    const counted = counts(outcomes)
    if (counted.later > 0) return tryLater(parcel, answered?.retryAfter ?? null)
    await mark({ ...parcel, state: 'DELIVERED', bytes: null, answer: counted })
    return true
  }
  if (answered?.body?.code && [400, 403, 413, 422].includes(answered.status)) {
    await mark({ ...parcel, state: 'REFUSED', code: String(answered.body.code) })
    return true
  }
  return tryLater(parcel, answered?.retryAfter ?? null)
}

/** @param {any[]} outcomes */
function counts(outcomes) {
  const of = (/** @type {string[]} */ ...names) => outcomes.filter((one) => names.includes(one.outcome)).length
  return { done: of('done', 'held'), refused: of('refused'), later: of('later') }
}

/**
 * @param {Parcel} parcel
 * @param {number | null} after ms that the server asked for
 */
async function tryLater(parcel, after) {
  const tries = parcel.tries + 1
  await mark({ ...parcel, tries, nextAt: Date.now() + (after ?? backoff(tries)) })
  return false
}

/** @param {Parcel} parcel */
async function mark(parcel) {
  await write(['carried'], (transaction) => transaction.objectStore('carried').put(parcel))
  say('carried')
}

/** Lets go of a parcel that the server will never take. @param {string} name */
export async function dropParcel(name) {
  await write(['carried'], (transaction) => transaction.objectStore('carried').delete(name))
  say('carried')
}

async function forgetOld() {
  const old = (await carried()).filter((one) => one.state === 'DELIVERED' && one.at + KEEP < Date.now())
  for (const one of old) await dropParcel(one.sha256)
}
