/**
 * The phone's copy: whole or as it was, never a mixture; gone with its post and after a week of silence; read without a network.
 * @module
 */
import DOCUMENTS from '../../web/api/documents.json' with { type: 'json' }
import { read } from '../../web/core/replica/cache.js'
import { incident, listed, near } from '../../web/core/replica/copy.js'
import { copyFacts, expireCopies, pull } from '../../web/core/replica/copying.js'
import { drain } from '../../web/core/outbox/drain.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { rows } from '../../web/core/outbox/rows.js'
import { clearRead } from '../../web/core/replica/room.js'
import { allOf, setFact } from '../../web/core/replica/store.js'
import { moved } from '../../web/core/place/territory.js'
import { giving, held, REFERENCE } from './giving.js'
import { json, report } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const DAY = 24 * 3600_000

async function ids() {
  return (await allOf('copy', 'wang')).map(({ id }) => id).sort()
}

test('a listing is laid aside and replaces the copy when it is whole; changes since it began follow at once', async () => {
  const { cursors, pages } = await giving([
    { reset: true, more: true, cursor: 'c1', incidents: [held('a')] },
    { cursor: 'c2', incidents: [held('b')] },
    { cursor: 'c3', incidents: [held('c')], gone: ['a'] },
  ])
  is(await pull(), 3)
  equal(cursors, [null, 'c1', 'c2'])
  equal(await ids(), ['b', 'c'])
  is((await copyFacts('wang'))?.cursor, 'c3')
  pages.push({ cursor: 'c4', incidents: [held('b', { version: 2 })] })
  is(await pull(), 1)
  equal(cursors.at(-1), 'c3')
  equal(await ids(), ['b', 'c'])
})

test('a listing that was cut leaves the copy as it was, and begins anew the next time', async () => {
  const { cursors, pages } = await giving([{ reset: true, cursor: 'c1', incidents: [held('a')] }, {}])
  await pull()
  pages.push({ reset: true, more: true, cursor: 'd1', incidents: [held('x')] }, 'cut')
  is(await pull().catch((failure) => failure.code), 'NETWORK')
  equal(await ids(), ['a'])
  pages.push({ reset: true, more: true, cursor: 'e1', incidents: [held('x')] }, { cursor: 'e2' }, { cursor: 'e3' })
  await pull()
  equal(cursors.slice(-3), ['c', 'e1', 'e2'])
  equal(await ids(), ['x'])
})

test('a first listing is written as it comes, read by nobody before it is whole, and begun anew when it was cut', async () => {
  const { pages } = await giving([{ reset: true, more: true, cursor: 'c1', incidents: [held('a'), held('b')] }, 'cut'])
  await setFact('person', { id: 'wang', name: 'wang' })
  is(await pull().catch((failure) => failure.code), 'NETWORK')
  equal(await ids(), ['a', 'b'])
  is(await listed({}, 'NEWEST_FIRST'), null)
  is(await incident('a', null), null)
  pages.push(
    { reset: true, more: true, cursor: 'd1', incidents: [held('b')] },
    { cursor: 'd2', incidents: [held('c')] },
    {},
  )
  is(await pull(), 3)
  equal(await ids(), ['b', 'c'])
  is((await listed({}, 'NEWEST_FIRST'))?.value.incidents.total.count, 2)
})

test('rights that change in the middle of a listing begin it anew', async () => {
  await giving([
    { reset: true, more: true, cursor: 'c1', incidents: [held('old')] },
    { reset: true, more: true, cursor: 'd1', incidents: [held('a')] },
    { cursor: 'd2', incidents: [held('b')] },
    { cursor: 'd3' },
  ])
  await pull()
  equal(await ids(), ['a', 'b'])
})

test('rows of a post that ended leave the phone with the listing that comes instead', async () => {
  const { pages } = await giving([{ reset: true, cursor: 'c1', incidents: [held('a'), held('b')] }, {}])
  await pull()
  pages.push({ reset: true, cursor: 'd1', incidents: [] }, {})
  await pull()
  equal(await ids(), [])
})

test('a cursor that the server cannot read is dropped, and all is asked again', async () => {
  const { cursors, pages } = await giving([{ reset: true, cursor: 'c1' }, { cursor: 'c2' }])
  await pull()
  pages.push(json({ data: null, errors: [{ message: '', extensions: { code: 'CURSOR_MALFORMED' } }] }))
  pages.push({ reset: true, cursor: 'd1', incidents: [held('a')] }, { cursor: 'd2' })
  await pull()
  equal(cursors.slice(-3), ['c2', null, 'd1'])
  equal(await ids(), ['a'])
})

test('what a browser signed in as somebody else is told is not kept as mine', async () => {
  await giving([{ reset: true, incidents: [held('wrong')] }], 'li')
  await pull()
  equal(await ids(), [])
})

