/**
 * A community's layer as the server packs it (ways of whole 1e-6 degrees from an origin), made into shapes of WGS-84 degrees; and what
 * of it is nearest to a point.
 * @module
 */
import { distance, inRing } from './territory.js'

/** @typedef {{ lat: number, lon: number }} Point */
/** @typedef {{ name: string, units: number, floors: number, basements: number, ring: number[][], lat: number, lon: number }} Building */
/** @typedef {{ kind: 'GATE' | 'ANCHOR', name: string, lat: number, lon: number }} Mark */
/**
 * @typedef {object} Layer
 * @property {string} code  of the community
 * @property {string} name
 * @property {boolean} synthetic  made up, not surveyed
 * @property {string} source
 * @property {{ name: string, line: number[][] }[]} roads
 * @property {Building[]} buildings
 * @property {Mark[]} marks  gates and landmarks
 * @property {import('../types.js').Grid[]} grids  its own, then those around it
 */

/**
 * @typedef {{ code: string, name: string, synthetic: boolean, source: string, origin: [number, number], roads: [string, number[]][],
 *   buildings: [string, number, number, number, number[]][], points: [Mark['kind'], string, number, number][],
 *   grids: [string, string, number[]][] }} Told ways are steps
 */

/** How far away something may be that is named for a place, m. */
const NEAR = 120

/**
 * @param {Told} told as `GET /layers/{code}` gives it
 * @returns {Layer}
 */
export function decoded({ code, name, synthetic, source, origin, roads, buildings, points, grids }) {
  const way = (/** @type {number[]} */ steps) => line(steps, origin)
  return {
    code,
    name,
    synthetic,
    source,
    roads: roads.map(([name, steps]) => ({ name, line: way(steps) })),
    buildings: buildings.map(([name, units, floors, basements, steps]) => {
      const corners = way(steps)
      return { name, units, floors, basements, ring: [...corners, ...corners.slice(0, 1)], ...middle(corners) }
    }),
    marks: points.map(([kind, name, ...step]) => ({ kind, name, ...middle(way(step)) })),
    grids: grids.map(([code, name, steps]) => {
      const ring = way(steps)
      return { code, name, shape: { ring }, ...middle(ring.slice(1)) }
    }),
  }
}

/**
 * @param {number[]} steps
 * @param {number[]} origin lon, lat
 * @returns {number[][]} [lon, lat]
 */
function line(steps, [x = 0, y = 0]) {
  const found = []
  for (let i = 0; i + 1 < steps.length; i += 2) {
    x += /** @type {number} */ (steps[i])
    y += /** @type {number} */ (steps[i + 1])
    found.push([x / 1e6, y / 1e6])
  }
  return found
}

/** @param {number[][]} corners @returns {Point} */
function middle(corners) {
  const mean = (/** @type {number} */ at) =>
    corners.reduce((sum, one) => sum + /** @type {number} */ (one[at]), 0) / (corners.length || 1)
  return { lon: mean(0), lat: mean(1) }
}

/**
 * The named things nearest to a point, one of each name, the nearest first; a building that holds it is 0 m away.
 * @param {Layer} layer
 * @param {Point} point
 * @param {number} [most]
 * @param {number} [within] m
 * @returns {{ name: string, metres: number }[]}
 */
export function nearest(layer, point, most = 3, within = NEAR) {
  const houses = layer.buildings.map(({ name, ring }) => ({ name, metres: fromRing(point, ring) }))
  const marks = layer.marks.map((one) => ({ name: one.name, metres: distance(point, one) }))
  /** @type {Map<string, { name: string, metres: number }>} */
  const found = new Map()
  for (const one of [...houses, ...marks].filter(({ name }) => name).sort((a, b) => a.metres - b.metres)) {
    if (one.metres <= within && !found.has(one.name)) found.set(one.name, one)
    if (found.size === most) break
  }
  return [...found.values()]
}

/**
 * Metres from a ring; 0 inside.
 * @param {Point} point
 * @param {number[][]} ring
 */
function fromRing(point, ring) {
  if (inRing(point, ring)) return 0
  let least = Infinity
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = /** @type {[number, number]} */ (ring[i - 1])
    const [x2, y2] = /** @type {[number, number]} */ (ring[i])
    const [dx, dy] = [x2 - x1, y2 - y1]
    const along = ((point.lon - x1) * dx + (point.lat - y1) * dy) / (dx * dx + dy * dy || 1)
    const part = Math.max(0, Math.min(1, along))
    least = Math.min(least, distance(point, { lon: x1 + part * dx, lat: y1 + part * dy }))
  }
  return least
}

/**
 * The buildings of a grid by their numbers, those nearest to a point first where there is one.
 * @param {Layer} layer
 * @param {{ shape?: { ring: number[][] } | null } | null} grid null: all
 * @param {Point | null} point
 * @returns {Building[]} one of each name
 */
export function buildingsOf(layer, grid, point) {
  const ring = grid?.shape?.ring
  const inside = layer.buildings.filter((one) => one.name && (!ring || inRing(one, ring)))
  const sorted = point
    ? inside.map((one) => ({ one, metres: distance(point, one) })).sort((a, b) => a.metres - b.metres).map(({ one }) =>
      one
    )
    : inside.sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }))
  return [...new Map(sorted.map((one) => [one.name, one])).values()]
}

/** The community whose layer a point wants: of the grid that holds it, else of the nearest one. @param {Point} point @param {import('../types.js').Grid[]} grids */
export function communityOf(point, grids) {
  const holding = grids.find((grid) => grid.shape && inRing(point, grid.shape.ring))
  const near = holding ?? [...grids].sort((a, b) => distance(point, a) - distance(point, b))[0]
  return near?.code.slice(0, 12) ?? null
}
