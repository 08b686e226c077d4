/**
 * The phone's copy, kept up to date: everything that this person's posts give him offline, as changes since a cursor. A listing
 * that begins anew replaces the copy when it is whole and not before, so that rows of a post that ended leave the phone.
 * @module
 */
import { Pull } from '../api/operations.js'
import { ask } from './api.js'
import { say } from './channel.js'
import { KEEP } from './cache.js'
import { keepServerFacts, serverFacts } from './keys.js'
import { alone } from './locks.js'
import { wake } from './outbox.js'
import { me } from './session.js'
import { allOf, fact, rowsOf, write } from './store.js'

/** @typedef {{ cursor: string, at: number, closedDays: number }} CopyFacts `at`: ms, when the server was last heard */

/** Rows a page. */
const PAGE = 1000
/** No copy needs more requests than this at once. */
const MOST = 60
const DAY = 24 * 3600_000

let tidied = 0

/**
 * Brings the copy up to date; what came is on the disk page by page, and a stop at any point loses nothing.
 * @param {{ signal?: AbortSignal | null }} [options]
 * @returns {Promise<number>} how many requests it took; throws Failure
 */
export function pull({ signal = null } = {}) {
  return alone('pull', async () => {
    const person = await me()
    if (!person) return 0
    let asked = 0
    /** @type {any[] | null} rows of a listing that is not whole yet */
    let listing = null
    let cursor = (await copyFacts(person.id))?.cursor ?? null
    for (let more = true; more && asked < MOST;) {
      asked++
      const page = await pageAfter(cursor, signal)
      if (page === null) {
        cursor = listing = null
        continue
      }
      if (page.viewer !== person.id) return asked // somebody else is signed in: nothing of his is kept here as mine
      const { reset, incidents, gone, cursor: next } = page.pull
      if (reset) listing = []
      listing?.push(...incidents)
      more = page.pull.more || (listing !== null && !page.pull.more)
      if (listing && page.pull.more) {
        cursor = next
        continue
      }
      await keepPage(person.id, { rows: listing ?? incidents, gone, whole: listing !== null, page: page.pull })
      listing = null
      cursor = next
      await meetEpoch(person.id, page.pull.epoch)
    }
    if (tidied + DAY / 2 < Date.now()) await forgetClosed(person.id)
    say('copy')
    return asked
  })
}

/**
 * @param {string | null} cursor
 * @param {AbortSignal | null} signal
 * @returns {Promise<{ viewer: string | null, pull: any } | null>} null: the cursor is no good, ask without
 */
async function pageAfter(cursor, signal) {
  try {
    const { viewer, pull } = /** @type {any} */ (await ask(Pull, { cursor, first: PAGE }, { signal, timeout: 60_000 }))
    return { viewer: viewer?.person?.id ?? null, pull }
  } catch (failure) {
    if (cursor !== null && /** @type {any} */ (failure).code === 'CURSOR_MALFORMED') return null
    throw failure
  }
}

/**
 * One page, or one whole listing, in one transaction with its cursor.
 * @param {string} person
 * @param {{ rows: any[], gone: string[], whole: boolean, page: any }} what
 */
function keepPage(person, { rows, gone, whole, page }) {
  return write(['copy', 'meta'], async (transaction) => {
    const store = transaction.objectStore('copy')
    if (whole) store.delete(IDBKeyRange.bound([person], [person, []]))
    for (const value of rows) store.put({ person, id: value.id, value })
    for (const id of gone) store.delete([person, id])
    const facts = { cursor: page.cursor, at: Date.now(), closedDays: page.keepClosedDays ?? 7 }
    await transaction.objectStore('meta').put(facts, `copy:${person}`)
  })
}

/** @param {string} person @returns {Promise<CopyFacts | null>} */
export async function copyFacts(person) {
  return (await fact(`copy:${person}`)) ?? null
}

/**
 * A restored server does not know what it had acknowledged: it is offered everything again, under the same names.
 * @param {string} person
 * @param {string} epoch
 */
export async function meetEpoch(person, epoch) {
  const known = await serverFacts()
  if (known && known.epoch && known.epoch !== epoch) await offerAgain(person)
  if (known?.epoch !== epoch) await keepServerFacts({ carryKey: '', receiptKey: '', ...known, epoch })
}

/** @param {string} person */
async function offerAgain(person) {
  const settled = (await rowsOf(person)).filter((row) => row.receipt !== null && row.deletedAt === null)
  await write(['rows'], async (transaction) => {
    const store = transaction.objectStore('rows')
    for (const { opId } of settled) {
      const row = await store.get(opId)
      const fresh = { state: 'SAVED', reason: null, problems: [], receipt: null, tries: 0, nextAt: 0, settledAt: null }
      if (row) await store.put({ ...row, ...fresh })
    }
  })
  if (settled.length) wake()
}

/** What ended longer ago than the phone keeps leaves by itself. @param {string} person */
async function forgetClosed(person) {
  tidied = Date.now()
  const days = (await copyFacts(person))?.closedDays ?? 7
  const before = Date.now() - days * DAY
  const old = (await allOf('copy', person)).filter(({ value }) => value.closedAt && Date.parse(value.closedAt) < before)
  if (old.length) await drop(old)
}

/** @param {{ person: string, id: string }[]} rows */
function drop(rows) {
  return write(['copy'], async (transaction) => {
    for (const { person, id } of rows) await transaction.objectStore('copy').delete([person, id])
  })
}

/** After seven days without the server nothing that was only read stays; what is unsent stays as long as it takes. */
export async function expireCopies() {
  const people = (await fact('people')) ?? []
  for (const { id } of people) {
    const facts = await copyFacts(id)
    if (!facts || facts.at + KEEP > Date.now()) continue
    await write(['copy', 'meta'], (transaction) => {
      transaction.objectStore('copy').delete(IDBKeyRange.bound([id], [id, []]))
      transaction.objectStore('meta').delete(`copy:${id}`)
    })
  }
}
