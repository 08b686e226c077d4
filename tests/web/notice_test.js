/** What a notice says in one line: a kind and how long there is, in both languages, and never more time than there is. */
import { line, remaining, titleOf } from '../../web/core/noticewords.js'
import { bySubject } from '../../web/ui/notice/told.js'
import { en_notice } from '../../web/words/notice.en.js'
import { zh_notice } from '../../web/words/notice.zh.js'
import { equal, test } from './saying.js'

const NOW = Date.parse('2026-11-23T01:30:00Z')
const inMinutes = (/** @type {number} */ n) => new Date(NOW + n * 60_000).toISOString()
const zh = zh_notice.notice

test('what is to be verified is told with the minutes that are left', () => {
  equal(line({ kind: 'VERIFY', severity: 1, due: inMinutes(25.9) }, zh, NOW), '你有一件待核实，剩余 25 分钟')
  equal(line({ kind: 'VERIFY', severity: 1, due: inMinutes(25) }, en_notice.notice, NOW), 'One to verify, 25 min left')
})

test('what is gravest says so first, and a kind of a newer server is still told', () => {
  equal(line({ kind: 'URGENT', severity: 4 }, zh, NOW), '【特急】有一件紧急，等你这一步')
  equal(line({ kind: 'SOMETHING_NEW', severity: 1, due: null }, zh, NOW), zh.other)
})

test('time that has passed is not told, and long times are rounded down', () => {
  equal(remaining(inMinutes(-5), zh, NOW), '')
  equal(remaining(inMinutes(0.5), zh, NOW), '')
  equal(remaining('nonsense', zh, NOW), '')
  equal(remaining(inMinutes(239), zh, NOW), '3 小时')
  equal(remaining(inMinutes(60 * 71), zh, NOW), '2 天')
})

/** @param {string} id @param {any} [more] */
const notice = (id, more = {}) => ({ id, subjectKind: 'incident', subjectId: 'lift', readAt: null, ...more })

test('a case of which three notices came is one row with the last, and a tap reads them all', () => {
  const whistle = notice('w', { subjectKind: 'whistle', subjectId: 'blown', readAt: 'today' })
  const rows = bySubject([notice('c'), whistle, notice('b', { readAt: 'today' }), notice('a')])
  equal(rows.map((one) => [one.notice.id, one.unread, one.earlier]), [['c', ['c', 'a'], 2], ['w', [], 0]])
})

test('the list says which thing it is and what is to be done, where a locked screen names none', () => {
  const told = { kind: 'DISPATCHED', subjectKind: 'incident' }
  equal(titleOf(told, zh, '井盖'), '井盖：派给你单位，请签收')
  equal(
    titleOf({ kind: 'COMPLAINT_FILED', subjectKind: 'complaint' }, en_notice.notice, ''),
    'Complaint: waits for your answer',
  )
  equal(titleOf({ kind: 'SOMETHING_NEW', subjectKind: 'incident' }, zh, '井盖'), `井盖：${zh.other}`)
  equal(Object.keys(zh.deed), Object.keys(zh.kind))
})
