/**
 * The line is back: whoever notices it, what waits on the phone goes within half a minute, and nobody asks over and over.
 * @module
 */
import { send } from '../../web/core/api.js'
import { drain } from '../../web/core/outbox/drain.js'
import { heard } from '../../web/core/outbox/line.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { rows } from '../../web/core/outbox/rows.js'
import { fact, put, setFact } from '../../web/core/replica/store.js'
import { start } from '../../web/core/outbox/triggers.js'
import { json, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

/** Time runs so many times faster for those who set a clock. */
const HURRY = 100
const slow = globalThis.setTimeout

/** @param {() => boolean | Promise<boolean>} claim @param {number} [seconds] */
async function until(claim, seconds = 5) {
  for (let i = 0; i < seconds * 100; i++) {
    if (await claim()) return true
    await new Promise((resolve) => slow(resolve, 10))
  }
  return false
}

/** A page that somebody looks at, while `work` is done. @param {() => Promise<void>} work */
async function looking(work) {
  const world = /** @type {any} */ (globalThis)
  world.document = Object.assign(new EventTarget(), { visibilityState: 'visible', hidden: false })
  world.setTimeout = (/** @type {() => void} */ done, ms = 0) => slow(done, ms / HURRY)
  const stop = start()
  try {
    await work()
  } finally {
    stop()
    world.setTimeout = slow
    delete world.document
    heard(true)
  }
}

/** What went of the outbox. @param {import('./scene.js').Server} server */
const sent = (server) => server.heard.filter(({ path, body }) => path === '/graphql' && body.variables.input)
const delivered = async () => (await rows()).every(({ state }) => state === 'DELIVERED')

test('what sleeps out a long pause goes as soon as anything was answered', async () => {
  const server = await scene()
  server.trouble = () => 'cut'
  await enqueue(report())
  await drain()
  await setFact('pause', { tries: 6, until: Date.now() + 88_000 })
  await looking(async () => {
    server.trouble = () => null
    await send('/graphql', { method: 'POST', body: '{"variables":{"input":{"opId":"another","id":"another"}}}' })
    truthy(await until(delivered))
  })
})

test('where nobody asks anything the outbox itself asks whether the line is back, three times a minute', async () => {
  const server = await scene()
  server.trouble = () => 'cut'
  await enqueue(report())
  await drain()
  await setFact('pause', { tries: 9, until: Date.now() + 300_000 })
  await looking(async () => {
    server.heard.length = 0
    await new Promise((resolve) => slow(resolve, 60_000 / HURRY))
    const asked = server.heard.filter(({ path }) => path === '/session').length
    truthy(asked >= 2 && asked <= 5)
    equal(sent(server), [])
    server.trouble = () => null
    truthy(await until(delivered, 30 / HURRY + 1))
  })
})

test('a busy server that wants to be left in peace for a day is asked when it answers again', async () => {
  const server = await scene()
  await enqueue(report())
  server.trouble = () => json({}, 503, { 'retry-after': '86400' })
  await drain()
  truthy((await fact('pause')).until <= Date.now() + 30 * 60_000)
  await looking(async () => {
    server.trouble = () => null
    truthy(await until(delivered, 30 / HURRY + 1))
  })
})

test('a photo that was cut off goes on when the line is back, and a parcel for others too', async () => {
  const server = await scene()
  const made = await enqueue(report())
  await put('rows', { ...made, reason: 'PHOTO_WAITS', nextAt: Date.now() + 250_000 })
  const parcel = { sha256: 'ab', bytes: new Uint8Array(1), size: 1, at: 1, code: null, answer: null, tries: 8 }
  await put('carried', { ...parcel, state: 'WAITING', nextAt: Date.now() + 250_000 })
  server.trouble = ({ path }) => path === '/carried' ? json({ operations: [] }) : null
  heard(false)
  await looking(async () => {
    heard(true)
    truthy(await until(delivered))
    truthy(await until(() => server.heard.some(({ path }) => path === '/carried')))
  })
})

test('a server that answers only who is here is not asked over and over', async () => {
  const server = await scene()
  await enqueue(report())
  server.trouble = ({ path }) => path === '/graphql' ? json({}, 503) : null
  await looking(async () => {
    await new Promise((resolve) => slow(resolve, 300))
    is(sent(server).length <= 3, true)
  })
})

test('a page that closes while it sends sets no clock any more', async () => {
  const server = await scene()
  await enqueue(report())
  /** @type {unknown[]} */
  const broke = []
  const note = (
    /** @type {PromiseRejectionEvent} */ event,
  ) => (event.preventDefault(), void broke.push(String(event.reason)))
  globalThis.addEventListener('unhandledrejection', note)
  await looking(() =>
    new Promise((sending) => {
      server.trouble = ({ path }) => path === '/graphql' ? (sending(), json({}, 503)) : null
    })
  )
  await new Promise((resolve) => slow(resolve, 100))
  globalThis.removeEventListener('unhandledrejection', note)
  equal(broke, [])
})
