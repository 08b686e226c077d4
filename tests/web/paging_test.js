/**
 * The pages of a list: a late page of another filter changes nothing, and a list that is read anew keeps its rows.
 * @module
 */
import { noPages, paged, together, wanted } from '../../web/ui/paging.js'
import { equal, is, test } from './saying.js'

/** @param {number} from @param {number} to */
const rows = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => ({ id: String(from + n) }))
const end = { hasNextPage: true, endCursor: 'x' }

test('a page that comes late, of a filter left meanwhile, is thrown away', () => {
  let now = paged(noPages('intake'), { kind: 'first', key: 'intake', rows: 30 })
  now = paged(now, { kind: 'ask' })
  now = paged(now, { kind: 'list', key: 'late' })
  now = paged(now, { kind: 'page', key: 'intake', nodes: rows(31, 60), page: end })
  equal([now.key, now.tail, now.busy], ['late', [], false])
  now = paged(now, { kind: 'failed', key: 'intake', failure: { code: 'TIMEOUT' } })
  is(now.failure, null)
})

test('rows that were asked for stay when the list is read anew, and those that left it go', () => {
  let now = paged(noPages('all'), { kind: 'first', key: 'all', rows: 30 })
  now = paged(now, { kind: 'page', key: 'all', nodes: rows(31, 60), page: end })
  now = paged(now, { kind: 'first', key: 'all', rows: 30 }) // what is remembered, while the server is asked
  equal([now.tail.length, now.page], [30, end])
  now = paged(now, { kind: 'first', key: 'all', rows: 60 })
  equal([now.tail, now.page], [[], null])
})

test('as many rows are read anew as stood there, up to what the server gives at once', () => {
  equal([0, 30, 31, 60, 100, 130].map(wanted), [30, 30, 60, 60, 100, 100])
  let now = paged(noPages('all'), { kind: 'first', key: 'all', rows: 100 })
  now = paged(now, { kind: 'page', key: 'all', nodes: rows(101, 130), page: end })
  now = paged(now, { kind: 'first', key: 'all', rows: 100 })
  equal([now.tail.length, now.page], [30, end])
})

test('a row that moved between two pages stands there once', () => {
  equal(together(rows(1, 3), rows(3, 4)).map(({ id }) => id), ['1', '2', '3', '4'])
})
