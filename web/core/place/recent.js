/**
 * Places without a point: a building or a line of text, and those that this person used last.
 * @module
 */
import { me } from '../session/session.js'
import { fact, setFact } from '../replica/store.js'

/** @typedef {import('../types.js').Place} Place */

/**
 * A building, unit and floor, or a line of text, in a grid: no point is claimed.
 * @param {{ gridCode: string, address?: string, building?: string, unitDoor?: string, floor?: string }} parts
 * @param {number} [now]
 * @returns {Place}
 */
export function address({ gridCode, address = '', building = '', unitDoor = '', floor = '' }, now = Date.now()) {
  return { source: 'ADDRESS', gridCode, address, building, unitDoor, floor, confirmedAt: new Date(now).toISOString() }
}

/** Places offered again under 最近用过. */
const RECENT = 6

/**
 * @param {Place} place that was used in a report
 */
export async function rememberPlace(place) {
  const person = await me()
  if (!person || !(place.building || place.address)) return
  const key = /** @type {const} */ (`places:${person.id}`)
  const others = ((await fact(key)) ?? []).filter((/** @type {Place} */ one) => label(one) !== label(place))
  await setFact(key, [place, ...others].slice(0, RECENT)).catch(() => {})
}

/** @returns {Promise<Place[]>} this person's last places, the newest first */
export async function recentPlaces() {
  const person = await me()
  return person ? ((await fact(`places:${person.id}`)) ?? []) : []
}

/** @param {Place} place */
function label(place) {
  return [place.address, place.building, place.unitDoor, place.floor].join(' ')
}
