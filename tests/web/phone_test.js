/**
 * What a phone does by itself: ids, photos made small, streams read in pieces, screens that open from memory.
 * @module
 */
import { dataOf } from '../../web/core/api.js'
import { read, recall, remember } from '../../web/core/replica/cache.js'
import { clearRead } from '../../web/core/replica/room.js'
import { uuid7 } from '../../web/core/ids.js'

import { fitted, LARGEST, sha256 } from '../../web/core/photo/photo.js'
import { events } from '../../web/core/live/sse.js'

import { put } from '../../web/core/replica/store.js'
import { equal, is, test, truthy } from './saying.js'
import { json, scene } from './scene.js'

test('ids made one after the other sort in that order, also ten thousand in one millisecond', () => {
  const ids = Array.from({ length: 10_000 }, () => uuid7(1_795_417_200_000))
  equal(ids, [...ids].sort())
  equal(new Set(ids).size, ids.length)
  truthy(
    ids.every((id) =>
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
        .test(id)
    ),
  )
})

test('an id tells its millisecond, and a clock set back does not make older ids', () => {
  const later = uuid7(1_999_999_999_999)
  is(parseInt(later.slice(0, 8) + later.slice(9, 13), 16), 1_999_999_999_999)
  truthy(uuid7(1_000_000_000_000) > later)
})

test('a photo is made smaller and coarser until it weighs at most 200 KB', async () => {
  /** @type {string[]} */
  const tried = []
  const { blob, width, height } = await fitted(
    4000,
    3000,
    (width, height, quality) => {
      tried.push(`${width}x${height}@${quality}`)
      return Promise.resolve(
        new Blob([new Uint8Array(Math.round(width * height * quality * 0.35))]),
      )
    },
  )
  truthy(blob.size <= LARGEST)
  equal(
    tried,
    [
      '1600x1200@0.72',
      '1600x1200@0.6',
      '1440x1080@0.55',
      '1280x960@0.5',
      '1024x768@0.5',
    ].slice(0, tried.length),
  )
  truthy(tried.length > 1 && width < 1600 && height < 1200)
})

test('a small photo is not blown up, and a tall one is measured by its height', async () => {
  const small = () => Promise.resolve(new Blob(['x']))
  equal(
    await fitted(800, 600, small).then(({ width, height }) => [width, height]),
    [800, 600],
  )
  equal(
    await fitted(1000, 4000, small).then((
      { width, height },
    ) => [width, height]),
    [400, 1600],
  )
})

test('a picture that cannot be made small is unreadable, and says so by its code', async () => {
  const huge = () => Promise.resolve(new Blob([new Uint8Array(LARGEST + 1)]))
  is(
    await fitted(4000, 3000, huge).catch((error) => error.code),
    'PHOTO_UNREADABLE',
  )
})

test('the name of a photo is the SHA-256 of its bytes', async () => {
  is(
    await sha256(new Blob(['abc'])),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

/** @param {string[]} pieces */
const stream = (pieces) =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) {
        controller.enqueue(new TextEncoder().encode(piece))
      }
      controller.close()
    },
  })

test('events come whole however the line cuts them, and breath is no event', async () => {
  let breaths = 0
  const heard = []
  const pieces = [
    'event: ne',
    'xt\r',
    '\ndata: {"a":\r\ndata: 1}\r\n\r',
    '\n: breath\n\nevent: complete\n\ndata: 2',
  ]
  for await (const event of events(stream(pieces), () => breaths++)) {
    heard.push(event)
  }
  equal(heard, [{ event: 'next', data: '{"a":\n1}' }, {
    event: 'complete',
    data: '',
  }])
  is(breaths, 4)
})

test('a character cut in two arrives whole', async () => {
  const bytes = new TextEncoder().encode('data: 井盖\n\n')
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, 7))
      controller.enqueue(bytes.slice(7))
      controller.close()
    },
  })
  for await (const { data } of events(cut)) is(data, '井盖')
})

const TODAY = /** @type {any} */ ({ id: 'sha256:today', kind: 'query', name: 'Today' })

test('a screen shows what the phone knows, then what the server says, and tells which is which', async () => {
  const server = await scene()
  await remember('today', { incidents: 1 })
  server.trouble = (
    { path },
  ) => (path === '/graphql' ? json({ data: { incidents: 2 } }) : null)
  const seen = []
  for await (const { data, fresh } of read('today', TODAY, {})) {
    seen.push([data, fresh])
  }
  equal(seen, [[{ incidents: 1 }, false], [{ incidents: 2 }, true]])
  equal((await recall('today'))?.value, { incidents: 2 })
})

test('without a network a screen keeps what it had and says why it is old', async () => {
  const server = await scene()
  await remember('today', { incidents: 1 })
  server.trouble = () => 'cut'
  let last
  for await (const one of read('today', TODAY, {})) last = one
  equal([last?.data, last?.fresh, last?.failure.code], [
    { incidents: 1 },
    false,
    'NETWORK',
  ])
})

test('what was read longer than seven days ago, or by somebody else, is not shown', async () => {
  await scene()
  const old = Date.now() - 8 * 24 * 3600_000
  await put('cache', { person: 'wang', key: 'old', value: 1, fetchedAt: old })
  await put('cache', {
    person: 'li',
    key: 'another',
    value: 1,
    fetchedAt: Date.now(),
  })
  equal([await recall('old'), await recall('another')], [null, null])
  await remember('new', 1)
  await clearRead()
  is(await recall('new'), null)
})

test('an answer that is no answer has a code that a person can be told', () => {
  const code = (/** @type {any} */ reply) => {
    try {
      return dataOf(reply)
    } catch (failure) {
      return /** @type {any} */ (failure).code
    }
  }
  equal(code({ kind: 'silence', why: 'TIMEOUT' }), 'TIMEOUT')
  equal(code({ kind: 'answer', status: 401, body: null }), 'AUTH_EXPIRED')
  equal(code({ kind: 'answer', status: 429, body: null }), 'BUSY')
  equal(
    code({
      kind: 'answer',
      status: 400,
      body: { errors: [{ extensions: { code: 'QUERY_TOO_DEEP' } }] },
    }),
    'QUERY_TOO_DEEP',
  )
  equal(code({ kind: 'answer', status: 500, body: null }), 'SERVER')
  equal(code({ kind: 'answer', status: 200, body: { data: { a: 1 } } }), {
    a: 1,
  })
})
