/**
 * Whom a whistle would ring if it were blown now, unit by unit and by post, and when each would be due.
 * @module
 */
import { WhistleRings } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { useRead } from '../read.js'
import { words } from '../words.js'

/** @typedef {{ incident: string, kind: string, units: string[], meetAt: string | null, doneBy: string | null }} Asked */

/**
 * One for each unit, in no order; none until the server has said it for this very question, for it is about now.
 * @param {Asked | null} asked null: there is nothing to ask
 * @returns {{ rings: any[], waiting: boolean }}
 */
export function useRings(asked) {
  const key = asked && asked.kind && asked.units.length > 0 ? `rings:${JSON.stringify(asked)}` : null
  const { data, fresh, waiting } = useRead(key, WhistleRings, asked)
  return { rings: (fresh && data?.whistleRings) || [], waiting: key !== null && waiting }
}

/** How many people it rings. @param {any[]} rings */
export function people(rings) {
  return rings.flatMap((one) => one.posts).reduce((sum, one) => sum + one.people, 0)
}

/** What one unit's would be; nothing while it is not known. @param {{ rings: any[], unit: string }} props */
export function Ring({ rings, unit }) {
  const ring = rings.find((one) => one.unit.id === unit)
  if (!ring) return null
  const nobody = ring.posts.length === 0
  return html`
    <p class=${nobody ? 'strip warn' : 'note'}>${whom(ring)}</p>
    <p class="note">${due(ring)}</p>
  `
}

/** Who would be rung, by post. @param {any} ring */
function whom({ posts, onDuty }) {
  const { ring, role, between, join } = words.value
  const named = /** @type {Record<string, string>} */ (role)
  const people = posts.map((/** @type {any} */ one) => ring.post(named[one.role] ?? one.role, one.people))
  return [people.length > 0 ? ring.to(people.join(between)) : ring.nobody, onDuty > 0 && ring.duty(onDuty)].filter(
    Boolean,
  ).join(join)
}

/** When it would be due. @param {any} ring */
function due({ ackDueAt, arriveDueAt, doneDueAt, provisional }) {
  const { w, ring, partyStage, join } = words.value
  const steps = /** @type {[string, string | null][]} */ ([
    [partyStage.ACK, ackDueAt],
    [partyStage.ARRIVE, arriveDueAt],
    [partyStage.DONE, doneDueAt],
  ])
  return [...steps.map(([name, at]) => at && `${name} ${w.dueAt(stamp(at))}`), provisional && ring.provisional].filter(
    Boolean,
  ).join(join)
}
