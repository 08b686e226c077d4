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
 * What is drawn of a layer, around which view, and over which shades.
 * @typedef {{ layer: import('./layer.js').Layer | null, zoom: number, box: Box | null, under: unknown }} Laid
 */

/**
 * What is to be drawn instead of what is; null while that is still right: a map that is moved a little draws nothing anew.
 * @param {Laid | undefined} now
 * @param {{ layer: Laid['layer'], zoom: number, view: Box | null, under: unknown }} seen
 * @returns {Laid | null}
 */
export function laidAnew(now, { layer, zoom, view, under }) {
  if (!layer || !view) return now?.layer === null ? null : { layer: null, zoom, box: null, under }
  const same = now?.layer === layer && now.zoom === zoom && now.under === under
  return same && now.box && holds(now.box, view) ? null : { layer, zoom, box: wider(view), under }
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
