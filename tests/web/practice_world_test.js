/** 练习: from its first moment nothing leaves the tab, nothing of the phone is touched, and one tap leaves nothing behind. */
import { Verify, Viewer } from '../../web/api/operations.js'
import { ask } from '../../web/core/api.js'
import { recall, remember } from '../../web/core/replica/cache.js'
import { listed } from '../../web/core/replica/copy.js'
import { drain } from '../../web/core/outbox/drain.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { rows } from '../../web/core/outbox/rows.js'
import { close } from '../../web/core/replica/store.js'
import { clearPractice } from '../../web/core/replica/renewing.js'
import { hear, say } from '../../web/core/live/channel.js'
import { me } from '../../web/core/session/session.js'
import { signOut } from '../../web/core/session/signing.js'
import { enter, NAME } from '../../web/ui/practice/world.js'
import { lesson } from '../../web/ui/practice/lesson.js'
import { zh_practice } from '../../web/words/practice.zh.js'
import { REFERENCE } from './giving.js'
import { report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const AREA = { code: 'g1', name: '第1网格', level: 'GRID', path: '第1网格', lat: 40, lon: 113 }
const VIEWER = {
  signedIn: true,
  person: { id: 'wang', name: 'wang' },
  posts: [{
    id: 'p',
    role: 'GRID_WORKER',
    standsFor: false,
    startsOn: '2026-01-01',
    endsOn: null,
    area: AREA,
    unit: null,
  }],
  standsIn: [],
  home: null,
}

/** @typedef {Record<string, (event: {}) => void>} Ears */

const REAL = [
  'indexedDB sessionStorage fetch BroadcastChannel location document addEventListener console'.split(' ').map((
    name,
  ) => /** @type {const} */ ([globalThis, name])),
  ['locks', 'serviceWorker'].map((name) => /** @type {const} */ ([navigator, name])),
].flat()

/** The little of a page that practice touches, and the world as it was after `work`. @param {(page: Page) => Promise<void>} work */
async function inPage(work) {
  const before = REAL.map(([on, name]) => /** @type {const} */ ([on, name, Object.getOwnPropertyDescriptor(on, name)]))
  const { postMessage } = BroadcastChannel.prototype
  sessionStorage.clear()
  try {
    await work(page())
  } finally {
    await close()
    Object.assign(BroadcastChannel.prototype, { postMessage })
    for (const [on, name, how] of before) {
      if (how) Object.defineProperty(on, name, how)
      else Reflect.deleteProperty(on, name)
    }
  }
}

/** @typedef {ReturnType<typeof page>} Page */
function page() {
  const ears = /** @type {Ears} */ ({})
  const shown = /** @type {unknown[]} */ ([])
  const went = /** @type {string[]} */ ([])
  const lost = /** @type {((why: Error) => void)[]} */ ([])
  const listening = {
    addEventListener: (/** @type {string} */ name, /** @type {(event: {}) => void} */ ear) => {
      const before = ears[name]
      ears[name] = (event) => (before?.(event), ear(event))
    },
  }
  const element = () => ({
    append: (/** @type {unknown[]} */ ...all) => shown.push(...all),
    setAttribute() {},
    addEventListener: (/** @type {string} */ _, /** @type {() => void} */ tap) => (ears.tap = tap),
  })
  const document = {
    cookie: 'grid=secret',
    hidden: false,
    createElement: element,
    body: { prepend: (/** @type {unknown} */ box) => shown.push(box) },
    ...listening,
  }
  const location = { origin: 'http://grid', pathname: '/me', replace: (/** @type {string} */ to) => went.push(to) }
  const locks = {
    request: (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) =>
      name === NAME ? new Promise((_, stolen) => lost.push(stolen)) : /** @type {() => unknown} */ (rest.at(-1))(),
    query: () => Promise.resolve({ held: [{ name: NAME }] }),
  }
  for (
    const [on, name, value] of /** @type {[{}, string, unknown][]} */ ([
      [globalThis, 'document', document],
      [globalThis, 'location', location],
      [globalThis, 'addEventListener', listening.addEventListener],
      [navigator, 'locks', locks],
      [navigator, 'serviceWorker', listening],
    ])
  ) Object.defineProperty(on, name, { value, configurable: true, writable: true })
  return { ears, shown, went, lost, document, stores: globalThis.indexedDB, own: globalThis.sessionStorage }
}

/** What the phone knows. */
async function known() {
  const server = await scene()
  await remember('viewer', { viewer: VIEWER })
  await remember('reference', REFERENCE)
  return server
}

/** @param {() => boolean} met */
async function until(met) {
  for (let n = 0; n < 100 && !met(); n++) await new Promise((done) => setTimeout(done, 5))
  truthy(met())
}

/** How the browser came here. @param {string} type @param {() => Promise<void>} work */
async function cameBy(type, work) {
  const real = performance.getEntriesByType
  performance.getEntriesByType = () => /** @type {PerformanceEntryList} */ (/** @type {unknown} */ ([{ type }]))
  await work().finally(() => (performance.getEntriesByType = real))
}

/** What this tab keeps, looked at so long ago. @param {number} ms @param {Storage} own */
function seenBefore(ms, own) {
  const kept = JSON.parse(own.getItem(NAME) ?? '')
  own.setItem(NAME, JSON.stringify({ ...kept, at: Date.now() - ms }))
}

test('what is practised stays in the tab, and of the phone nothing is touched', async () => {
  const server = await known()
  const mine = await enqueue(report())
  const told = /** @type {unknown[]} */ ([])
  const other = new BroadcastChannel('gridwhistle-session')
  other.onmessage = ({ data }) => told.push(data)
  const early = hear('session', () => {}) // what listened before practice began has its line already
  await inPage(async ({ ears, shown, went, stores, own }) => {
    own.setItem(NAME, 'new')
    own.setItem('complaint', 'begun in earnest')
    is(await enter(), true)
    truthy(shown.length > 0)
    const before = server.heard.length
    equal([await rows(), document.cookie, globalThis.WebSocket], [[], '', undefined])
    is(sessionStorage.getItem('complaint'), null)
    is((await ask(Viewer, {})).viewer.person?.id, 'wang')
    const todo = (await listed({ mine: 'TODO' }, 'URGENT_FIRST'))?.value.incidents.nodes
    equal(todo.map((/** @type {{ state: string }} */ one) => one.state).sort(), ['CHECKING', 'VERIFYING'])
    const verifying = todo.find((/** @type {{ state: string }} */ one) => one.state === 'VERIFYING')
    await enqueue(report())
    await enqueue({
      operation: Verify,
      incidentId: verifying.id,
      input: { id: verifying.id, seen: 1, verdict: 'TRUE' },
    })
    await drain({ force: true })
    equal((await rows()).map((row) => row.state), ['DELIVERED', 'DELIVERED'])
    say('session', null)
    is(server.heard.length, before)

    ears.tap?.({})
    await until(() => went.length > 0)
    equal([went, own.getItem(NAME), own.getItem('complaint')], [['/'], null, 'begun in earnest'])
    equal((await stores.databases()).map(({ name }) => name), ['gridwhistle'])
  })
  early()
  other.close()
  equal(told, [])
  equal((await rows()).map((row) => [row.opId, row.state]), [[mine.opId, 'SAVED']])
  is((await recall('viewer'))?.value.viewer.posts[0].unit, null)
})

test('nobody signs out in practice: it ends, and the real page is there', async () => {
  const server = await known()
  await inPage(async ({ went, own }) => {
    own.setItem(NAME, 'new')
    await enter()
    void signOut()
    await until(() => went.length > 0)
    equal([went, own.getItem(NAME)], [['/me'], null])
  })
  equal([server.heard.length, (await me())?.id], [0, 'wang'])
})

test('a tap on a notice, a long absence and another tab that practises end it', async () => {
  await known()
  const ends = /** @type {[string, (page: Page) => void][]} */ ([
    ['/i/real', ({ ears }) => ears.message?.({ data: { open: '/i/real' } })],
    ['/', ({ lost }) => lost[0]?.(new Error('stolen'))],
    ['/', ({ ears, document }) => {
      const { now } = Date
      for (const ago of [3600_000, 0]) {
        document.hidden = ago > 0
        Date.now = () => now() - ago
        ears.visibilitychange?.({})
      }
      Date.now = now
    }],
  ])
  for (const [to, end] of ends) {
    await inPage(async (page) => {
      page.own.setItem(NAME, 'new')
      await enter()
      end(page)
      await until(() => page.went.length > 0)
      equal([page.went, page.own.getItem(NAME)], [[to], null])
    })
  }
})

test('a reload goes on where one was; whoever comes late or is sent here finds the real app', async () => {
  await known()
  /** @param {string} how @param {number} ago @param {(page: Page, entered: boolean) => Promise<void>} then */
  const later = (how, ago, then) =>
    inPage(async (page) => {
      page.own.setItem(NAME, 'new')
      await enter()
      await enqueue(report())
      await close()
      Object.defineProperty(globalThis, 'sessionStorage', { value: page.own, configurable: true, writable: true })
      Object.defineProperty(globalThis, 'indexedDB', { value: page.stores, configurable: true, writable: true })
      seenBefore(ago, page.own)
      await cameBy(how, async () => then(page, await enter()))
    })
  await later('reload', 60_000, async ({ went }, entered) => {
    equal([entered, went, (await rows()).length], [true, [], 1])
  })
  await later('navigate', 60_000, async ({ went, own }, entered) => {
    equal([entered, went, own.getItem(NAME), (await rows()).length], [true, [], null, 0])
  })
  await later('reload', 3600_000, async ({ went, own }, entered) => {
    equal([entered, went, own.getItem(NAME), (await rows()).length], [false, ['/'], null, 0])
  })
})

test('what a closed tab left of practice is thrown away, unless somebody practises', async () => {
  await known()
  await inPage(async ({ stores, own }) => {
    own.setItem(NAME, 'new')
    await enter()
    await close()
    Object.defineProperty(globalThis, 'indexedDB', { value: stores, configurable: true, writable: true })
    const cleared = async () => {
      await clearPractice()
      await new Promise((done) => setTimeout(done, 20))
      return (await stores.databases()).map(({ name }) => name).sort()
    }
    equal(await cleared(), ['gridwhistle', 'practice'])
    Object.assign(navigator.locks, { query: () => Promise.resolve({ held: [] }) })
    equal(await cleared(), ['gridwhistle'])
  })
})

test('a phone that knows no classes yet cannot practise, and finds the real app', async () => {
  await scene()
  await inPage(async ({ went, own }) => {
    own.setItem(NAME, 'new')
    equal([await enter(), went, own.getItem(NAME)], [false, ['/'], null])
  })
})

test('whoever works no grid practises in some grid of theirs', () => {
  const seed = {
    t: zh_practice.practice.lesson,
    person: VIEWER.person,
    viewer: { ...VIEWER, explores: false, posts: [] },
    reference: { version: 'v', catalogue: { classes: [] }, grids: [] },
  }
  is(lesson(seed).cases.length, 2)
})
