/**
 * A question of one's own that is not kept yet, in this tab: whoever signs in after does not find it. The console reads and writes it
 * under the same names.
 * @module
 */
import { person } from '../here.js'

const TEXT = 'gridwhistle-question'
const WHOSE = 'gridwhistle-person'

/** @typedef {{ document: string, given?: import('../questions/wire.js').Values, name?: string }} Draft */

/** @returns {Draft | null} */
export function draft() {
  if (sessionStorage.getItem(WHOSE) !== person.peek()?.id) return null
  try {
    return JSON.parse(sessionStorage.getItem(TEXT) ?? 'null')
  } catch {
    return null
  }
}

/** @param {Draft} written */
export function keepDraft(written) {
  const whose = `${person.peek()?.id ?? ''}`
  if (sessionStorage.getItem(WHOSE) !== whose) sessionStorage.clear()
  sessionStorage.setItem(WHOSE, whose)
  sessionStorage.setItem(TEXT, JSON.stringify(written))
}
