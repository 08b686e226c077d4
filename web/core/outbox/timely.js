/**
 * Which rows go out by themselves, sooner or later.
 * @module
 */
import { unsent } from './sending.js'
import { subjectOf } from './subject.js'

/** @typedef {import('../types.js').Row} Row */

/**
 * What waits behind a refused one of the same subject waits for a person, as that one does.
 * @param {Row[]} rows of one person
 */
export function timely(rows) {
  const waiting = rows.filter(unsent)
  const refused = new Set(waiting.filter(({ state }) => state === 'NEEDS_YOU').map((row) => subjectOf(row).id))
  return waiting.filter((row) =>
    row.state !== 'NEEDS_YOU' && !(row.reason === 'EARLIER' && refused.has(subjectOf(row).id))
  )
}
