/**
 * The grids that this phone can draw: one's own, else those under one's post.
 * @module
 */
import { useEffect, useState } from '../vendor/preact-hooks.js'
import { GridsUnder } from '../api/operations.js'
import { ask } from '../core/api.js'
import { recall, remember } from '../core/cache.js'
import { grids as own, post } from './here.js'

const PAGES = 3
const DAY = 24 * 3600_000

/** @returns {any[]} grids with their shapes; empty while unknown */
export function useGrids() {
  const [under, setUnder] = useState(/** @type {any[]} */ ([]))
  const area = own.value.length ? null : (post.value?.area.code ?? null)
  useEffect(() => {
    if (area && area.length > 6) void gridsUnder(area).then(setUnder, () => {})
  }, [area])
  return own.value.length ? own.value : under
}

/** @param {string} area */
async function gridsUnder(area) {
  const key = `grids:${area}`
  const old = await recall(key)
  if (old && Date.now() - old.fetchedAt < DAY) return old.value
  try {
    const all = await readPages(area)
    await remember(key, all)
    return all
  } catch (failure) {
    if (old) return old.value
    throw failure
  }
}

/** @param {string} under */
async function readPages(under) {
  /** @type {any[]} */
  const all = []
  let after = null
  for (let page = 0; page < PAGES; page++) {
    const { areas } = /** @type {any} */ (await ask(GridsUnder, { under, after }))
    all.push(...areas.nodes)
    if (!areas.pageInfo.hasNextPage) break
    after = areas.pageInfo.endCursor
  }
  return all
}
