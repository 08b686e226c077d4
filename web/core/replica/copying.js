/**
 * The phone's copy, kept up to date: everything that this person's posts give them offline, as changes since a cursor. A listing
 * that begins anew replaces the copy when it is whole and not before, so that rows of a post that ended leave the phone.
 * @module
 */
import { Pull, Reference } from '../../api/operations.js'
import { unwrap } from '../../vendor/idb.js'
import { ask } from '../api.js'
import { say } from '../live/channel.js'
import { KEEP, recall, remember } from './cache.js'
import { keepServerFacts, serverFacts } from '../session/keys.js'
import { alone } from '../locks.js'
import { wake } from '../outbox/outbox.js'
import { reference } from './reference.js'
import { me } from '../session/session.js'
import { allOf, fact, ofPerson, rowsOf, write } from './store.js'

/** @typedef {{ cursor: string, at: number, closedDays: number }} CopyFacts `at`: ms, when the server was last heard */

/** Rows a page. */
const PAGE = 2000
/** No copy needs more requests than this at once. */
const MOST = 60
const DAY = 24 * 3600_000

let tidied = 0

/**
 * Brings the copy up to date; what came is on the disk page by page, and a stop at any point loses nothing. The next page is asked
 * for while the one before it is written: on a slow line waiting is most of it.
 * @param {{ signal?: AbortSignal | null }} [options]
 * @returns {Promise<number>} how many requests it took; throws Failure
 */
export function pull({ signal = null } = {}) {
  return alone('pull', async () => {
    const person = await me()
    if (!person) return 0
    const facts = await copyFacts(person.id)
    let asked = 0
    /** @type {Listing | null} one that is not whole yet */
    let listing = null
    let cursor = facts?.cursor ?? null
    let known = (await reference())?.version ?? null
    const ask = () => {
      asked++
      const coming = pageAfter({ cursor, reference: known, first: PAGE }, signal)
      coming.catch(() => {}) // told where it is awaited
      return coming
    }
    for (let coming = ask(), more = true; more;) {
      const page = await coming
      if (page === null) {
        cursor = listing = null
        coming = ask()
        continue
      }
      if (page.viewer !== person.id) return asked // somebody else is signed in: nothing of theirs is kept here as mine
      if (page.pull.reset) listing = new Listing(person.id, facts === null)
      cursor = page.pull.cursor
      known = page.pull.reference?.version ?? known
      more = (page.pull.more || listing !== null) && asked < MOST
      if (more) coming = ask()
      await keepReference(page.pull.reference, person)
      const rows = listing ? await listing.add(page.pull.incidents) : page.pull.incidents
      if (listing && page.pull.more) continue
      await keepPage(person.id, { rows, gone: page.pull.gone, whole: Boolean(listing?.replaces), page: page.pull })
      if (listing) {
        tidied = Date.now() // a whole listing holds nothing that is too old
        say('copy') // and can be read; what changed since it began follows
      }
      listing = null
      await meetEpoch(person.id, page.pull.epoch)
    }
    if (tidied + DAY / 2 < Date.now()) await forgetClosed(person.id)
    say('copy')
    return asked
  })
}

/**
 * A listing on its way. What there is stays until it is whole; where there is no copy yet, its pages are written as they come, and
 * nobody reads them before the copy has its cursor.
 */
class Listing {
  /** @type {any[]} */
  rows = []
  begun = false

  /** @param {string} person @param {boolean} first whether there is no copy yet */
  constructor(person, first) {
    this.person = person
    this.replaces = !first
  }

  /** @param {any[]} rows of its next page @returns {Promise<any[]>} what is still to be written when it ends here */
  async add(rows) {
    if (this.replaces) {
      this.rows.push(...rows)
      return this.rows
    }
    await write(['copy'], (transaction) => {
      if (!this.begun) transaction.objectStore('copy').delete(ofPerson(this.person)) // of one that was cut
      putAll(transaction, this.person, rows)
    })
    this.begun = true
    return []
  }
}

/**
 * Without a promise for each row: for thousands of them those would cost more than the rows.
 * @param {any} transaction
 * @param {string} person
 * @param {any[]} rows
 */
function putAll(transaction, person, rows) {
  const store = /** @type {IDBObjectStore} */ (/** @type {unknown} */ (unwrap(transaction.objectStore('copy'))))
  for (const value of rows) store.put({ person, id: value.id, value })
}

/**
 * @param {{ cursor: string | null, reference: string | null, first: number }} from
 * @param {AbortSignal | null} signal
 * @returns {Promise<{ viewer: string | null, pull: any } | null>} null: the cursor is no good, ask without
 */
async function pageAfter(from, signal) {
  try {
    const { viewer, pull } = await ask(Pull, from, { signal, timeout: 60_000 })
    return { viewer: viewer?.person?.id ?? null, pull }
  } catch (failure) {
    if (from.cursor !== null && /** @type {any} */ (failure).code === 'CURSOR_MALFORMED') return null
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
    if (whole) store.delete(ofPerson(person))
    putAll(transaction, person, rows)
    for (const id of gone) store.delete([person, id])
    const facts = { cursor: page.cursor, at: Date.now(), closedDays: page.keepClosedDays ?? 7 }
    await transaction.objectStore('meta').put(facts, `copy:${person}`)
  })
}

/**
 * Keeps what the phone refers to. Nothing told, nothing changed: what is here counts as read anew, once a day.
 * @param {import('./reference.js').Held | null | undefined} told
 * @param {import('../types.js').Person} person for whom it was asked
 */
async function keepReference(told, person) {
  const here = told ? null : await recall('reference')
  if (here && Date.now() - here.fetchedAt < DAY) return
  const kept = told ?? here?.value
  if (kept) await remember('reference', kept, person)
  if (told) say('reference')
}

/** Asks for that alone. */
export async function askReference() {
  const person = await me()
  const { viewer, pull } = await ask(Reference, {})
  if (person && viewer.person?.id === person.id) await keepReference(pull.reference, person)
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

/** What came of a first listing that could not end: nobody can read it, and the phone needs its room. */
export async function forgetHalf() {
  const person = await me()
  if (!person || await copyFacts(person.id)) return
  await write(['copy'], (transaction) => transaction.objectStore('copy').delete(ofPerson(person.id)))
}

/** After seven days without the server nothing that was only read stays; what is unsent stays as long as it takes. */
export async function expireCopies() {
  const people = (await fact('people')) ?? []
  for (const { id } of people) {
    const facts = await copyFacts(id)
    if (!facts || facts.at + KEEP > Date.now()) continue
    await write(['copy', 'meta'], (transaction) => {
      transaction.objectStore('copy').delete(ofPerson(id))
      transaction.objectStore('meta').delete(`copy:${id}`)
    })
  }
}
