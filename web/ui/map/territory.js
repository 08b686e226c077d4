/**
 * The grids that this phone can draw: one's own, else those under one's post.
 * @module
 */
import { computed } from '../../vendor/signals.js'
import { post, posts } from '../here.js'
import { drawn } from '../suggest.js'

const mine = computed(() => {
  const all = drawn.value ?? []
  const own = new Set(posts.value.filter(({ role }) => role === 'GRID_WORKER').map(({ area }) => area.code))
  const worked = all.filter(({ code }) => own.has(code))
  if (worked.length) return worked
  const under = post.value?.area.code
  return under ? all.filter(({ code }) => code.startsWith(under)) : []
})

/** @returns {any[]} grids with their shapes, the same list until one changes; empty while unknown */
export function useGrids() {
  return mine.value
}
