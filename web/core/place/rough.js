/**
 * Whether a fix is fine enough to tell in which grid somebody stands.
 * @module
 */
import { METRES, RADIANS } from './territory.js'

/**
 * Whether a fix may be wrong by more than the grid that holds it is wide: then it does not tell which grid it is.
 * @param {import('../types.js').Place | null} place
 * @param {{ shape?: { ring: number[][] } | null } | null} grid
 */
export function isRough(place, grid) {
  return Boolean(grid?.shape) && 2 * (place?.accuracyM ?? 0) > sideOf(/** @type {any} */ (grid).shape.ring)
}

/**
 * How wide a grid is, were it a square; m.
 * @param {number[][]} ring closed, of [lon, lat]
 */
function sideOf(ring) {
  const twice = ring.reduce((sum, [x, y], i) => {
    const [a, b] = /** @type {number[]} */ (ring[i + 1] ?? ring[0])
    return sum + /** @type {number} */ (x) * /** @type {number} */ (b) - /** @type {number} */
      (a) * /** @type {number} */ (y)
  }, 0)
  return METRES * Math.sqrt(Math.abs(twice / 2) * Math.cos(/** @type {number} */ (ring[0]?.[1]) * RADIANS))
}
