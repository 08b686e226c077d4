/**
 * What a phone refers to without a network: it comes with the copy, once a version, stays as long, and is its person's.
 * @module
 */
import { Reference } from '../../web/api/operations.js'
import { recall, remember } from '../../web/core/replica/cache.js'
import { incident } from '../../web/core/replica/copy.js'
import { pull } from '../../web/core/replica/copying.js'
import { reference } from '../../web/core/replica/reference.js'
import { renew } from '../../web/core/replica/renewing.js'
import { clearRead } from '../../web/core/replica/room.js'
import { remove } from '../../web/core/replica/store.js'
import { giving, held, REFERENCE } from './giving.js'
import { equal, is, test, truthy } from './saying.js'
import { json, scene } from './scene.js'

const DAY = 24 * 3600_000

test('what a phone refers to comes with its copy, and not again while it is the same', async () => {
  const { server, pages } = await giving([{ reset: true, reference: REFERENCE }, { reference: null }])
  const had = () => server.heard.map(({ body }) => body.variables.reference)
  await pull()
  equal(had(), [null, 'v1'])
  equal(await reference(), REFERENCE)
  const read = (await recall('reference'))?.fetchedAt ?? 0
  const now = Date.now
  Date.now = () => now() + DAY
  try {
    pages.push({ reference: null })
    await pull()
    equal(await reference(), REFERENCE)
    truthy(((await recall('reference'))?.fetchedAt ?? 0) >= read + DAY) // it stays as long as the copy does
  } finally {
    Date.now = now
  }
  pages.push({ reference: { ...REFERENCE, version: 'v2' } }, {})
  await pull()
  await pull()
  equal(had().slice(-2), ['v1', 'v2'])
})

test('the first time it is asked for alone, before the copy', async () => {
  const server = await scene()
  server.trouble = ({ body }) =>
    body.documentId === Reference.id
      ? json({ data: { viewer: { person: { id: 'wang' } }, pull: { reference: REFERENCE } } })
      : 'cut'
  await renew().catch(() => {})
  equal(await reference(), REFERENCE)
  is(server.heard[0]?.body.documentId, Reference.id)
  server.heard = []
  await renew().catch(() => {})
  equal(server.heard.filter(({ body }) => body.documentId === Reference.id), [])
})

test('a phone that let go of what it refers to says so and is told again', async () => {
  const { cursors, pages } = await giving([{ reset: true, reference: REFERENCE }, {}])
  await pull()
  await clearRead()
  await remove('cache', ['wang', 'reference'])
  pages.push({ reset: true, reference: REFERENCE }, {})
  await pull()
  equal(cursors.slice(2), [null, 'c'])
  equal(await reference(), REFERENCE)
})

test('what another is told is not kept as mine', async () => {
  await giving([{ reset: true, reference: REFERENCE }], 'feng')
  await pull()
  is(await reference(), null)
})

test('only in their own grids a grid worker settles on the spot', async () => {
  await giving([{ reset: true, reference: REFERENCE, incidents: [held('a'), held('b', { grid: { code: 'g2' } })] }, {}])
  await remember('viewer', { viewer: { posts: [{ role: 'GRID_WORKER', area: { code: 'g1' } }] } })
  await pull()
  const steps = async (/** @type {string} */ id) =>
    (await incident(id, null))?.value.incident.allowedSteps.map((/** @type {any} */ one) => one.step)
  equal([await steps('a'), await steps('b')], [['SELF_RESOLVE'], []])
  is((await incident('a', null))?.value.incident.grid.path, '口泉街社区 · 第1网格')
})
