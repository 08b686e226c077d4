/**
 * Lights and "today" by the server's clock: on a phone that believes it is 2031, and without a network by what the last answer told.
 * @module
 */
import { ask } from '../../web/core/api.js'
import { left, stamp } from '../../web/core/clockwords.js'
import { recallServerTime, serverNow } from '../../web/core/server_time.js'
import { fact, setFact } from '../../web/core/replica/store.js'
import { equal, is, test, truthy } from './saying.js'
import { scene } from './scene.js'

const REAL = Date.parse('2026-11-30T02:00:00Z')
const WRONG = Date.parse('2031-05-02T07:31:00Z')
const QUESTION = /** @type {any} */ ({ id: 'a', kind: 'query', name: 'Waiting' })

/** @param {(server: any) => Promise<void>} body with the phone's clock in 2031 */
async function in2031(body) {
  const { now } = Date
  const server = await scene()
  server.trouble = () => new Response('{"data":{}}', { headers: { date: new Date(REAL).toUTCString() } })
  Date.now = () => WRONG
  try {
    await recallServerTime()
    await body(server)
  } finally {
    Date.now = now
    await setFact('ahead', 0)
    await recallServerTime()
  }
}

test('a phone whose clock stands in 2031 says what is due by the clock of the server', () =>
  in2031(async () => {
    await ask(QUESTION, {})
    is(serverNow(), REAL)
    const clock = { light: 'GREEN', limit: { kind: 'WH', amount: 4 }, leftMinutes: 200, unitMinutes: 420 }
    is(left(/** @type {any} */ ({ ...clock, dueAt: '2026-12-01T01:10:00Z' }), 'zh'), '明天 9:10 前')
    is(stamp('2026-11-30T01:00:00Z', 'zh'), '09:00')
  }))

test('it still does when it opens without a network', () =>
  in2031(async () => {
    await ask(QUESTION, {})
    truthy(await fact('ahead'))
    await recallServerTime()
    is(serverNow(), REAL)
  }))

test('a clock that is right, or an answer that tells no time, changes nothing', async () => {
  const server = await scene()
  await recallServerTime()
  for (
    const headers
      of /** @type {Record<string, string>[]} */ ([{}, { date: new Date().toUTCString() }, { date: 'yesterday' }])
  ) {
    server.trouble = () => new Response('{"data":{}}', { headers })
    await ask(QUESTION, {})
  }
  truthy(Math.abs(serverNow() - Date.now()) < 50)
  equal(await fact('ahead'), undefined)
})
