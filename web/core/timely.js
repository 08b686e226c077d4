/**
 * Which rows go out by themselves, sooner or later.
 * @module
 */
import { unsent } from './sending.js'

/** @typedef {import('./types.js').Row} Row */

/**
 * What waits behind a refused one of the same incident waits for a person, as that one does.
 * @param {Row[]} rows of one person
 */
export function timely(rows) {
  const waiting = rows.filter(unsent)
  const refused = new Set(waiting.filter(({ state }) => state === 'NEEDS_YOU').map(({ incidentId }) => incidentId))
  return waiting.filter(({ state, reason, incidentId }) =>
    state !== 'NEEDS_YOU' && !(reason === 'EARLIER' && refused.has(incidentId))
  )
}
