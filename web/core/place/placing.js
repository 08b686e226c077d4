/**
 * Whether the place of a report still says where its reporter stands. A fix speaks for two minutes and fifty metres; after that it is
 * taken anew, and where it does not fit the earlier one the person says which of both is meant. A place that a person chose (a pin,
 * an address, "there") is theirs and is never doubted.
 * @module
 */
import { distance } from './territory.js'

/** @typedef {import('../types.js').Place} Place */
/**
 * @typedef {{ place: Place | null, placeKept?: boolean, fixedAt?: number }} Placed `placeKept`: the person said that it is this one;
 *   `fixedAt`: ms, when the phone took it, by its own clock
 */

/** How long a fix speaks for where somebody stands, ms. */
export const FRESH = 120_000
/** How far somebody may have gone from it, m. */
export const NEAR = 50

/** @param {Placed} placed whether the phone took it, and nobody chose it */
export function isTaken({ place, placeKept }) {
  return place?.source === 'GPS' && !placeKept
}

/**
 * How old a place is that the phone took, ms; null for one that does not age. A clock that was set back makes it old too.
 * @param {Placed} placed
 * @param {number} [now]
 */
export function ageOf(placed, now = Date.now()) {
  const { place, fixedAt } = placed
  return place && isTaken(placed) ? Math.abs(now - (fixedAt ?? Date.parse(place.confirmedAt))) : null
}

/**
 * Whether it has to be taken anew before it may be sent.
 * @param {Placed} placed
 * @param {number} [now]
 */
export function isDoubtful(placed, now = Date.now()) {
  return (ageOf(placed, now) ?? 0) > FRESH
}

/**
 * Whether a new fix is of another spot than the place: further than fifty metres, and than both may be wrong by.
 * @param {Place} place
 * @param {Place} found
 */
export function isElsewhere(place, found) {
  return metresBetween(place, found) > Math.max(NEAR, (place.accuracyM ?? 0) + (found.accuracyM ?? 0))
}

/** @param {Place} place @param {Place} found both with a point */
export function metresBetween(place, found) {
  return distance(/** @type {any} */ (place), /** @type {any} */ (found))
}

/**
 * What a new fix makes of the answers: the change of them, or that the person has to choose between both places.
 * @param {Placed} placed
 * @param {Place} found
 * @param {number} [now]
 * @returns {{ change?: Partial<Placed>, elsewhere?: { place: Place, fixedAt: number } }}
 */
export function met(placed, found, now = Date.now()) {
  const { place } = placed
  if (!place) return { change: { place: found, fixedAt: now } }
  if (!isTaken(placed)) return {}
  if (isElsewhere(place, found)) return { elsewhere: { place: found, fixedAt: now } }
  return { change: { place: { ...place, ...found }, fixedAt: now } }
}
