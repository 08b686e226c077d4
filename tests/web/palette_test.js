/**
 * What the palette finds: by its words in any order, and by the letters of a reading behind those.
 * @module
 */
import './stage.js'
import { reading } from '../../web/core/pinyin.js'
import { fit } from '../../web/ui/desk/palette.js'
import { equal, test } from './saying.js'

const ALL = [
  { group: '列表', label: '待派遣' },
  { group: '步骤', label: '派遣' },
  { group: '打电话', label: '口泉城管中队 0352-1' },
]
const labels = (/** @type {string} */ text, /** @type {typeof reading | null} */ read = reading) =>
  fit(ALL, text, read).map((one) => one.label)

test('every part of what was typed is found in group or label', () => {
  equal(labels('派遣 列表'), ['待派遣'])
  equal(labels(''), ALL.map((one) => one.label))
})

test('letters find what is read so, whole or by first letters, and nothing before readings are there', () => {
  equal(labels('paiqian'), ['待派遣', '派遣'])
  equal(labels('cgzd'), ['口泉城管中队 0352-1'])
  equal(labels('cgzd', null), [])
})
