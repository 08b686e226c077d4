/**
 * One stream for all tabs: who leads, who takes over, and that nobody misses anything in between.
 * @module
 */
import { equal, is, test, truthy } from './saying.js'

/** A district's stream: numbered events, kept; each opening of it is noted with the cursor it came with. */
class District {
  /** @type {string[]} */
  log = []
  /** @type {(string | null)[]} */
  opened = []
  /** @type {Set<ReadableStreamDefaultController<Uint8Array>>} */
  lines = new Set()
  down = false
  lagged = false

  /**
   * @param {string} _url
   * @param {RequestInit} init
   */
  fetch = (_url, init) => {
    const cursor = /** @type {any} */ (init.headers)['last-event-id'] ?? null
    if (this.down) return Promise.reject(new TypeError('Failed to fetch'))
    this.opened.push(cursor)
    const body = new ReadableStream({
      start: (controller) => {
        init.signal?.addEventListener(
          'abort',
          () => this.lines.delete(controller) && controller.error(new Error('aborted')),
        )
        if (this.lagged) {
          this.lagged = false
          write(
            controller,
            `event: next\ndata: {"errors":[{"extensions":{"code":"LAGGED"}}]}\n\nevent: complete\ndata:\n\n`,
          )
          controller.close()
          return
        }
        if (cursor !== null) {
          this.log.slice(Number(cursor)).forEach((id, place) =>
            write(controller, block(id, Number(cursor) + place + 1))
          )
        }
        write(controller, `:\nid: ${this.log.length}\n\n`)
        this.lines.add(controller)
      },
    })
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  }

  /** @param {string} id */
  happen(id) {
    this.log.push(id)
    for (const line of this.lines) write(line, block(id, this.log.length))
  }

  cut() {
    for (const line of this.lines) line.close()
    this.lines.clear()
  }
}

/**
 * @param {ReadableStreamDefaultController<Uint8Array>} line
 * @param {string} text
 */
function write(line, text) {
  line.enqueue(new TextEncoder().encode(text))
}

/**
 * @param {string} id
 * @param {number} number
 */
function block(id, number) {
  const change = {
    eventId: id,
    kind: 'incident.noted',
    at: '',
    subjectKind: 'incident',
    subjectId: id,
    incident: { id },
  }
  return `event: next\nid: ${number}\ndata: ${JSON.stringify({ data: { subjectChanged: change } })}\n\n`
}

/** Web Locks as a browser has them, for tabs that are modules of one process. */
function locks() {
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve()
  return {
    /**
     * @param {string} _name
     * @param {{ signal: AbortSignal }} options
     * @param {() => Promise<unknown>} work
     */
    request(_name, { signal }, work) {
      const turn = queue.then(() => (signal.aborted ? undefined : work()))
      queue = turn.catch(() => {})
      return turn
    },
  }
}

/** Each tab has the module to itself. */
const TABS = [
  () => import('../../web/core/live/stream.js?tab=1'),
  () => import('../../web/core/live/stream.js?tab=2'),
  () => import('../../web/core/live/stream.js?tab=3'),
  () => import('../../web/core/live/stream.js?tab=4'),
  () => import('../../web/core/live/stream.js?tab=5'),
  () => import('../../web/core/live/stream.js?tab=6'),
  () => import('../../web/core/live/stream.js?tab=7'),
  () => import('../../web/core/live/stream.js?tab=8'),
]

/** A tab, and what it hears. */
async function tab() {
  const { join } = await /** @type {() => Promise<any>} */ (TABS.pop())()
  /** @type {string[]} */
  const heard = []
  /** @type {string[]} */
  const lines = []
  let fresh = 0
  const close = join({
    onChange: (/** @type {any} */ change) => heard.push(change.eventId),
    onLine: (/** @type {any} */ line) => lines.at(-1) !== line.state && lines.push(line.state),
    onFresh: () => fresh++,
  })
  return { heard, lines, close, fresh: () => fresh }
}

/** @param {() => boolean} true_ */
async function until(true_) {
  for (let waited = 0; !true_(); waited += 5) {
    if (waited > 8000) throw new Error('it never happened')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** @param {(district: District) => Promise<void>} story */
async function told(story) {
  const before = globalThis.fetch
  Object.defineProperty(globalThis.navigator, 'locks', { value: locks(), configurable: true })
  const district = new District()
  globalThis.fetch = /** @type {any} */ (district.fetch)
  try {
    await story(district)
  } finally {
    globalThis.fetch = before
    Reflect.deleteProperty(globalThis.navigator, 'locks')
  }
}

test('one tab reads for all, and each of them hears everything once', () =>
  told(async (district) => {
    const [one, two] = [await tab(), await tab()]
    await until(() => district.lines.size === 1)
    district.happen('a')
    district.happen('b')
    await until(() => two.heard.length === 2)
    equal([one.heard, two.heard], [['a', 'b'], ['a', 'b']])
    is(district.opened.length, 1)
    const three = await tab()
    await until(() => three.lines.at(-1) === 'LIVE')
    ;[one, two, three].forEach((each) => each.close())
  }))

test('when the tab that reads is closed the next one goes on behind its last word', () =>
  told(async (district) => {
    const [one, two] = [await tab(), await tab()]
    await until(() => district.lines.size === 1)
    district.happen('a')
    await until(() => two.heard.length === 1)
    one.close()
    district.cut()
    district.happen('b')
    await until(() => two.heard.length === 2)
    equal(two.heard, ['a', 'b'])
    equal(district.opened, [null, '1'])
    is(two.fresh(), 0)
    two.close()
  }))

test('a cut line is said, and taken up behind the cursor without reading anything anew', () =>
  told(async (district) => {
    const one = await tab()
    await until(() => district.lines.size === 1)
    district.happen('a')
    await until(() => one.heard.length === 1)
    district.down = true
    district.cut()
    await until(() => one.lines.at(-1) === 'LOST')
    district.happen('b')
    district.happen('c')
    district.down = false
    await until(() => one.heard.length === 3)
    equal(one.heard, ['a', 'b', 'c'])
    equal(district.opened, [null, '1'])
    equal(one.lines, ['OFF', 'LIVE', 'LOST', 'LIVE'])
    is(one.fresh(), 0)
    one.close()
  }))

test('too much missed is read anew, once', () =>
  told(async (district) => {
    const one = await tab()
    await until(() => district.lines.size === 1)
    district.happen('a')
    await until(() => one.heard.length === 1)
    district.lagged = true
    district.cut()
    await until(() => one.fresh() === 1)
    await until(() => district.lines.size === 1)
    equal(district.opened, [null, '1', null])
    district.happen('b')
    await until(() => one.heard.length === 2)
    one.close()
  }))

test('silence moves the cursor on, so that a quiet tab does not come back from long ago', () =>
  told(async (district) => {
    const one = await tab()
    await until(() => district.lines.size === 1)
    district.log.push('of another street', 'and another')
    for (const line of district.lines) write(line, ':\nid: 2\n\n')
    await new Promise((resolve) => setTimeout(resolve, 20))
    district.cut()
    await until(() => district.opened.length === 2)
    equal(district.opened, [null, '2'])
    truthy(one.heard.length === 0)
    one.close()
  }))
