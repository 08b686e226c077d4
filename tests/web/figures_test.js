/**
 * A number of the figures opens the list whose total it is, and no other.
 * @module
 */
import { meant, rowsOf } from '../../web/ui/figures/question.js'
import { equal, test } from './saying.js'

const asked = (/** @type {string} */ by) => meant(new URLSearchParams({ by, m: 'CASES' }))

test('a leading unit and a severity open just their own cases', () => {
  equal(rowsOf(asked('UNIT'), ['018c'], 'CASES'), { leadUnit: '018c' })
  equal(rowsOf(asked('SEVERITY,STREET'), ['2', '140214018'], 'CASES'), { severities: [2], area: '140214018' })
})

test('what has no unit opens nothing, and neither does an hour', () => {
  equal(rowsOf(asked('UNIT'), ['NONE'], 'CASES'), null)
  equal(rowsOf(asked('HOUR'), ['07'], 'CASES'), null)
})
