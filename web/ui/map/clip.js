/**
 * Cuts a ring to a box (Sutherland and Hodgman), so that a sketch draws nothing beyond its own edge.
 * @module
 */

/** @typedef {[number, number]} Spot lon, lat */

/**
 * @param {number[][]} ring closed, of [lon, lat]
 * @param {{ west: number, south: number, east: number, north: number }} box
 * @returns {number[][]} closed again; empty when nothing of it lies in the box
 */
export function clipped(ring, { west, south, east, north }) {
  let spots = /** @type {Spot[]} */ (ring.slice(0, -1))
  spots = cut(spots, ([lon]) => lon - west)
  spots = cut(spots, ([lon]) => east - lon)
  spots = cut(spots, ([, lat]) => lat - south)
  spots = cut(spots, ([, lat]) => north - lat)
  const first = spots[0]
  return first ? [...spots, first] : []
}

/**
 * What lies on the side where `inside` is not negative.
 * @param {Spot[]} spots
 * @param {(spot: Spot) => number} inside grows evenly with the distance from the edge
 * @returns {Spot[]}
 */
function cut(spots, inside) {
  /** @type {Spot[]} */
  const kept = []
  spots.forEach((spot, index) => {
    const before = /** @type {Spot} */ (spots.at(index - 1))
    const [was, is] = [inside(before), inside(spot)]
    if (was >= 0 !== is >= 0) kept.push(between(before, spot, was / (was - is)))
    if (is >= 0) kept.push(spot)
  })
  return kept
}

/**
 * @param {Spot} a
 * @param {Spot} b
 * @param {number} share of the way from a to b
 * @returns {Spot}
 */
function between(a, b, share) {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}
