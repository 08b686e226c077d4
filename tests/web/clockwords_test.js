/**
 * Words for time, as a table: what a clock says, in its own unit, never flattering.
 * @module
 */
import { ago, dayStamp, ended, lamp, left, stamp } from '../../web/core/clockwords.js'
import { equal, test } from './saying.js'

const NOW = Date.parse('2026-11-23T15:02:00+08:00')
const DAY = 420 // work minutes of a day with a lunch break

/**
 * @param {'CONT' | 'WH' | 'WD' | 'BY'} kind
 * @param {number} leftMinutes
 * @param {any} [more]
 * @returns {import('../../web/core/types.js').Clock}
 */
function clock(kind, leftMinutes, more = {}) {
  const light = leftMinutes < 0 ? 'RED' : 'GREEN'
  return {
    light,
    limit: { kind, amount: 4 },
    leftMinutes,
    unitMinutes: DAY,
    dueAt: '2026-11-23T18:00:00+08:00',
    ...more,
  }
}

const TOMORROW = { dueAt: '2026-11-24T01:10:00Z' }

/** @type {[import('../../web/core/types.js').Clock, string, string][]} */
const CLOCKS = [
  [clock('CONT', 25), '剩余 25 分钟', '25 min left'],
  [clock('CONT', 200), '剩余 3 小时 20 分', '3 h 20 min left'],
  [clock('CONT', 180), '剩余 3 小时', '3 h left'],
  [clock('CONT', 59.9), '剩余 59 分钟', '59 min left'],
  [clock('CONT', 60), '剩余 1 小时', '1 h left'],
  [clock('CONT', 0.5), '剩余不到 1 分钟', 'less than 1 min left'],
  [clock('CONT', 1500), '剩余 25 小时', '25 h left'],
  [clock('CONT', 2879.9), '剩余 47 小时 59 分', '47 h 59 min left'],
  [clock('CONT', 2880), '剩余 2 天', '2 days left'],
  [clock('CONT', -0.5), '刚超期', 'just late'],
  [clock('CONT', -25.9), '超期 25 分钟', '25 min late'],
  [clock('CONT', -65), '超期 1 小时 5 分', '1 h 5 min late'],
  [clock('CONT', -2879.9), '超期 47 小时 59 分', '47 h 59 min late'],
  [clock('CONT', -2880), '超期 2 天', '2 days late'],
  [clock('CONT', -55.9 * 1440), '超期 55 天', '55 days late'],
  [clock('WH', 120), '今天 18:00 前', 'by 18:00 today'],
  [clock('WH', 300, TOMORROW), '明天 9:10 前', 'by 9:10 tomorrow'], // nobody has to reckon lunch and night
  [clock('WH', 0.4), '剩余不到 1 分钟', 'less than 1 min left'],
  [clock('WH', -1), '超期 1 分钟（工作时间）', '1 work-minute late'],
  [clock('WH', -0.2), '刚超期', 'just late'],
  [clock('WH', -199), '超期 3 工作时', '3 work-hours late'],
  [clock('WH', -2 * DAY + 1), '超期 13.5 工作时', '13.5 work-hours late'],
  [clock('WH', -2 * DAY), '超期 2 工作日', '2 workdays late'],
  [clock('WD', 2 * DAY, { dueAt: '2026-11-25T10:00:00Z' }), '11月25日 18:00 前', 'by 18:00 on 25 Nov'],
  [clock('WD', DAY - 1), '今天 18:00 前', 'by 18:00 today'],
  [clock('WD', 300, { dueAt: '2026-11-24T18:00:00+08:00' }), '明天 18:00 前', 'by 18:00 tomorrow'],
  [clock('WD', 100, { dueAt: '2026-10-08T10:00:00Z' }), '10月8日 18:00 前', 'by 18:00 on 8 Oct'], // after the October holiday
  [clock('WD', -DAY), '超期 1 工作日', '1 workday late'],
  [clock('WD', -2.9 * DAY), '超期 2 工作日', '2 workdays late'],
  [clock('WD', -60), '超期不到 1 工作日', 'less than 1 workday late'],
  [clock('WD', -0.5), '刚超期', 'just late'],
  [clock('BY', 61, TOMORROW), '明天 9:10 前', 'by 9:10 tomorrow'], // the phone's copy knows the moment alone
  [clock('BY', -125), '超期 2 小时 5 分', '2 h 5 min late'],
  [clock('WH', 120, { light: 'PAUSED' }), '计时暂停', 'on hold'],
  [clock('WH', 0, { light: 'NONE' }), '', ''],
  [clock('WH', 30, { stoppedAt: '2026-11-23T07:00:00Z' }), '', ''],
  [clock('CONT', 0, { light: 'RED' }), '刚超期', 'just late'],
]

