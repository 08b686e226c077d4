/**
 * The letterbox: what somebody writes without a login, kept on the phone until the server has it, and sent once. It knows no person:
 * a letter is its code's.
 *
 * Decision: the code is made here and shown when the letter has arrived. Until then it may give way to another, where the server says
 * that somebody has it already. After a lost answer the same letter goes out under the same code and operation id, and the server's
 * receipt of the first time answers it. What has arrived leaves its words and photos with the server; the code stays here until
 * it is wiped.
 * @module
 */
import { send } from './api.js'
import { asHolder, makeCode, postUnder } from './code.js'
import { hear, say } from './live/channel.js'
import { uuid7 } from './ids.js'
import { backoff, judge, timeFor } from './outbox/judge.js'
import { alone } from './locks.js'
import { database, remove, write, writeFirst } from './replica/store.js'

/** @typedef {{ sha256: string, blob: Blob, size: number, type: string }} Enclosed */
/**
 * @typedef {object} Letter
 * @property {string} opId
 * @property {string} id  what it is about
 * @property {string} code
 * @property {import('./types.js').OperationName} operation
 * @property {Record<string, any> | null} input  with opId and id; gone once it has arrived
 * @property {Enclosed[]} photos  and files: those that the server does not have yet
 * @property {string} kind
 * @property {boolean} first  it begins something under a code of its own; another one says more under a code that is known
 * @property {'SAVED' | 'DELIVERED' | 'NEEDS_YOU'} state
 * @property {import('./types.js').Reason} reason
 * @property {import('./types.js').Problem[]} problems
 * @property {number} createdAt  ms
 * @property {number} tries
 * @property {number} nextAt  ms
 * @property {number} waiting  1: something of it is to be sent; an index counts these
 */

/** So many may wait on one phone. */
export const MOST = 5
/** What has arrived is forgotten after so long, ms: the code is on paper by then. */
const KEPT = 180 * 24 * 3600_000

/** There are too many on this phone that have not been sent. */
export class BoxFull extends Error {
  code = 'LETTERS_FULL'
}

/**
 * Keeps a letter: when the promise is kept it is 已存手机.
 * @param {{ operation: import('./types.js').OperationName, input: Record<string, any>, kind: string, photos?: Enclosed[], code?: string }} order
 *   `code`: that of an earlier letter; without one it is made
 * @returns {Promise<Letter>} throws PhoneFull, BoxFull
 */
export async function keepLetter({ operation, input, kind, photos = [], code }) {
  const opId = uuid7()
  const id = input.id ?? uuid7()
  /** @type {Letter} */
  const letter = {
    opId,
    id,
    code: code ?? makeCode(),
    operation: { id: operation.id, kind: operation.kind, name: operation.name },
    input: { ...input, ...(code ? {} : { first: true }), opId, id },
    photos,
    kind,
    first: !code,
    state: 'SAVED',
    reason: null,
    problems: [],
    createdAt: Date.now(),
    tries: 0,
    nextAt: 0,
    waiting: 1,
  }
  await writeFirst(['letters'], async (transaction) => {
    const store = transaction.objectStore('letters')
    if (await store.index('waiting').count(1) >= MOST) throw new BoxFull()
    await store.add(letter)
  })
  void globalThis.navigator?.storage?.persist?.().catch(() => {})
  say('letters')
  say('wake')
  return letter
}

/** All on this phone, the last first. @returns {Promise<Letter[]>} */
export async function letters() {
  const all = await (await database()).getAll('letters')
  return all.sort((a, b) => b.createdAt - a.createdAt)
}

/** @param {() => void} listener @returns {() => void} stop */
export function onLetters(listener) {
  return hear('letters', listener)
}

/** Takes it off this phone; the server keeps what it has. @param {string} opId */
export async function wipe(opId) {
  await remove('letters', opId)
  say('letters')
}

/**
 * Sends what is due, one at a time in the whole browser.
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<{ left: number, next: number | null }>}
 */
