/**
 * The outbox: work that must not be lost. A row is written before anything is said to be saved, and leaves only by its own
 * answer from the server or by the hand of the person whose it is. Sending is in `drain`; what rows mean is in `sending`.
 * @module
 */
import { say } from '../live/channel.js'
import { uuid7 } from '../ids.js'
import { me } from '../session/session.js'
import { changed, changeRow } from './rows.js'
import { mayUndo } from './sending.js'
import { writeFirst } from '../replica/store.js'

/** So many of the phone's last numbers the server asks after. */
export const LOOKED_BACK = 100

/** The shape of rows; older ones are read by `formats`. */
export const FORMAT = 4

/** Which release writes: the version under which the app's files were fetched. */
export const RELEASE = /\/v\/([0-9a-f]{1,12})/.exec(import.meta.url)?.[1] ?? null

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').Order} Order */

/**
 * Keeps an operation on the phone. When the promise is kept it is 已存手机: the disk has it.
 * @param {Order} order
 * @returns {Promise<Row>} throws PhoneFull; Error NOBODY when nobody works on this phone
 */
export async function enqueue(order) {
  const person = await me()
  if (!person) throw new Error('NOBODY')
  const row = await writeFirst(['rows', 'meta', 'drafts'], async (transaction) => {
    const row = fresh(order, person.id, await numbered(transaction.objectStore('meta')))
    await transaction.objectStore('rows').add(row)
    if (order.draft) await transaction.objectStore('drafts').delete([person.id, order.draft])
    return row
  })
  wake()
  askToKeep()
  return row
}

let asked = false

/** Asks the browser once, when there is something to keep, never to erase the store by itself. */
function askToKeep() {
  if (asked) return
  asked = true
  void globalThis.navigator?.storage?.persist?.().catch(() => {})
}

/**
 * The device and the next sequence number of this phone.
 * @param {any} meta the store, in a transaction
 * @returns {Promise<{ device: string, sequence: number }>}
 */
export async function numbered(meta) {
  const device = (await meta.get('device')) ?? uuid7()
  const sequence = ((await meta.get('sequence')) ?? 0) + 1
  await meta.put(device, 'device')
  await meta.put(sequence, 'sequence')
  return { device, sequence }
}

/**
 * @param {Order} order
 * @param {string} person
 * @param {{ device: string, sequence: number }} numbers
 * @returns {Row}
 */
export function fresh(order, person, { device, sequence }) {
  const opId = uuid7()
  const now = Date.now()
  const hold = order.hold ?? 0
  const subject = order.subject ?? { kind: 'incident', id: /** @type {string} */ (order.incidentId) }
  const id = order.incidentId ?? subject.id
  return {
    opId,
    person,
    device,
    sequence,
    subject,
    incidentId: id,
    operation: order.operation,
    input: { ...order.input, opId, id },
    photos: order.photos ?? [],
    title: order.title ?? {},
    form: order.form ?? null,
    draft: order.draft ?? null,
    state: 'SAVED',
    reason: hold > 0 ? 'UNDO' : null,
    problems: [],
    current: null,
    tries: 0,
    createdAt: now,
    queuedAt: now,
    appVersion: RELEASE,
    format: FORMAT,
    holdUntil: now + hold,
    nextAt: 0,
    deletedAt: null,
    receipt: null,
    number: null,
    acceptedBy: null,
    settledAt: null,
  }
}

/**
 * 撤销: takes back what never left the phone and returns it; its draft is there again in the same breath, so that the form opens
 * with every answer. Null when it is too late.
 * @param {string} opId
 * @returns {Promise<Row | null>}
 */
export function undo(opId) {
  return changeRow(opId, async (row, store) => {
    if (!mayUndo(row)) return null
    const { transaction } = store
    store.delete(opId)
    if (row.draft && row.form) await transaction.objectStore('drafts').put(draftOf(row))
    await letGo(transaction.objectStore('meta'), [row])
    return row
  })
}

/** The draft that a row was made from. @param {Row} row */
function draftOf({ person, draft, form, photos }) {
  return { person, key: draft, value: form, photos: photos.map((photo) => photo.sha256), at: Date.now() }
}

/**
 * Notes the numbers of what a person took back, so that nobody takes them for work that was lost.
 * @param {any} meta the store, in a transaction
 * @param {Row[]} rows
 */
export async function letGo(meta, rows) {
  const before = (await meta.get('letgo')) ?? []
  await meta.put([...before, ...rows.map((row) => row.sequence)].slice(-LOOKED_BACK), 'letgo')
}

/** Says that rows changed and that something may be sent: `triggers` drains then. */
export function wake() {
  changed()
  say('wake')
}
