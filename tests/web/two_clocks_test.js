/**
 * A phone whose clock is off tells both times, each as its own clock told it.
 * @module
 */
import { shown } from './stage.js'
import { hearServerTime } from '../../web/core/server_time.js'
import { bothTimes } from '../../web/ui/outbox/row.js'
import { need } from '../../web/ui/words.js'
import { is, test } from './saying.js'
import { scene } from './scene.js'

test('what was kept at 12:00 by a phone two hours fast and arrived at 10:01 is told so', async () => {
  await scene()
  await need(['outbox'])
  const { now } = Date
  Date.now = () => Date.parse('2026-11-30T04:00:00Z')
  try {
    hearServerTime('Mon, 30 Nov 2026 02:00:00 GMT')
    const row = /** @type {any} */ ({ createdAt: Date.now(), receipt: { at: '2026-11-30T02:01:00Z' } })
    is(shown(() => bothTimes(row)).text(), '手机时间 12:00 · 服务器 10:01')
  } finally {
    Date.now = now
  }
})
