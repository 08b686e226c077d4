/**
 * What earlier releases saved still lands: their rows lie here as they wrote them, and are never changed.
 * @module
 */
import { FeedBack, Report, Verify } from '../../web/api/operations.js'
import { drain } from '../../web/core/outbox/drain.js'
import { upcast } from '../../web/core/outbox/formats.js'
import { enqueue, FORMAT } from '../../web/core/outbox/outbox.js'
import { rows } from '../../web/core/outbox/rows.js'
import { put, rowsOf } from '../../web/core/replica/store.js'
import first from './fossils/format1.json' with { type: 'json' }
import { chained } from '../../web/core/outbox/stamp.js'
import second from './fossils/format2.json' with { type: 'json' }
import third from './fossils/format3.json' with { type: 'json' }
import { totalOf } from '../../web/ui/read.js'
import { NOTE, refusal, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

test('rows of the two releases before this one land, in their order, under the names that operations have now', async () => {
  const server = await scene()
  for (const row of [...first, ...second]) await put('rows', row)
  await drain({ force: true })
  equal(server.order, [...first, ...second].map((row) => row.opId))
  const sent = server.heard.filter(({ path }) => path === '/graphql').map(({ body }) => body)
  equal(sent.map(({ documentId }) => documentId), [Report.id, Verify.id, FeedBack.id])
  for (const [index, old] of [...first, ...second].entries()) {
    const { sent: _stamp, ...input } = sent[index].variables.input
    equal(input, old.input)
  }
  equal((await rows()).map((row) => row.state), ['DELIVERED', 'DELIVERED', 'DELIVERED'])
})

test('an older row takes the shape of now once, and loses nothing of what it said', async () => {
  await scene()
  for (const old of [...first, ...second]) {
    const now = upcast(old)
    is(now.format, FORMAT)
    truthy(now.queuedAt && now.title.known && now.handedAt !== undefined)
    equal({ ...now.input, ...now.form }, { ...old.input, ...old.form })
    equal([now.opId, now.sequence, now.createdAt], [old.opId, old.sequence, old.createdAt])
    equal(upcast(now), now)
  }
})

test('a row of now says which shape it has', async () => {
  await scene()
  const made = await enqueue(report())
  equal([made.format, made.queuedAt], [FORMAT, made.createdAt])
  equal(upcast(made).input, made.input)
})

test('a row of a release that is newer than this one is left as it is', async () => {
  await scene()
  await put('rows', { ...upcast(second[0]), format: FORMAT + 1, wonders: true })
  await drain({ force: true })
  const [row] = /** @type {any[]} */ (await rowsOf('wang'))
  equal([row.format, row.wonders, row.state], [FORMAT + 1, true, 'DELIVERED'])
})

test('what today says of an incident or a whistle is sent as it was written, and told of under its own kind', async () => {
  const server = await scene()
  for (const row of third) await put('rows', row)
  equal((await rows()).map(({ opId }) => opId), third.map(({ opId }) => opId)) // shown before anything is sent
  await drain({ force: true })
  equal(server.order, third.map((row) => row.opId))
  const sent = server.heard.filter(({ path }) => path === '/graphql').map(({ body }) => body)
  for (const [index, old] of third.entries()) {
    const { sent: stamp, ...input } = sent[index].variables.input
    equal([input.id, input.opId, stamp.format], [old.input.id, old.opId, FORMAT])
  }
  const now = third.map(upcast)
  equal(now.map(({ subject }) => subject), [
    { kind: 'incident', id: third[0]?.incidentId },
    { kind: 'incident', id: third[1]?.incidentId },
    { kind: 'incident', id: third[2]?.incidentId },
    { kind: 'whistle', id: '01a01b7e-5c00-7c3a-8f5d-2b1d0c9a3004' },
  ])
  const kept = (/** @type {any} */ row) => ({ ...row, subject: undefined, operation: row.operation.name, format: 3 })
  equal(now.map(kept), third.map(kept))
})

test('a row of another noun waits behind its own subject, travels with it, and holds no other back', async () => {
  const server = await scene()
  const subject = { kind: 'errand', id: '01a01b7e-5c00-7c3a-8f5d-2b1d0c9a4001' }
  const bad = await enqueue({ operation: NOTE, subject, input: { text: '先来' } })
  const later = await enqueue({ operation: NOTE, subject, input: { text: '再来' } })
  const other = await enqueue(report())
  equal([bad.subject, bad.input.id], [subject, subject.id])
  equal([...chained([bad, later, other])], [[later.opId, bad.opId]])
  server.trouble = ({ body }) => body?.variables?.input?.opId === bad.opId ? refusal('CONFLICT') : null
  await drain({ force: true })
  equal(server.order, [other.opId])
  equal((await rows()).map(({ opId, state, reason }) => [opId, state, reason]).slice(0, 2), [
    [bad.opId, 'NEEDS_YOU', null],
    [later.opId, 'SAVED', 'EARLIER'],
  ])
})

test('a page that an app of before kept still says how many there are', () => {
  equal(totalOf({ nodes: [], totalCount: 7 }), { count: 7, exact: true })
  equal(totalOf({ nodes: [], totalCount: 10_000, totalExact: false }), { count: 10_000, exact: false })
  equal(totalOf({ nodes: [], total: { count: 8, exact: false } }), { count: 8, exact: false })
  equal(totalOf({ nodes: [] }), null)
})