for (const [one, zh, en] of CLOCKS) {
  test(`${one.limit.kind} ${one.leftMinutes} ${one.light} says "${zh}" and "${en}"`, () => {
    equal([left(one, 'zh', NOW), left(one, 'en', NOW)], [zh, en])
  })
}

/** @type {[string, string, string][]} */
const STAMPS = [
  ['2026-11-23T07:02:00Z', '15:02', '15:02'],
  ['2026-11-22T16:00:00Z', '00:00', '00:00'], // midnight in Shanghai is today
  ['2026-11-22T15:59:00Z', '昨天 23:59', 'Yesterday, 23:59'],
  ['2026-11-20T07:02:00Z', '11月20日 15:02', '20 Nov, 15:02'],
  ['2025-11-23T07:02:00Z', '2025年11月23日 15:02', '23 Nov 2025, 15:02'],
  ['2026-11-24T02:00:00Z', '明天 10:00', 'Tomorrow, 10:00'],
  ['2025-12-31T16:30:00Z', '1月1日 00:30', '1 Jan, 00:30'], // this year already, in Shanghai
]

for (const [at, zh, en] of STAMPS) {
  test(`${at} is stamped "${zh}" and "${en}"`, () => equal([stamp(at, 'zh', NOW), stamp(at, 'en', NOW)], [zh, en]))
}

test('a day is told without its time', () => {
  equal(dayStamp('2026-11-20T07:02:00Z', 'zh', NOW), '11月20日')
  equal(dayStamp('2026-11-23T07:02:00Z', 'en', NOW), 'today')
})

test('ages are rounded down', () => {
  const before = (/** @type {number} */ minutes) => NOW - minutes * 60_000
  equal(
    [0.5, 1, 59.9, 60, 1439, 1440, 2879].map((minutes) => ago(before(minutes), 'zh', NOW)),
    [
      '刚刚',
      '1 分钟前',
      '59 分钟前',
      '1 小时前',
      '23 小时前',
      '1 天前',
      '1 天前',
    ],
  )
  equal(ago(before(1440), 'en', NOW), '1 day ago')
})

test('a chip names its light only where the words beside it do not', () => {
  const lights = /** @type {const} */ (['GREEN', 'YELLOW', 'RED', 'PAUSED'])
  equal(lights.map((light) => lamp(light, 'zh')?.beside), ['', '临期', '', '']) // never "超 超期 2 天", "停 计时暂停"
  equal(lights.map((light) => lamp(light, 'en')?.beside), ['', 'Soon', '', ''])
})

test('every light has a shape and a word of its own, and no clock has none', () => {
  const lights = /** @type {const} */ (['GREEN', 'YELLOW', 'RED', 'PAUSED'])
  equal(lights.map((light) => lamp(light, 'zh')?.word), [
    '未到期',
    '临期',
    '超期',
    '挂账',
  ])
  equal(lights.map((light) => lamp(light, 'en')?.word), [
    'On time',
    'Due soon',
    'Late',
    'On hold',
  ])
  equal(new Set(lights.map((light) => lamp(light, 'zh')?.shape)).size, 4)
  equal(lamp('NONE', 'zh'), null)
})

test('what ended says whether it was in time', () => {
  equal([ended(false, 'zh'), ended(true, 'zh'), ended(null, 'zh')], [
    '按期',
    '超期办结',
    '',
  ])
})
