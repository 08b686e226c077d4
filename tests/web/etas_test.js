/**
 * 应哨: the moments at which a called unit may say that it comes.
 * @module
 */
import { etas } from '../../web/ui/whistle/etas.js'
import { equal, test } from './saying.js'

const NOW = Date.parse('2026-11-30T01:00:00Z') // 9:00 in Shanghai
const minutes = (/** @type {ReturnType<typeof etas>} */ found) => found.map((one) => (one.at - NOW) / 60_000)
const due = (/** @type {number} */ n) => new Date(NOW + n * 60_000).toISOString()

test('who is late already, or has no clock, says a few minutes', () => {
  equal(minutes(etas(NOW, null, null)), [10, 20, 30])
  equal(minutes(etas(NOW, due(-5), null)), [10, 20, 30])
})

test('no moment is later than the whistle lets them come, and the last is told so', () => {
  equal(minutes(etas(NOW, due(26), null)), [10, 20, 26])
  equal(minutes(etas(NOW, due(8), null)), [8])
  equal(minutes(etas(NOW, due(4 * 60), null)), [30, 60, 240])
  equal(etas(NOW, due(26), null).map((one) => one.why), [null, null, 'latest'])
})

test('what may come tomorrow offers a moment of today, none of the night, and the last of tomorrow', () => {
  equal(minutes(etas(NOW, due(8 * 60), null)), [60, 240, 480])
  equal(minutes(etas(NOW, due(25 * 60), null)), [60, 1500]) // half of it would be at half past nine in the evening
})

test('when all meet at a time, that is one of them', () => {
  equal(etas(NOW, due(8 * 60), due(5 * 60)).map((one) => one.why), [null, 'meet', 'latest'])
  equal(etas(NOW, due(60), due(90)).map((one) => one.why), [null, null, 'latest'])
})
