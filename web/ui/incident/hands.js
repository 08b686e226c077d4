/**
 * Into whose hands something goes next, said before it goes.
 * @module
 */
import { words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentFull} Incident */

/** After a feedback: whose desk sees it, and who looks at the place, if anybody. @param {Incident} incident */
export function nextHands({ level, condition, incidentClass }) {
  const { f } = words.value
  return f.thenCheck[condition?.checkPolicy ?? incidentClass.checkPolicy ?? 'ALWAYS'](deskOf(level))
}

/** After a check: whose desk decides on it. @param {Incident} incident */
export function afterCheck({ level }) {
  return words.value.f.checkGoes(deskOf(level))
}

/** @param {number} level */
function deskOf(level) {
  const { f } = words.value
  return level <= 1 ? f.desks.community : level === 2 ? f.desks.street : f.desks.district
}