test('after seven days without the server the copy goes, and what is unsent stays', async () => {
  await giving([{ reset: true, incidents: [held('a')] }, {}])
  await pull()
  await enqueue(report())
  const facts = await copyFacts('wang')
  await setFact('copy:wang', { ...facts, at: Date.now() - 7 * DAY - 1 })
  is(await listed({}, 'URGENT_FIRST'), null)
  await expireCopies()
  equal(await ids(), [])
  is((await rows()).length, 1)
})

test('what ended longer ago than the phone keeps is not in a list, and clearing the cache begins anew', async () => {
  await giving([{ reset: true, incidents: [held('a'), held('b')] }, {}])
  await pull()
  await clearRead()
  equal([await ids(), await copyFacts('wang')], [[], null])
})

test('a new epoch: what this phone delivered is offered again under its old name', async () => {
  const { server, pages } = await giving([{ reset: true }, {}])
  await pull()
  const { opId } = await enqueue(report())
  await drain({ force: true })
  equal(server.order, [opId])
  server.effects.clear() // an older backup was restored
  server.order = []
  pages.push({ reset: true, epoch: 'two' }, { epoch: 'two' })
  await pull()
  await drain({ force: true })
  equal(server.order, [opId])
  equal((await rows()).map((row) => row.state), ['DELIVERED'])
})

test('lists and search without a network: by light, by words, by what waits for me', async () => {
  await giving([{
    reset: true,
    reference: REFERENCE,
    incidents: [
      held('late', { dueAt: new Date(Date.now() - DAY).toISOString(), text: '井盖缺损' }),
      held('soon', { dueAt: new Date(Date.now() + DAY).toISOString(), warnAt: new Date(0).toISOString() }),
      held('mine', { state: 'VERIFYING', awaits: 'VERIFIER', assignee: { id: 'wang' }, place: { building: '6 号楼' } }),
      held('done', { state: 'CLOSED', closedAt: new Date().toISOString(), reporter: { id: 'wang' } }),
    ],
  }, {}])
  await pull()
  /** @param {any} filter */
  const found = async (filter) =>
    (await listed(filter, 'URGENT_FIRST'))?.value.incidents.nodes.map((/** @type {any} */ one) => one.id)
  equal(await found({ open: true }), ['late', 'soon', 'mine'])
  equal(await found({ lights: ['RED'] }), ['late'])
  equal(await found({ lights: ['YELLOW'] }), ['soon'])
  equal(await found({ text: '缺损' }), ['late'])
  equal(await found({ text: '6 号楼' }), ['mine'])
  equal((await found({ text: '水井' })).length, 4)
  equal(await found({ mine: 'TODO' }), ['mine'])
  equal(await found({ mine: 'REPORTED' }), ['done'])
})

test('one incident without a network: in full where it was read, with what moved since', async () => {
  await giving([{ reset: true, incidents: [held('a', { version: 5, state: 'FILED' }), held('b')] }, {}])
  await pull()
  const full = { value: { incident: { ...held('a', { version: 3 }), findings: [{ kind: 'VERIFY' }] } }, fetchedAt: 1 }
  const a = (await incident('a', full))?.value.incident
  equal([a.version, a.state, a.findings.length, a.brief], [5, 'FILED', 1, undefined])
  const b = (await incident('b', null))?.value.incident
  equal([b.version, b.events.nodes, b.brief], [1, [], true])
  is(await incident('nowhere', null), null)
})

test('a screen without a network shows what the copy knows', async () => {
  const { server } = await giving([{ reset: true, incidents: [held('a')] }, {}])
  await pull()
  server.trouble = () => 'cut'
  const operation = /** @type {any} */ ({ id: 'x', kind: 'query', name: 'Feed' })
  const seen = []
  for await (const one of read('Feed:{}', operation, {}, { otherwise: () => listed({}, 'URGENT_FIRST') })) {
    seen.push(one)
  }
  equal(seen.map(({ data, failure }) => [data?.incidents.nodes.length, failure?.code ?? null]), [[1, null], [
    1,
    'NETWORK',
  ]])
  truthy(seen[0]?.fetchedAt)
})

test('what is open near a place comes out of the copy, the nearest first, and nobody is told of the place', async () => {
  const here = { lat: 40.03, lon: 113.15 }
  const at = (/** @type {number} */ north) => ({ place: moved(here, north, 0) })
  const incidents = [
    held('far', at(301)),
    held('b', at(200)),
    held('a', at(-20)),
    held('done', { ...at(1), state: 'CLOSED' }),
  ]
  const { server } = await giving([{ reset: true, incidents }, {}])
  await pull()
  let asked = 0
  server.trouble = () => (asked++, null)
  equal((await near(here, 300))?.map(({ node, metres }) => [node.id, Math.round(metres)]), [['a', 20], ['b', 200]])
  is(asked, 0)
  const today = Object.values(DOCUMENTS).find((text) => text.startsWith('query Today'))
  equal(today?.match(/box|near|\$/gi), null)
})
