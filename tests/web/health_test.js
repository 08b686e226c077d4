/**
 * What a phone tells of itself, and what it hears back from a desk.
 * @module
 */
import { seen, unseen, word } from '../../web/core/session/desk.js'
import { register, report as tell } from '../../web/core/session/device.js'
import { drain } from '../../web/core/outbox/drain.js'
import { remove } from '../../web/core/outbox/mend.js'
import { enqueue, undo } from '../../web/core/outbox/outbox.js'
import { changeRow } from '../../web/core/outbox/rows.js'
import { fact, setFact } from '../../web/core/replica/store.js'
import { json, refusal, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

/** A phone whose server takes reports of its health and says `back`. */
async function phone(back = {}) {
  const server = await scene()
  Object.assign(globalThis, { document: { cookie: '' }, location: { protocol: 'http:' } })
  /** @type {any[]} */
  const told = []
  const before = server.trouble
  server.trouble = (request) => {
    const input = request.body?.variables?.input
    if (!input || !('needsYou' in input)) return before(request)
    told.push(input)
    return json({ data: { deviceReport: { remindedAt: null, advice: [], problems: [], ...back } } })
  }
  return { server, told }
}

test("numbers that a person took back, and those still here, are accounted for; sent ones are the receipts'", async () => {
  const { told } = await phone()
  await enqueue(report()) // 1
  await drain()
  const second = await enqueue(report({ hold: 5000 })) // 2
  await undo(second.opId)
  const third = await enqueue(report()) // 3
  await remove(third.opId)
  await changeRow(third.opId, async (row, store) => {
    await store.put({ ...row, deletedAt: Date.now() - 60_000 })
    return row
  })
  await drain({ force: true })
  await enqueue(report({ hold: 60_000 })) // 4
  await tell('wang')
  equal([told[0].sequence, [...told[0].accounted].sort()], [4, [2, 3, 4]])
  truthy(Math.abs(Date.parse(told[0].at) - Date.now()) < 60_000)
})

test('the last hundred numbers are told and no more', async () => {
  const { told } = await phone()
  await setFact('sequence', 500)
  await setFact('letgo', Array.from({ length: 100 }, (_, index) => 350 + index))
  await tell('wang')
  equal([told[0].sequence, told[0].accounted.length, Math.min(...told[0].accounted)], [500, 49, 401])
})

test('health is told again after six hours, and at once when something was refused', async () => {
  const { server, told } = await phone()
  await tell('wang')
  await tell('wang')
  is(told.length, 1)
  const usual = server.trouble
  server.trouble = (request) => usual(request) ?? (request.path === '/graphql' ? refusal('CONFLICT') : null)
  const row = await enqueue(report({ input: { text: '已围挡', severity: 2 }, title: { classCode: 'C2' } }))
  await drain()
  await tell('wang')
  await tell('wang')
  is(told.length, 2)
  const [stuck] = told[1].stuck
  equal([stuck.opId, stuck.operation, stuck.code], [row.opId, 'Report', 'CONFLICT'])
  equal(stuck.wrote, [{ name: 'classCode', value: 'C2' }, { name: 'text', value: '已围挡' }, {
    name: 'severity',
    value: '2',
  }])
  await setFact('reported:wang', { ...(await fact('reported:wang')), at: Date.now() - 6.1 * 3600_000 })
  await tell('wang')
  is(told.length, 3)
})

test('a word of the desk stands until it was seen, and a later one stands anew', async () => {
  const at = '2026-03-02T06:00:00+00:00'
  const { told } = await phone({ remindedAt: at })
  await tell('wang')
  is(await unseen('wang'), at)
  await seen('wang')
  await seen('wang') // two taps are one
  is(await unseen('wang'), null)
  is(told.length, 1)
  const advice = { opId: 'one', take: 'NOW', at: '2026-03-02T07:00:00+00:00' }
  const later = await phone({ remindedAt: at, advice: [advice] })
  await setFact('seen:wang', at)
  await tell('wang')
  is(later.told.length, 1)
  is(await unseen('wang'), advice.at)
  equal((await word('wang')).advice, [advice])
})

test('a phone whose key was ended from elsewhere hears so and registers again, and keeps what it needs to hand over', async () => {
  const { server } = await phone({ registered: false })
  const before = server.trouble
  /** @type {any[]} */
  const keys = []
  server.trouble = (request) => {
    const input = request.body?.variables?.input
    if (!input?.publicKey) return before(request)
    keys.push(input.publicKey)
    return json({ data: { deviceRegister: { problems: [] } } })
  }
  await register('wang')
  await register('wang')
  is(keys.length, 1)
  await tell('wang')
  equal([keys.length, new Set(keys).size], [2, 1])
  truthy(await fact('registered:wang'))
})
