/**
 * The shape in which operations lie on the phone, and the way of those that earlier releases wrote into the shape of now. What was saved
 * before an update lands after it.
 *
 *     1  the first release: an operation bears the id of its document, and the times of its row
 *     2  with `title.known`, how much of the incident was seen, for a conflict; with `handedAt`
 *     3  with `format`, `queuedAt` and `appVersion`, for the stamp that the server keeps
 *     4  with `subject`, since not everything is about an incident; `incidentId` stays for tabs of the app of before
 *
 * Decision: documents are named by their text, so a new release may know an operation under another id. It is looked up by its name when it
 * is sent, and the name never changes.
 * @module
 */
import { Check, FeedBack, Note, Report, SelfResolve, Verify, WhistleArrive } from '../../api/operations.js'
import { FORMAT } from './outbox.js'
import { rowsOf, write } from '../replica/store.js'
import { subjectOf } from './subject.js'

/** @typedef {import('../types.js').Row} Row */

/** What the outbox sends, by name. @type {Record<string, import('../types.js').OperationName>} */
const OPERATIONS = { Check, FeedBack, Note, Report, SelfResolve, Verify, WhistleArrive }

/** One step for each format, to the next. @type {Record<number, (row: any) => any>} */
const STEPS = {
  1: (row) => ({
    ...row,
    title: { known: { findings: 0, disposals: 0 }, ...row.title },
    handedAt: row.handedAt ?? null,
  }),
  2: (row) => ({ ...row, queuedAt: row.queuedAt ?? row.createdAt, appVersion: row.appVersion ?? null }),
  3: (row) => ({ ...row, subject: subjectOf(row) }),
}

/**
 * The row in the shape of now.
 * @param {any} row as any release wrote it
 * @returns {Row}
 */
export function upcast(row) {
  let now = row
  for (let format = formatOf(row); format < FORMAT; format++) now = STEPS[format]?.(now) ?? now
  const operation = OPERATIONS[row.operation.name] ?? row.operation
  return {
    ...now,
    ...isUnknown(row) && { state: 'SAVED', reason: null, problems: [], nextAt: 0 },
    format: Math.max(FORMAT, row.format ?? 0),
    operation: { id: operation.id, kind: 'mutation', name: operation.name },
  }
}

/** @param {any} row */
function formatOf(row) {
  if (row.format) return row.format
  return row.title?.known || row.handedAt !== undefined ? 2 : 1
}

/**
 * Brings a person's unsent rows into the shape of now, once for each release.
 * @param {string} person
 */
export async function upcastRows(person) {
  const old = (await rowsOf(person)).filter((row) => row.format !== FORMAT || isRenamed(row) || isUnknown(row))
  if (old.length === 0) return
  await write(['rows'], async (transaction) => {
    const store = transaction.objectStore('rows')
    for (const { opId } of old) {
      const row = await store.get(opId)
      if (row) await store.put(upcast(row))
    }
  })
}

/** @param {Row} row */
function isRenamed({ operation }) {
  return OPERATIONS[operation.name] !== undefined && OPERATIONS[operation.name]?.id !== operation.id
}

/** A release before took it for refused that the server did not know its document. @param {Row} row */
function isUnknown({ state, problems }) {
  return state === 'NEEDS_YOU' && problems.some(({ code }) => code === 'DOCUMENT_UNKNOWN')
}
