/**
 * A line or a ring as a text that can be typed and that the server reads: longitude,latitude one after the other.
 * @module
 */

/** @param {number[][]} corners */
export function textOf(corners) {
  return corners.map(([lon = 0, lat = 0]) => `${lon.toFixed(7)},${lat.toFixed(7)}`).join(' ')
}

/** The corners that a text says as far as it goes. @param {string} text @returns {number[][]} */
export function cornersOf(text) {
  const said = (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number)
  return Array.from({ length: said.length >> 1 }, (_, at) => said.slice(at * 2, at * 2 + 2))
}
