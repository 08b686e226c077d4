/**
 * What became of delivered reports: asks once in a while, so that 已受理 appears without the incident being opened.
 * @module
 */
import { IncidentStates } from '../../api/operations.js'
import { ask } from '../api.js'
import { isReport, observe, rows } from './rows.js'

/** Not more often than this. */
const APART = 60_000

let asked = 0

/** Asks for the reports of this person that changed last, if one of this phone's is delivered and not yet taken. */
export async function becameOf(now = Date.now()) {
  if (now - asked < APART) return
  const open = (await rows()).some((row) => row.state === 'DELIVERED' && isReport(row))
  if (!open) return
  asked = now
  try {
    const data = await ask(IncidentStates, { filter: { mine: 'REPORTED' } })
    await observe(data.incidents.nodes)
  } catch {
    asked = 0 // no answer: the next look asks again
  }
}
