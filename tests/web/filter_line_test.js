/**
 * The desk's filters on one line: what does not fit is in the menu, what is chosen never is.
 * @module
 */
import { fitting } from '../../web/ui/desk/filter_line.js'
import { equal, test } from './saying.js'

const CHIPS = ['轮到我', '待受理', '待立案', '待派遣', '超期', '紧急以上'].map((label) => ({
  key: label,
  label,
  count: 120,
}))

/** @param {string} chosen @param {number} width */
function line(chosen, width) {
  const [shown, rest] = fitting(CHIPS, chosen, width)
  return [shown.map(({ key }) => key), rest.length]
}

test('as many stand on the line as there is room for, in their order, and the others in the menu', () => {
  equal(line('轮到我', 400), [['轮到我', '待受理'], 4])
  equal(line('轮到我', 2000), [CHIPS.map(({ key }) => key), 0])
})

test('the chosen one stands on the line, however narrow it is', () => {
  equal(line('紧急以上', 300), [['紧急以上'], 5])
  equal(line('紧急以上', 0), [['紧急以上'], 5])
})
