/**
 * The pages of a list beyond its first. A page of another list, which comes late, changes nothing.
 * @module
 */

/** One page, and the most that the server gives at once: so many rows are read anew together. */
export const PAGE = 30
export const MOST = 100

/**
 * @typedef {{ key: string, first: number, tail: any[], page: any, busy: boolean, failure: any }} Pages
 *   `first`: rows of the first page; `tail`: rows after it; `page`: where the tail ends, null while there is none
 */
/**
 * @typedef {{ kind: 'list', key: string } | { kind: 'first', key: string, rows: number } | { kind: 'ask' } |
 *   { kind: 'page', key: string, nodes: any[], page: any } | { kind: 'failed', key: string, failure: any }} News
 */

/** @param {string} key @returns {Pages} */
export function noPages(key) {
  return { key, first: 0, tail: [], page: null, busy: false, failure: null }
}

/**
 * @param {Pages} now
 * @param {News} news
 * @returns {Pages}
 */
export function paged(now, news) {
  if (news.kind === 'list') return now.key === news.key ? now : noPages(news.key)
  if (news.kind === 'ask') return { ...now, busy: true, failure: null }
  if (news.key !== now.key) return now // it was asked for another list
  if (news.kind === 'failed') return { ...now, busy: false, failure: news.failure }
  if (news.kind === 'page') return { ...now, tail: [...now.tail, ...news.nodes], page: news.page, busy: false }
  const tail = now.tail.slice(Math.max(0, news.rows - now.first))
  return { ...now, first: news.rows, tail, page: tail.length ? now.page : null }
}

/** How many rows the first page asks for, so that as many are there as were. @param {number} rows */
export function wanted(rows) {
  return Math.min(MOST, Math.max(PAGE, Math.ceil(rows / PAGE) * PAGE))
}

/**
 * Every row once, in order.
 * @param {any[]} first
 * @param {any[]} tail
 */
export function together(first, tail) {
  const seen = new Set()
  return [...first, ...tail].filter((one) => !seen.has(one.id) && seen.add(one.id))
}
