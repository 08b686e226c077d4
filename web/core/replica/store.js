/**
 * The phone's own database. What a person made (rows, photos, drafts) is written with strict durability and never removed by
 * time; what was only read (cache) may go. Every row and draft bears the person whose it is.
 *
 * Decision: photos are kept apart from rows. A row is a kilobyte, for which room lies in reserve; if the phone is full it is the
 * picture that is refused (PHOTO_FULL), not the text.
 * @module
 */
import { openDB } from '../../vendor/idb.js'

/** @typedef {import('../../vendor/idb.js').IDBPDatabase<any>} Database */
/** @typedef {'rows' | 'photos' | 'drafts' | 'cache' | 'meta' | 'carried' | 'copy' | 'letters'} StoreName */

export const NAME = 'gridwhistle'

/**
 * One function for each version of the schema; they are run in order and never changed once released.
 * @type {((db: Database) => void)[]}
 */
const VERSIONS = [
  (db) => {
    db.createObjectStore('rows', { keyPath: 'opId' }).createIndex('person', 'person')
    db.createObjectStore('photos', { keyPath: 'sha256' })
    db.createObjectStore('drafts', { keyPath: ['person', 'key'] })
    db.createObjectStore('cache', { keyPath: ['person', 'key'] })
    db.createObjectStore('meta')
  },
  (db) => {
    db.createObjectStore('carried', { keyPath: 'sha256' }).createIndex('state', 'state')
    db.createObjectStore('copy', { keyPath: ['person', 'id'] })
  },
  (db) => {
    db.createObjectStore('letters', { keyPath: 'opId' }).createIndex('waiting', 'waiting')
  },
]

/** @type {Promise<Database> | null} */
let opened = null

/** The open database; opened again after a newer version of the app made us let go of it. */
export function database() {
  opened ??= openDB(NAME, VERSIONS.length, {
    upgrade(db, from) {
      for (const change of VERSIONS.slice(from)) change(/** @type {any} */ (db))
    },
    blocking: (_old, _new, event) => {
      opened = null
      const database = /** @type {IDBDatabase} */ (event.target)
      database.close()
    },
    terminated: () => {
      opened = null
    },
  }).catch((error) => {
    opened = null
    throw error
  })
  return opened
}

/** Lets go of the database; the next use opens it again. */
export async function close() {
  const db = await opened
  opened = null
  db?.close()
}

/** The phone has no room for it. What was there before is untouched. */
export class PhoneFull extends Error {
  /** @param {'PHONE_FULL' | 'PHOTO_FULL'} [code] */
  constructor(code = 'PHONE_FULL') {
    super(code)
    this.name = 'PhoneFull'
    this.code = code
  }
}

/**
 * Does `work` in one transaction and returns only when the disk has it.
 * @template T
 * @param {StoreName[]} stores
 * @param {(transaction: any) => Promise<T> | T} work must not wait for anything but the database
 * @returns {Promise<T>}
 */
export async function write(stores, work) {
  const db = await database()
  const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' })
  const finished = transaction.done
  finished.catch(() => {})
  try {
    const result = await work(transaction)
    await finished
    return result
  } catch (error) {
    const why = full(error) ?? full(transaction.error) ?? error
    if (!transaction.error) tryTo(() => transaction.abort()) // nothing of it, rather than a part
    throw why
  }
}

/** @param {() => void} work */
function tryTo(work) {
  try {
    work()
  } catch {
    // it has ended by itself
  }
}

/** What was only read gives way, and nothing else. */
export const READ_PAGES = 2

/**
 * `write` of what a person made: when the phone is full, what was only read gives way to it step by step (`room`), and it is written
 * again after each.
 * @template T
 * @param {StoreName[]} stores
 * @param {(transaction: any) => Promise<T> | T} work is done several times at most
 * @param {number} [most] so many steps
 * @returns {Promise<T>} throws PhoneFull when there is no room even so
 */
export async function writeFirst(stores, work, most = Infinity) {
  try {
    return await write(stores, work)
  } catch (error) {
    if (!(error instanceof PhoneFull)) throw error
    const { STEPS } = await import('./room.js').catch(() => ({ STEPS: [] }))
    for (const step of STEPS.slice(0, most)) {
      await step().catch(() => {})
      const done = await write(stores, work).then((result) => ({ result }), (again) => {
        if (!(again instanceof PhoneFull)) throw again
      })
      if (done) return done.result
    }
    throw error
  }
}

/** @param {unknown} error */
function full(error) {
  const name = /** @type {any} */ (error)?.name
  return name === 'QuotaExceededError' ? new PhoneFull() : null
}

/**
 * @param {StoreName} store
 * @param {IDBValidKey} key
 * @returns {Promise<any>}
 */
export async function get(store, key) {
  return (await database()).get(store, key)
}

/**
 * @param {StoreName} store
 * @param {any} value
 * @param {IDBValidKey} [key] for `meta`
 */
export function put(store, value, key) {
  return write([store], (transaction) => transaction.objectStore(store).put(value, key))
}

/**
 * @param {StoreName} store
 * @param {IDBValidKey} key
 */
export function remove(store, key) {
  return write([store], (transaction) => transaction.objectStore(store).delete(key))
}

/** All that is one person's in a store whose keys begin with the person's id. @param {string} person */
export function ofPerson(person) {
  return IDBKeyRange.bound([person], [person, []])
}

/**
 * Everything of one person in `drafts`, `cache` or `copy`.
 * @param {'drafts' | 'cache' | 'copy'} store
 * @param {string} person
 * @returns {Promise<any[]>}
 */
export async function allOf(store, person) {
  return (await database()).getAll(store, ofPerson(person))
}

/**
 * @param {string} person
 * @returns {Promise<import('../types.js').Row[]>}
 */
export async function rowsOf(person) {
  return (await database()).getAllFromIndex('rows', 'person', person)
}

/** @returns {Promise<import('../types.js').Row[]>} of everybody on this phone: for counting only, never for showing */
export async function everybodysRows() {
  return (await database()).getAll('rows')
}

/** Whether this phone carries something for others that it has not delivered. */
export async function anyCarried() {
  return (await (await database()).countFromIndex('carried', 'state', 'WAITING')) > 0
}

/** Whether somebody without a login wrote what has not been sent. */
export async function anyLetters() {
  return (await (await database()).countFromIndex('letters', 'waiting', 1)) > 0
}

/** @typedef {import('../session/belongings.js').Fact} Fact */

/**
 * Small facts of this phone and of its people; whose they are is declared in `belongings`.
 * @param {Fact} key
 * @returns {Promise<any>}
 */
export function fact(key) {
  return get('meta', key)
}

/**
 * @param {Fact} key
 * @param {unknown} value
 */
export function setFact(key, value) {
  const most = /^(person|people|pin)/.test(key) ? Infinity : READ_PAGES // who cannot sign in cannot send
  return writeFirst(['meta'], (transaction) => transaction.objectStore('meta').put(value, key), most)
}

/** The name of this very store: another one says that the phone erased the first. @returns {Promise<string>} */
export async function storeId() {
  const known = await fact('store')
  return known ?? writeFirst(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta')
    const id = (await meta.get('store')) ?? crypto.randomUUID()
    await meta.put(id, 'store')
    return id
  })
}
