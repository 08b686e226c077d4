/**
 * What the big map asks the server for as it is moved: the borders in its view, and the incidents there, one by one or,
 * when there are too many, counted by area.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { AreasInBox, Counts, MarksOnMap } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { holds, levelOf, wider } from '../../core/place/mapping.js'

/** @typedef {import('../../core/place/mapping.js').Box} Box */
/** @typedef {ReturnType<typeof levelOf>} Level */
/** @typedef {{ areas: any[], marks: any[], counts: import('./areas.js').Count[], many: boolean, total: number, level: string, failure: any }} Shown */

/** Marks that are drawn one by one; more are counted by area. */
const MOST = 200
const PAGES = 4

/** @type {Shown} */
const NOTHING = { areas: [], marks: [], counts: [], many: false, total: 0, level: '', failure: null }

/**
 * @param {Box | null} view
 * @param {Record<string, any>} filter the list's own
 * @param {number} turn another number: read again
 * @returns {Shown}
 */
export function useView(view, filter, turn) {
  const [shown, setShown] = useState(NOTHING)
  const last = useRef({ key: '', box: /** @type {Box | null} */ (null) })
  useEffect(() => {
    if (!view || view.south >= view.north || view.west >= view.east) return // a map without a size
    const key = `${levelOf(view)}${JSON.stringify(filter)}${turn}`
    if (last.current.key === key && last.current.box && holds(last.current.box, view)) return
    const stop = new AbortController()
    const box = wider(view)
    last.current = { key, box }
    look(box, levelOf(view), filter, stop.signal).then(
      (found) => !stop.signal.aborted && setShown(found),
      (failure) => {
        last.current = { key: '', box: null }
        if (!stop.signal.aborted) setShown((old) => ({ ...old, failure }))
      },
    )
    return () => {
      stop.abort()
      if (last.current.box === box) last.current = { key: '', box: null }
    }
  }, [view, JSON.stringify(filter), turn])
  return shown
}

/**
 * @param {Box} box
 * @param {Level} level
 * @param {Record<string, any>} filter
 * @param {AbortSignal} signal
 * @returns {Promise<Shown>}
 */
async function look(box, level, filter, signal) {
  const within = { ...filter, box }
  const [areas, page] = await Promise.all([
    areasIn(box, level, signal),
    ask(MarksOnMap, { filter: within, after: null }, { signal }),
  ])
  const { nodes, total: { count: total }, pageInfo } = /** @type {any} */ (page).incidents
  const many = total > MOST || level === 'STREET' // a whole district: how many where, and not which
  const counts = many || level !== 'GRID' ? await countsIn(areas, level, within, signal) : []
  const shown = { areas, total, level, many, counts, failure: null }
  if (many) return { ...shown, marks: [] }
  const rest = pageInfo.hasNextPage
    ? /** @type {any} */ (await ask(MarksOnMap, { filter: within, after: pageInfo.endCursor }, { signal })).incidents
      .nodes
    : []
  return { ...shown, marks: [...nodes, ...rest] }
}

/** Borders hardly change: what was drawn once is kept while the app is open. @type {Map<string, any>} */
const drawn = new Map()

/**
 * @param {Box} box
 * @param {Level} level
 * @param {AbortSignal} signal
 */
async function areasIn(box, level, signal) {
  let after = null
  for (let page = 0; page < PAGES; page++) {
    const { areas } = /** @type {any} */ (await ask(AreasInBox, { level, box, after }, { signal }))
    for (const one of areas.nodes) drawn.set(one.code, { ...one, level })
    if (!areas.pageInfo.hasNextPage) break
    after = areas.pageInfo.endCursor
  }
  return [...drawn.values()].filter((one) => one.level === level)
}

/**
 * @param {any[]} areas
 * @param {Level} level
 * @param {Record<string, any>} filter
 * @param {AbortSignal} signal
 */
async function countsIn(areas, level, filter, signal) {
  const [all, behind] = /** @type {any[]} */ (await Promise.all(
    [filter, { ...filter, late: true }].map((filter) => ask(Counts, { filter, by: level }, { signal })),
  ))
  const late = new Map(behind.incidentCounts.map((/** @type {any} */ { key, count }) => [key, count]))
  return /** @type {any[]} */ (all.incidentCounts).flatMap(({ key, label, count }) => {
    const at = areas.find((one) => one.code === key)
    return at ? [{ code: key, name: label, count, late: late.get(key) ?? 0, lat: at.lat, lon: at.lon }] : []
  })
}
