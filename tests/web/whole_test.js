/**
 * What outlives the screen is whole and bears its dates: every row of a list, moments by Shanghai's clock with their year.
 * @module
 */
import { moment } from '../../web/core/csv.js'
import { MOST, whole } from '../../web/core/whole.js'
import { equal, is, test } from './saying.js'

/** @param {number} count rows, given as the server gives them @param {number} [fails] at which page it does */
const list =
  (count, fails = Infinity) => async (/** @type {{ first: number, after: string | null }} */ { first, after }) => {
    const from = Number(after ?? 0)
    if (from / first >= fails) throw new TypeError('gone')
    const nodes = Array.from({ length: Math.min(first, count - from) }, (_, n) => ({ id: from + n }))
    return await { nodes, pageInfo: { hasNextPage: from + first < count, endCursor: String(from + first) } }
  }

test('all 308 rows are fetched, each once, and it is told how many are here', async () => {
  /** @type {number[]} */
  const told = []
  equal([(await whole(list(308), (n) => void told.push(n))).length, told], [308, [100, 200, 300, 308]])
  is((await whole(list(0))).length, 0)
})

test('half a list is none, and no list is endless', async () => {
  is(await whole(list(308, 2)).catch((error) => error.message), 'gone')
  is((await whole(list(MOST + 500))).length, MOST)
})

test('a moment is told with its date', () => {
  equal([moment('2026-12-01T02:30:00Z'), moment(null)], ['2026-12-01 10:30', ''])
})
