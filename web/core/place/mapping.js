/**
 * What the big map shows at which distance: which level of areas, and marks that lie on each other as one.
 * @module
 */

/** @typedef {{ south: number, west: number, north: number, east: number }} Box */
/** @typedef {{ id: string, lat: number, lon: number, light: string }} Mark */

/** The worst light is the one that a cluster shows. */
const WORST = ['RED', 'YELLOW', 'PAUSED', 'GREEN']

/** Below how many degrees of latitude a view shows grids, and communities. */
const GRIDS = 0.03
const COMMUNITIES = 0.12

/**
 * The level whose borders a view is drawn with.
 * @param {Box} box
 * @returns {'GRID' | 'COMMUNITY' | 'STREET'}
 */
export function levelOf({ south, north }) {
  const high = north - south
  return high < GRIDS ? 'GRID' : high < COMMUNITIES ? 'COMMUNITY' : 'STREET'
}

/**
 * Things that would lie on each other, as one: every group stands where its first one is, and none nearer than `size` to another.
 * @template {{ lat: number, lon: number }} T
 * @param {T[]} things
 * @param {(thing: T) => { x: number, y: number }} pixels where one is drawn
 * @param {number} [size] pixels within which they are one
 * @returns {{ lat: number, lon: number, inside: T[] }[]}
 */
export function clustered(things, pixels, size = 64) {
  /** @type {{ at: { x: number, y: number }, lat: number, lon: number, inside: T[] }[]} */
  const groups = []
  for (const thing of things) {
    const at = pixels(thing)
    const near = groups.find((group) => Math.abs(group.at.x - at.x) < size && Math.abs(group.at.y - at.y) < size)
    if (near) near.inside.push(thing)
    else groups.push({ at, lat: thing.lat, lon: thing.lon, inside: [thing] })
  }
  return groups.map(({ lat, lon, inside }) => ({ lat, lon, inside }))
}

/** @param {Mark[]} marks */
export function worst(marks) {
  return WORST.find((light) => marks.some((mark) => mark.light === light)) ?? 'NONE'
}

/**
 * Whether `outer` holds the whole of `inner`.
 * @param {Box} outer
 * @param {Box} inner
 */
export function holds(outer, inner) {
  return outer.south <= inner.south && outer.west <= inner.west && outer.north >= inner.north &&
    outer.east >= inner.east
}

/**
 * The box and a half of its width and height around it: one may drag a little before it is asked again.
 * @param {Box} box
 * @returns {Box}
 */
export function wider({ south, west, north, east }) {
  const high = (north - south) / 2
  const wide = (east - west) / 2
  return { south: south - high, west: west - wide, north: north + high, east: east + wide }
}

/**
 * The box around rings of [lon, lat].
 * @param {number[][][]} rings
 * @returns {Box | null}
 */
export function around(rings) {
  const all = rings.flat()
  if (all.length === 0) return null
  const lons = all.map(([lon]) => lon ?? 0)
  const lats = all.map(([, lat]) => lat ?? 0)
  return { south: Math.min(...lats), west: Math.min(...lons), north: Math.max(...lats), east: Math.max(...lons) }
}
