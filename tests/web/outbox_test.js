/**
 * The outbox: what the phone shows as saved is there, arrives once, in order, under its own person's name, and never vanishes.
 * @module
 */
import { retry } from '../../web/core/outbox/mend.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { row, rows } from '../../web/core/outbox/rows.js'
import { drain } from '../../web/core/outbox/drain.js'

import { peopleHere, signIn, signOut } from '../../web/core/session/signing.js'
import { close } from '../../web/core/replica/store.js'

import { FEED_BACK, json, NOTE, refusal, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

/** @param {string} opId */
async function stateOf(opId) {
  return (await row(opId))?.state
}

test('a report made without a signal is on the phone and is delivered when there is one', async () => {
  const server = await scene()
  server.trouble = () => 'cut'
  const { opId } = await enqueue(report())
  await drain()
  equal((await row(opId))?.reason, 'NO_SIGNAL')
  equal(await stateOf(opId), 'SAVED')
  server.trouble = () => null
  await drain({ force: true })
  equal(await stateOf(opId), 'DELIVERED')
  equal((await row(opId))?.receipt?.code, '7F3A-91C2')
  equal(server.order, [opId])
})

test('a killed browser finds its rows again, and what was half sent is sent under the same id', async () => {
  const server = await scene()
  const { opId } = await enqueue(report())
  server.trouble = ({ path }) => (path === '/graphql' ? 'lost' : null)
  await drain()
  await close() // the browser is killed; the store is opened anew
  server.trouble = () => null
  await drain({ force: true })
  equal(await stateOf(opId), 'DELIVERED')
  equal(server.heard.filter(({ path }) => path === '/graphql').length, 2)
  equal(server.order, [opId])
})

test('a page with status 200 that is not our answer removes nothing', async () => {
  const server = await scene()
  const { opId } = await enqueue(report())
  server.trouble = (
    { path },
  ) => (path === '/graphql' ? new Response('<h1>Welcome to the hotel</h1>', { status: 200 }) : null)
  await drain()
  equal(await stateOf(opId), 'SAVED')
  server.trouble = (
    { path },
  ) => (path === '/session' ? new Response('<h1>Log in to the Wi-Fi</h1>', { status: 200 }) : null)
  await drain({ force: true })
  equal(await stateOf(opId), 'SAVED')
})

test('the receipt of another operation settles nothing', async () => {
  const server = await scene()
  const { opId } = await enqueue(report())
  const receipt = {
    opId: 'another',
    at: '2026-11-23T07:00:00Z',
    code: '0000-0000',
  }
  server.trouble = ({ path }) =>
    path === '/graphql'
      ? json({
        data: { incidentReport: { incident: null, receipt, problems: [] } },
      })
      : null
  await drain()
  equal(await stateOf(opId), 'SAVED')
})

test('operations of one incident go in their order, and each means the version that the one before it made', async () => {
  const server = await scene()
  const first = await enqueue(report())
  const second = await enqueue({
    operation: FEED_BACK,
    incidentId: first.incidentId,
    input: { seen: 1, measures: '已围挡' },
  })
  const third = await enqueue({
    operation: FEED_BACK,
    incidentId: first.incidentId,
    input: { seen: 1, measures: '已修好' },
  })
  await drain()
  equal(server.order, [first.opId, second.opId, third.opId])
  equal((await rows()).map((one) => one.state), [
    'DELIVERED',
    'DELIVERED',
    'DELIVERED',
  ])
})

test('one refused operation holds the later ones of its own incident and nobody else', async () => {
  const server = await scene()
  const bad = await enqueue(report())
  const held = await enqueue({
    operation: NOTE,
    incidentId: bad.incidentId,
    input: { text: '再说一句' },
  })
  const other = await enqueue(report())
  server.trouble = (
    { body },
  ) => (body?.variables?.input.opId === bad.opId ? refusal('INVALID', 'OUT_OF_AREA') : null)
  await drain()
  equal(await stateOf(bad.opId), 'NEEDS_YOU')
  equal((await row(bad.opId))?.problems.map(({ code }) => code), [
    'INVALID',
    'OUT_OF_AREA',
  ])
  equal((await row(held.opId))?.reason, 'EARLIER')
  equal(await stateOf(other.opId), 'DELIVERED')
  server.trouble = () => null
  await retry(bad.opId)
  await drain({ force: true })
  equal((await rows()).map((one) => one.state), [
    'DELIVERED',
    'DELIVERED',
    'DELIVERED',
  ])
})

test('what waits behind a refused operation waits for a person: nobody asks the server over and over', async () => {
  const server = await scene()
  const bad = await enqueue(report())
  await enqueue({ operation: NOTE, incidentId: bad.incidentId, input: { text: '再说一句' } })
  server.trouble = ({ path }) => (path === '/graphql' ? refusal('INVALID') : null)
  equal(await drain(), { left: 0, next: null })
})

test('what the server holds for the one before it stays here, keeps nobody else waiting, and is done when that has come', async () => {
  const server = await scene()
  let held = true
  const first = await enqueue(report())
  const other = await enqueue(report())
  server.trouble = ({ path, body }) =>
    held && path === '/graphql' && body.variables.input.opId === first.opId ? refusal('HELD') : null
  await drain()
  const waiting = await row(first.opId)
  equal([waiting?.state, waiting?.reason], ['SAVED', 'EARLIER'])
  truthy((waiting?.nextAt ?? 0) > Date.now())
  is((await row(other.opId))?.state, 'DELIVERED')
  held = false
  await drain({ force: true })
  is((await row(first.opId))?.state, 'DELIVERED')
  equal([...server.effects.keys()].sort(), [first.opId, other.opId].sort())
})

test('what waits behind an operation that is tried again later waits for that moment', async () => {
  const server = await scene()
  const bad = await enqueue(report())
  await enqueue({ operation: NOTE, incidentId: bad.incidentId, input: { text: '再说一句' } })
  server.trouble = ({ path }) => (path === '/graphql' ? json({ data: null, errors: [{ message: '' }] }) : null)
  const { left, next } = await drain()
  equal([left, (next ?? 0) > Date.now() + 1000], [2, true])
})

test('a stale version needs a person, who is shown what is true now', async () => {
  const server = await scene()
  server.versions.set('i-1', 7)
  const { opId } = await enqueue({
    operation: FEED_BACK,
    incidentId: 'i-1',
    input: { seen: 3 },
  })
  await drain()
  equal(await stateOf(opId), 'NEEDS_YOU')
  equal((await row(opId))?.current.version, 7)
})

test('a change by somebody else between two of mine is never written over', async () => {
  const server = await scene()
  server.versions.set('i-1', 3)
  await enqueue({
    operation: NOTE,
    incidentId: 'i-1',
    input: { text: '看过了' },
  })
  server.versions.set('i-1', 5) // somebody moved it meanwhile
  const mine = await enqueue({
    operation: FEED_BACK,
    incidentId: 'i-1',
    input: { seen: 3 },
  })
  await drain()
  equal(await stateOf(mine.opId), 'NEEDS_YOU')
})

test('a busy server is asked again later, when it said, and everything is kept', async () => {
  const server = await scene()
  const { opId } = await enqueue(report())
  server.trouble = (
    { path },
  ) => (path === '/graphql' ? json({}, 503, { 'retry-after': '30' }) : null)
  const before = Date.now()
  const outcome = await drain()
  equal((await row(opId))?.reason, 'BUSY')
  truthy(
    outcome.next && outcome.next >= before + 30_000 &&
      outcome.next < before + 31_000,
  )
  const asked = server.heard.length
  await drain()
  equal(server.heard.length, asked)
})

test('a fault of the server with one operation does not stop the others', async () => {
  const server = await scene()
  const bad = await enqueue(report())
  const good = await enqueue(report())
  server.trouble = ({ body }) =>
    body?.variables?.input.opId === bad.opId
      ? json({
        data: null,
        errors: [{ message: 'masked', extensions: { code: 'INTERNAL' } }],
      })
      : null
  await drain()
  equal(await stateOf(bad.opId), 'SAVED')
  equal(await stateOf(good.opId), 'DELIVERED')
})

test('an expired login keeps every row, and signing in again sends them without a tap', async () => {
  const server = await scene()
  const made = [await enqueue(report()), await enqueue(report())]
  server.session = null
  await drain()
  equal((await rows()).map((one) => one.state), ['LOGIN', 'LOGIN'])
  await signIn('wang', 'secret')
  await drain({ force: true })
  equal(new Set(server.order), new Set(made.map((one) => one.opId)))
})

test('a login that expires in the middle of a drain loses nothing', async () => {
  const server = await scene()
  const [first, second] = [await enqueue(report()), await enqueue(report())]
  server.trouble = ({ body }) => {
    if (body?.variables?.input.opId === second.opId) server.session = null
    return null
  }
  await drain()
  equal(await stateOf(first.opId), 'DELIVERED')
  equal(await stateOf(second.opId), 'LOGIN')
})

test("li neither sees nor sends what wang left on the phone, and wang's work goes out as wang's", async () => {
  const server = await scene()
  server.trouble = ({ path }) => (path === '/graphql' ? 'cut' : null)
  const wangs = await enqueue(report())
  await drain()
  await signOut()
  server.trouble = () => null
  await signIn('li', 'secret')
  const lis = await enqueue(report())
  equal(await row(wangs.opId), null)
  equal((await rows()).map((one) => one.opId), [lis.opId])
  await drain({ force: true })
  equal(server.order, [lis.opId])
  equal((await peopleHere()).map(({ id, unsent }) => [id, unsent]), [[
    'li',
    0,
  ]])
  await signIn('wang', 'secret')
  await drain({ force: true })
  equal(server.effects.get(wangs.opId).by, 'wang')
})

test("when the cookie is somebody else's, the rows wait for a login", async () => {
  const server = await scene()
  const { opId } = await enqueue(report())
  server.session = 'li' // signed in elsewhere, behind this page's back
  await drain()
  equal(await stateOf(opId), 'LOGIN')
  equal(server.order, [])
})
