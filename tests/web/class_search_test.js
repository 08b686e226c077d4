/**
 * Classes are found by words of a sentence, by pinyin and by its first letters, without a network.
 * @module
 */
import { isByLetters, matching } from '../../web/core/class_search.js'
import { reading } from '../../web/core/pinyin.js'
import { equal, is, test } from './saying.js'

/** @param {string} code @param {string} name @param {string} nameEn @param {string} words */
const of = (code, name, nameEn, words) => /** @type {any} */ ({ code, name, nameEn, words })
const CLASSES = [
  of('C0101', '上水井盖', 'Water manhole cover', '井盖 窨井 自来水井 丢失 破损'),
  of('C0109', '路灯', 'Street lamp', '灯不亮 黑 照明'),
  of('S0101', '暴露垃圾', 'Exposed refuse', '垃圾 脏'),
  of('S0102', '积存渣土', 'Heaped rubble', '渣土 建筑垃圾'),
]
const found = (/** @type {string} */ text) => matching(CLASSES, text, reading).map((one) => one.code)

test('a sentence finds what one of its words names', () => {
  equal(found('井盖坏了'), ['C0101'])
  equal(found('门口的路灯不亮了'), ['C0109'])
  equal(found('有人倒建筑垃圾'), ['S0102', 'S0101'])
  equal(found('the manhole is broken'), ['C0101'])
  equal(found('下雪了'), [])
})

test('letters find by the whole reading, by a part of it, by the first ones', () => {
  equal(found('jinggai'), ['C0101'])
  equal(found('lu deng'), ['C0109'])
  equal(found('LJ'), ['S0101', 'S0102'])
  equal(found('bllj'), ['S0101'])
  equal(found('zhat'), ['S0102'])
  equal(found('xyz'), [])
  equal(['jing gai', 'LD', '井盖', 'a1'].map(isByLetters), [true, true, false, false])
})

test('words of a class come first, as they did', () => {
  equal(found('垃圾'), ['S0101', 'S0102'])
  equal(found('井盖 破损'), ['C0101'])
  equal(found('c0109'), ['C0109'])
  equal(found('lamp'), ['C0109'])
  equal(found(' '), [])
})

test('characters are read as the standard orders them', () => {
  const text = '啊坝重行车乱盖绿女座'
  equal([...text].map(reading), ['a', 'ba', 'zhong', 'xing', 'che', 'luan', 'gai', 'lv', 'nv', 'zuo'])
  is(reading('窨'), '')
})
