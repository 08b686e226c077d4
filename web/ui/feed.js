/**
 * Lists by pages: the first as remembered and fresh, the next ones only when asked for.
 * @module
 */
import { useEffect, useState } from '../vendor/preact-hooks.js'
import { DeskList, Feed } from '../api/operations.js'
import { ask } from '../core/api.js'
import { observe } from '../core/outbox/rows.js'
import { totalOf, useRead } from './read.js'
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
  return feed
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
  const reading = useRead(key, operation, { ...variables, first: 30 }, { otherwise })
  const [more, setMore] = useState(
    /** @type {{ key: string, nodes: any[], page: any, busy: boolean, failure: any }} */ ({
      key,
      nodes: [],
      page: null,
      busy: false,
      failure: null,
    }),
  )
  useEffect(() => {
    setMore({ key, nodes: [], page: null, busy: false, failure: null })
  }, [key, reading.fetchedAt])
  const first = reading.data?.[field]
  const total = first ? totalOf(first) : null
  const page = (more.key === key && more.page) || first?.pageInfo
  const seen = new Set()
  const nodes = [...(first?.nodes ?? []), ...(more.key === key ? more.nodes : [])].filter((one) =>
    !seen.has(one.id) && seen.add(one.id)
  )
  const next = async () => {
    setMore((old) => ({ ...old, busy: true, failure: null }))
    try {
      const found = /** @type {any} */ (await ask(operation, { ...variables, first: 30, after: page.endCursor }))[field]
      setMore((old) => ({
        key,
        nodes: [...old.nodes, ...found.nodes],
        page: found.pageInfo,
        busy: false,
        failure: null,
      }))
    } catch (failure) {
      setMore((old) => ({ ...old, busy: false, failure }))
    }
  }
  return {
    ...reading,
    nodes,
    total: total?.count ?? null,
    exact: total?.exact ?? true,
    hasMore: Boolean(page?.hasNextPage),
    next,
    nextBusy: more.busy,
    nextFailure: more.failure,
  }
}
