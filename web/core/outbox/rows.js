/**
 * The rows of the outbox, read and changed: always those of the person who works here now, and each change in one transaction
 * with what the row is at that moment.
 * @module
 */
import { hear, say } from '../live/channel.js'
import { sorted, summed } from './sending.js'
import { me } from '../session/session.js'
import { get, rowsOf, writeFirst } from '../replica/store.js'
import { subjectOf } from './subject.js'

/** @typedef {import('../types.js').Row} Row */

/**
 * The rows of the person who works here now, in the order of the screen; nobody else's, ever.
 * @returns {Promise<Row[]>}
 */
export async function rows() {
  const person = await me()
  return person ? sorted(await rowsOf(person.id)) : []
}

/**
 * @param {string} opId
 * @returns {Promise<Row | null>} null also for somebody else's
 */
export async function row(opId) {
  const [found, person] = await Promise.all([get('rows', opId), me()])
  return found && found.person === person?.id && found.deletedAt === null ? found : null
}

/** What the badge says. */
export async function summary() {
  return summed(await rows())
}

/**
 * @param {() => void} listener called after any change, of this tab, another or the worker
 * @returns {() => void} stop
 */
export function changes(listener) {
  return hear('outbox', listener)
}

/** Says that rows changed. */
export function changed() {
  say('outbox')
}

/**
 * Lets the outbox see incidents as the server shows them: a delivered report that intake took is 已受理, with number and post.
 * @param {{ id: string, state: string, number?: string | null, closureKind?: string | null, stepper?: any[] }[]} incidents
 */
export async function observe(incidents) {
  const person = await me()
  const taken = new Map(incidents.filter(isTaken).map((incident) => [incident.id, incident]))
  if (!person || taken.size === 0) return
  const rows = await rowsOf(person.id)
  const moving = rows.filter((row) => row.state === 'DELIVERED' && taken.has(subjectOf(row).id) && isReport(row))
  for (const row of moving) {
    const incident = /** @type {any} */ (taken.get(subjectOf(row).id))
    await changeRow(row.opId, async (row, store) => {
      const accepted = { ...row, state: 'ACCEPTED', number: incident.number ?? null, acceptedBy: takenBy(incident) }
      await store.put(accepted)
      return accepted
    })
  }
}

/** @param {Row} row */
export function isReport(row) {
  return row.operation.name === 'Report'
}

/** @param {any} incident whether intake acted: C02, C03 or C09, but not what its reporter settled on the spot */
function isTaken(incident) {
  return incident.state !== 'REPORTED' && incident.state !== 'REJECTED' && incident.closureKind !== 'SELF'
}

/** @param {any} incident */
function takenBy(incident) {
  const done = (incident.stepper ?? []).filter((/** @type {any} */ stage) => stage.key !== 'FOUND' && stage.by)
  return done[0]?.by ?? null
}

/**
 * One change of one row in one transaction, with what it is at that moment.
 * @template T
 * @param {string} opId
 * @param {(row: Row, store: any) => Promise<T | null> | T | null} change
 * @returns {Promise<T | null>}
 */
export async function changeRow(opId, change) {
  const person = await me()
  const result = await writeFirst(['rows', 'meta', 'drafts'], async (transaction) => {
    const store = transaction.objectStore('rows')
    const row = await store.get(opId)
    return row && row.person === person?.id ? change(row, store) : null
  })
  if (result) changed()
  return result
}