export function sendLetters({ force = false } = {}) {
  return alone('letters', async () => {
    const all = await letters()
    for (const one of all) if (!one.waiting && Date.now() - one.createdAt > KEPT) await wipe(one.opId)
    const waiting = all.filter((one) => one.waiting).reverse()
    for (const one of waiting) {
      if (!force && one.nextAt > Date.now()) continue
      if (await sent(one) === 'EVERYTHING') break // the line or the server is at fault: the others need not try now
    }
    const left = (await letters()).filter((one) => one.waiting)
    return { left: left.length, next: left.length ? Math.min(...left.map((one) => one.nextAt)) : null }
  })
}

/**
 * @param {Letter} letter
 * @returns {Promise<'EVERYTHING' | null>}
 */
async function sent(letter) {
  if (letter.state === 'DELIVERED') return enclosures(letter)
  const { input, opId } = letter
  const answer = judge(await postUnder(letter.code, letter.operation, { input }), opId)
  switch (answer.verdict) {
    case 'DONE': {
      if (!letter.first) return wipe(opId).then(() => null)
      const done = { state: /** @type {const} */ ('DELIVERED'), reason: null, problems: [], input: null, nextAt: 0 }
      const now = await changed(letter, { ...done, tries: 0, waiting: letter.photos.length ? 1 : 0 })
      return now && enclosures(now)
    }
    case 'REFUSED': {
      if (answer.problems.some(({ code }) => code === 'CODE_TAKEN')) {
        const other = await changed(letter, { code: makeCode() })
        return other && sent(other)
      }
      await changed(letter, { state: 'NEEDS_YOU', reason: null, problems: answer.problems, waiting: 0 })
      return null
    }
    default: {
      const { reason = 'UPDATE', after = null, everything = false } = answer.verdict === 'LATER' ? answer : {}
      await later(letter, reason, after)
      return everything ? 'EVERYTHING' : null
    }
  }
}

/**
 * The photos and files of a letter that has arrived; one that the server will never take is left out.
 * @param {Letter} letter
 * @returns {Promise<'EVERYTHING' | null>}
 */
async function enclosures(letter) {
  for (const photo of letter.photos) {
    const init = { method: 'PUT', headers: { 'content-type': photo.type }, body: photo.blob }
    const reply = await send(`/media/${photo.sha256}`, asHolder(letter.code, init), { timeout: timeFor(photo.blob) })
    const never = reply.kind === 'answer' && [400, 413, 415, 422].includes(reply.status)
    if (reply.kind === 'answer' && (reply.status === 200 || never)) {
      const photos = letter.photos.filter((one) => one.sha256 !== photo.sha256)
      const problems = never ? [...letter.problems, { code: 'PHOTO_UNREADABLE' }] : letter.problems
      const now = await changed(letter, { photos, problems, tries: 0, waiting: photos.length ? 1 : 0 })
      return now && photos.length ? enclosures(now) : null
    }
    await later(letter, 'PHOTO_WAITS', reply.kind === 'answer' ? reply.retryAfter : null)
    return 'EVERYTHING'
  }
  return null
}

/**
 * @param {Letter} letter
 * @param {import('./types.js').Reason} reason
 * @param {number | null} after ms
 */
async function later(letter, reason, after) {
  const tries = letter.tries + 1
  await changed(letter, { reason, tries, nextAt: Date.now() + (after ?? backoff(tries)) })
}

/**
 * What the letter is now, unless it was wiped meanwhile.
 * @param {Letter} letter
 * @param {Partial<Letter>} change
 * @returns {Promise<Letter | null>}
 */
async function changed(letter, change) {
  const now = await write(['letters'], async (transaction) => {
    const store = transaction.objectStore('letters')
    const before = await store.get(letter.opId)
    if (!before) return null
    const after = { ...before, ...change }
    await store.put(after)
    return after
  })
  say('letters')
  return now
}
