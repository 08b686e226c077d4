/**
 * Lists by pages: the first as remembered and fresh, the next ones only when asked for.
 * @module
 */
import { useEffect, useReducer, useRef } from '../vendor/preact-hooks.js'
import { DeskList, Feed } from '../api/operations.js'
import { ask } from '../core/api.js'
import { observe } from '../core/outbox/rows.js'
import { noPages, PAGE, paged, together, wanted } from './paging.js'
import { totalOf, useRead } from './read.js'
import { placeOf } from './stood.js'
import { need } from './words.js'

/** What each order of the lists is for the server. */
const ORDER_BY = /** @type {const} */ ({
  URGENT_FIRST: { by: 'DUE', direction: 'ASCENDING' },
  NEWEST_FIRST: { by: 'RECEIVED', direction: 'DESCENDING' },
  CHANGED_FIRST: { by: 'CHANGED', direction: 'DESCENDING' },
})

/**
 * Incidents.
 * @param {Record<string, any>} filter
 * @param {keyof typeof ORDER_BY} order
 * @param {{ counted?: boolean }} [options] `counted`: with the total
 */
export function useFeed(filter, order, { counted = false } = {}) {
  const feed = usePages(
    counted ? DeskList : Feed,
    { filter, orderBy: ORDER_BY[order] },
    'incidents',
    listHere(filter, order),
  )
  useEffect(() => {
    if (feed.fresh && feed.data) void observe(feed.data.incidents.nodes)
  }, [feed.fetchedAt])
  return { ...feed, orderBy: ORDER_BY[order] }
}

/**
 * The same list out of the phone's copy, where that is newer than what was read. What it cannot tell it says.
 * @param {Record<string, any>} filter
 * @param {string} order
 * @returns {import('../core/replica/cache.js').Otherwise}
 */
function listHere(filter, order) {
  return async (read) => {
    const here = await (await import('../core/replica/copy.js')).listed(filter, order).catch(async (why) => {
      await need(['typed'])
      throw why
    })
    return here && here.fetchedAt > (read?.fetchedAt ?? 0) ? here : read
  }
}

/**
 * Any list that the server gives as a connection.
 * @param {any} operation
 * @param {Record<string, any>} variables without `first` and `after`
 * @param {string} field the connection in the answer
 * @param {import('../core/replica/cache.js').Otherwise} [otherwise]
 */
export function usePages(operation, variables, field, otherwise) {
  const key = `${operation.name}:${JSON.stringify(variables)}`
  const [pages, tell] = useReducer(paged, key, noPages)
  const shown = useRef(0) // rows that stand there; before there are any, as many as stood there last
  if (pages.key !== key) shown.current = 0
  const first = wanted(shown.current || placeOf(key).rows)
  const reading = useRead(key, operation, { ...variables, first }, { otherwise })
  const here = reading.data?.[field]
  useEffect(() => tell({ kind: 'list', key }), [key])
  useEffect(() => {
    if (here) tell({ kind: 'first', key, rows: here.nodes.length })
  }, [key, reading.fetchedAt])
  const total = here ? totalOf(here) : null
  const { tail, busy, failure, page: end } = pages.key === key ? pages : noPages(key)
  const page = end ?? here?.pageInfo
  const nodes = together(here?.nodes ?? [], tail)
  shown.current = nodes.length || shown.current
  const next = async () => {
    tell({ kind: 'ask' })
    try {
      const found = (await ask(operation, { ...variables, first: PAGE, after: page.endCursor }))[field]
      tell({ kind: 'page', key, nodes: found.nodes, page: found.pageInfo })
    } catch (failure) {
      tell({ kind: 'failed', key, failure })
    }
  }
  return {
    ...reading,
    data: here ? reading.data : null,
    key,
    nodes,
    total: total?.count ?? null,
    exact: total?.exact ?? true,
    hasMore: Boolean(page?.hasNextPage),
    next,
    nextBusy: busy,
    nextFailure: failure,
  }
}
