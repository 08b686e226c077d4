/**
 * A captive portal answers everything with 200 and a page of its own: to the phone that is no answer, and no line.
 * @module
 */
import { ask, putPhoto } from '../../web/core/api.js'
import { read, remember } from '../../web/core/replica/cache.js'
import { drain } from '../../web/core/outbox/drain.js'
import { heard, lineIsUp } from '../../web/core/outbox/line.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { row } from '../../web/core/outbox/rows.js'
import { me } from '../../web/core/session/session.js'
import { signIn, whoIsHere } from '../../web/core/session/signing.js'
import { isOf } from '../../web/core/live/sse.js'
import { json, report, scene } from './scene.js'
import { equal, is, test } from './saying.js'

const TODAY = /** @type {any} */ ({ id: 'sha256:today', kind: 'query', name: 'Today' })
const welcome = (/** @type {number} */ status) =>
  new Response(status === 204 ? null : '<h1>Welcome to the hotel</h1>', {
    status,
    headers: { 'content-type': 'text/html' },
  })
const codeOf = (/** @type {Promise<unknown>} */ promise) =>
  promise.then(() => null, (/** @type {any} */ { code }) => code)

for (const status of [200, 401, 403, 404, 511]) {
  test(`its page with ${status} is no answer to a question, a photo or a login`, async () => {
    const server = await scene()
    server.trouble = () => welcome(status)
    heard(true)
    is(await codeOf(ask(TODAY, {})), 'NETWORK')
    is(lineIsUp(), false)
    equal(await putPhoto('ab', new Blob(['x'])), { kind: 'silence', why: 'NETWORK' })
    is(await codeOf(whoIsHere()), 'NETWORK')
    is(await codeOf(signIn('li', 'secret')), 'NETWORK')
    is((await me())?.id, 'wang')
  })
}

test('what was saved waits for the line, and not for a login', async () => {
  const server = await scene()
  const { opId } = await enqueue(report())
  for (const trouble of [welcome(401), json({ captive: true }), welcome(200)]) {
    server.trouble = () => trouble.clone()
    await drain({ force: true })
    const waiting = await row(opId)
    equal([waiting?.state, waiting?.reason], ['SAVED', 'NO_SIGNAL'])
  }
  server.trouble = ({ path }) => path === '/graphql' ? welcome(200) : null
  await drain({ force: true })
  is((await row(opId))?.state, 'SAVED')
  server.trouble = () => null
  await drain({ force: true })
  is((await row(opId))?.state, 'DELIVERED')
})

test('what a screen remembers is not replaced by it', async () => {
  const server = await scene()
  await remember('today', { incidents: 1 })
  server.trouble = () => welcome(200)
  let last
  for await (const one of read('today', TODAY, {})) last = one
  equal([last?.data, last?.failure.code], [{ incidents: 1 }, 'NETWORK'])
})

test('a fault of a proxy is no page of a portal: one operation at fault stops no other', async () => {
  const server = await scene()
  const [big, small] = [await enqueue(report()), await enqueue(report())]
  server.trouble = ({ path, body }) =>
    path === '/graphql' && body.variables.input.opId === big.opId ? welcome(413) : null
  await drain()
  equal([(await row(big.opId))?.state, (await row(small.opId))?.state], ['SAVED', 'DELIVERED'])
})

test('it is neither a stream nor a refusal of ours', () => {
  is(isOf(welcome(200), 'event-stream'), false)
  is(isOf(welcome(401), 'json'), false)
  is(isOf(json({}, 401), 'json'), true)
})
