/**
 * Walking a desk's rows: what was dealt with leaves the list, and the row that follows it is the next.
 * @module
 */
import { rowFrom } from '../../web/ui/desk/walking.js'
import { equal, is, test } from './saying.js'

const NODES = ['a', 'b', 'c'].map((id) => ({ id }))

test('one goes down and up from the open row, and not beyond the ends', () => {
  equal([rowFrom(NODES, 'b', 1, 1), rowFrom(NODES, 'b', 1, -1)], ['c', 'a'])
  equal([rowFrom(NODES, 'c', 2, 1), rowFrom(NODES, 'a', 0, -1)], [null, null])
})

test('an incident that left the list is followed by the row that took its place', () => {
  equal([rowFrom(NODES, 'gone', 1, 1), rowFrom(NODES, 'gone', 1, -1)], ['b', 'a'])
  is(rowFrom(NODES, 'gone', 3, 1), null)
})

test('from an incident that was never in the list one goes to its first row', () => {
  equal([rowFrom(NODES, 'other', -1, 1), rowFrom([], 'other', -1, 1)], ['a', null])
})
