/**
 * The grids that this phone can draw: one's own, else those under one's post.
 * @module
 */
import { post, posts } from '../here.js'
import { drawn } from '../suggest.js'

/** @returns {any[]} grids with their shapes; empty while unknown */
export function useGrids() {
  const all = drawn.value
  const mine = new Set(posts.value.filter(({ role }) => role === 'GRID_WORKER').map(({ area }) => area.code))
  const own = (all ?? []).filter(({ code }) => mine.has(code))
  if (own.length) return own
  const under = post.value?.area.code
  return under ? (all ?? []).filter(({ code }) => code.startsWith(under)) : []
}
