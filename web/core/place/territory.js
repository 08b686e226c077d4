/**
 * Geometry on the phone, over the cached grids: which grid holds a point, and how far. WGS-84 degrees in, metres out. What is
 * computed here is shown at once; the server decides.
 * @module
 */

/** @typedef {import('../types.js').Grid} Grid */
/** @typedef {{ lat: number, lon: number }} Point */

const EARTH = 6_371_008.8 // metres, mean radius
export const RADIANS = Math.PI / 180
export const METRES = EARTH * RADIANS // in one degree of latitude

/**
 * The grid that holds the point; on a border the one with the lowest code, as on the server.
 * @template {Grid} G
 * @param {Point} point
 * @param {G[]} grids
 * @returns {G | null}
 */
export function gridAt(point, grids) {
  const holding = grids.filter((grid) => grid.shape && inRing(point, grid.shape.ring))
  return holding.sort((a, b) => (a.code < b.code ? -1 : 1))[0] ?? null
}

/**
 * @param {Point} point
 * @param {number[][]} ring closed, of [lon, lat]
 * @returns {boolean} also true on the border
 */
export function inRing({ lat, lon }, ring) {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = /** @type {[number, number]} */ (ring[i])
    const [x2, y2] = /** @type {[number, number]} */ (ring[j])
    if (onSegment(lon, lat, x1, y1, x2, y2)) return true
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

/**
 * @param {number} x @param {number} y
 * @param {number} x1 @param {number} y1
 * @param {number} x2 @param {number} y2
 */
function onSegment(x, y, x1, y1, x2, y2) {
  const cross = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)
  const along = (x - x1) * (x - x2) + (y - y1) * (y - y2)
  return Math.abs(cross) < 1e-14 && along <= 0
}

/**
 * Metres between two points, by the haversine.
 * @param {Point} a
 * @param {Point} b
 */
export function distance(a, b) {
  const u = Math.sin(((b.lat - a.lat) * RADIANS) / 2) ** 2
  const v = Math.sin(((b.lon - a.lon) * RADIANS) / 2) ** 2
  return 2 * EARTH * Math.asin(Math.sqrt(u + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * v))
}

/**
 * The point so many metres further: the ten-metre arrows of the mini-map.
 * @param {Point} point
 * @param {number} north
 * @param {number} east
 * @returns {Point}
 */
export function moved({ lat, lon }, north, east) {
  return { lat: lat + north / METRES, lon: lon + east / (METRES * Math.cos(lat * RADIANS)) }
}

/**
 * Cached incidents of the same minor class within `metres` of the point: the phone's own suggestion of a duplicate.
 * @template {{ incidentClass: { code: string }, place: Point }} I
 * @param {string} classCode
 * @param {Point} point
 * @param {I[]} incidents
 * @param {number} [metres]
 * @returns {{ incident: I, distanceM: number }[]} the nearest first
 */
export function alike(classCode, point, incidents, metres = 50) {
  return incidents
    .filter((incident) => incident.incidentClass.code === classCode)
    .map((incident) => ({ incident, distanceM: distance(point, incident.place) }))
    .filter((found) => found.distanceM <= metres)
    .sort((a, b) => a.distanceM - b.distanceM)
}
