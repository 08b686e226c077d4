/**
 * 练习: the same app in a world of its own. What the app reads and writes, asks and says from here on stays in this tab: another store, which is
 * thrown away, no line to any server, and a teacher who answers in its place.
 *
 * Decision: the world is changed under the app and not in it: no screen, no outbox and no copy knows of practice, so that none can
 * leak, and whatever is built tomorrow can be practised, too.
 * @module
 */
import { recall, remember } from '../../core/replica/cache.js'
import { pull } from '../../core/replica/copying.js'
import { close, fact, setFact } from '../../core/replica/store.js'
import { me } from '../../core/session/session.js'
import { preferences } from '../../core/session/preferences.js'
import { bookIn, show } from './banner.js'
import { lesson, unitOf } from './lesson.js'
import { Teacher } from './teacher.js'

/** @typedef {import('./lesson.js').Seed} Seed */
/** @typedef {import('./lesson.js').Lesson} Lesson */
/** @typedef {{ of: string, at: number, lesson: Lesson }} Begun what a reload goes on with: whose, in which version; when it was last looked at */

/** Of the store, of the lock, and of what this tab keeps. */
export const NAME = 'practice'
/** Whoever was away for so long, in ms, comes back to their work: a case that is not real hides those that are. */
const AWAY = 15 * 60_000

/** What must not be there: each is a way out of the tab. */
const WAYS_OUT = [
  'XMLHttpRequest',
  'EventSource',
  'WebSocket',
  'WebTransport',
  'RTCPeerConnection',
  'SharedWorker',
  'caches',
  'cookieStore',
]

/**
 * Begins, or goes on after a reload. It is over where the phone does not know enough, where somebody came back late, and where the browser
 * was sent here by something real: a notice, what another app shares, a shortcut.
 * @returns {Promise<boolean>} whether the app may begin here; else the tab is on its way out
 */
export async function enter() {
  const own = globalThis.sessionStorage
  const kept = own.getItem(NAME) ?? ''
  const begun = kept.startsWith('{') ? /** @type {Begun} */ (JSON.parse(kept)) : null
  if (begun && isSentHere()) {
    own.removeItem(NAME)
    return true
  }
  try {
    const seed = await taken()
    if (seed && !(begun && Date.now() - begun.at > AWAY)) {
      const of = `${seed.person.id} ${import.meta.url}`
      await practise(seed, of, begun?.of === of ? begun.lesson : null)
      return true
    }
  } catch (error) {
    console.error(error)
  }
  own.removeItem(NAME)
  location.replace('/')
  return false
}

/** Within practice a page is loaded by a reload only. */
function isSentHere() {
  const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'))
  return how?.type === 'navigate'
}

/** What practice takes along; only read. @returns {Promise<Seed | null>} */
async function taken() {
  const [person, viewer, reference] = await Promise.all([me(), recall('viewer'), recall('reference')])
  if (!person || !viewer?.value?.viewer || !reference?.value) return null
  const { locale } = await preferences()
  const t = (await bookIn(locale)).lesson
  const posts = viewer.value.viewer.posts.map((/** @type {Seed['viewer']['posts'][number]} */ one) => ({
    ...one,
    unit: unitOf(t),
  }))
  return { t, person, viewer: { ...viewer.value.viewer, explores: false, posts }, reference: reference.value }
}

/**
 * @param {Seed} seed
 * @param {string} of
 * @param {Lesson | null} before
 */
async function practise(seed, of, before) {
  const likes = await preferences()
  const begun = before ?? lesson(seed)
  const { indexedDB: stores, sessionStorage: own } = globalThis
  const keep = (/** @type {Lesson} */ now) => own.setItem(NAME, JSON.stringify({ of, at: Date.now(), lesson: now }))
  const leave = async (/** @type {string} */ to) => {
    own.removeItem(NAME)
    await close().catch(() => {})
    await gone(stores)
    location.replace(to)
  }
  await close()
  follow(leave)
  takeTurn(own)
  const teacher = new Teacher(seed, begun, keep)
  putAway()
  put(globalThis, 'indexedDB', {
    open: (/** @type {string} */ _, /** @type {number} */ version) => stores.open(NAME, version),
  })
  put(globalThis, 'sessionStorage', forgetful())
  put(globalThis, 'fetch', answering(teacher, leave))
  keep(begun)
  const seen = () => own.getItem(NAME) && keep(teacher.lesson)
  document.addEventListener('visibilitychange', () => document.hidden && seen())
  globalThis.addEventListener('pagehide', seen)
  if (!before) await gone(stores)
  if (!(await fact('person'))) await furnish(seed, likes)
  show(await bookIn(likes.locale), () => leave('/'))
}

/** @param {Seed} seed @param {import('../../core/session/preferences.js').Preferences} likes */
async function furnish(seed, likes) {
  await setFact('person', seed.person)
  await setFact('people', [seed.person])
  await setFact('preferences', likes)
  await remember('viewer', { viewer: seed.viewer })
  await remember('reference', seed.reference)
  await pull()
}

/**
 * What ends it beside the banner: a tap on a notice, a long absence. What it showed is not shown again out of the browser's memory, and
 * none of its links opens a tab of its own, which would be a real one.
 * @param {(to: string) => Promise<void>} leave
 */
function follow(leave) {
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (typeof data?.open === 'string' && data.open.startsWith('/')) void leave(data.open)
  })
  let away = 0
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) away = Date.now()
    else if (away && Date.now() - away > AWAY) void leave('/')
  })
  globalThis.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  for (const name of /** @type {const} */ (['click', 'auxclick'])) document.addEventListener(name, stay, true)
}

/** @param {MouseEvent} event */
function stay(event) {
  const { ctrlKey, metaKey, shiftKey, type, target } = event
  const aside = type === 'auxclick' || ctrlKey || metaKey || shiftKey
  if (aside && target instanceof Element && target.closest('a')) event.preventDefault()
}

/** One tab of a browser practises: the last to come; the one before it is done. @param {Storage} own */
function takeTurn(own) {
  navigator.locks?.request(NAME, { steal: true }, () => new Promise(() => {})).catch(() => {
    own.removeItem(NAME)
    location.replace('/')
  })
}

/** What a tab keeps of the real world is neither read nor overwritten. */
function forgetful() {
  const kept = new Map([[NAME, 'on']])
  return {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, String(value)),
    removeItem: (/** @type {string} */ key) => void kept.delete(key),
  }
}

/** Other tabs, the worker, and what the browser would tell the server by itself. */
function putAway() {
  for (const name of WAYS_OUT) put(globalThis, name, undefined)
  const Channel = globalThis.BroadcastChannel
  put(Channel.prototype, 'postMessage', () => {}) // also of those that are open already
  put(
    globalThis,
    'BroadcastChannel',
    class extends Channel {
      /** @param {string} name */
      constructor(name) {
        super(`${NAME}-${crypto.randomUUID()}-${name}`)
      }
    },
  )
  const registration = {
    waiting: null,
    installing: null,
    active: null,
    addEventListener() {},
    update: () => Promise.resolve(),
  }
  put(navigator, 'serviceWorker', {
    controller: null,
    ready: new Promise(() => {}),
    addEventListener() {},
    register: () => Promise.resolve(registration),
    getRegistration: () => Promise.resolve(undefined),
  })
  const { locks } = navigator
  const request = (/** @type {string} */ name, /** @type {{}[]} */ ...rest) =>
    Reflect.apply(locks.request, locks, [`${NAME}-${name}`, ...rest])
  if (locks) put(navigator, 'locks', { request, query: () => locks.query() })
  for (const name of ['sendBeacon', 'setAppBadge', 'clearAppBadge', 'share']) put(navigator, name, undefined)
  put(document, 'cookie', '')
}

/** @param {{}} on @param {string} name @param {{} | null | undefined} value */
function put(on, name, value) {
  Object.defineProperty(on, name, { value, configurable: true, writable: true })
}

/**
 * Signing in and out is never practised: whoever does it means it, and is led to the real page.
 * @param {Teacher} teacher
 * @param {(to: string) => Promise<void>} leave
 * @returns {typeof fetch}
 */
function answering(teacher, leave) {
  const real = globalThis.fetch.bind(globalThis)
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input), location.origin)
    if (url.protocol === 'blob:' || url.protocol === 'data:') return real(input, init)
    if (url.pathname.startsWith('/session') && (init.method ?? 'GET') !== 'GET') {
      void leave(location.pathname)
      return new Promise(() => {})
    }
    if (new Headers(init.headers).get('accept') === 'text/event-stream') return breathing(init.signal)
    const asked = typeof init.body === 'string' ? JSON.parse(init.body) : null
    const { status, body } = await teacher.answer(url.pathname, init.method ?? 'GET', asked)
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  }
}

/** A stream on which nothing happens. @param {AbortSignal | null | undefined} signal */
function breathing(signal) {
  const breath = new TextEncoder().encode('id: practice\n\n') // with a place to go on from, nothing was missed
  const stream = new ReadableStream({
    start: (sink) => {
      sink.enqueue(breath)
      const timer = setInterval(() => sink.enqueue(breath), 10_000)
      signal?.addEventListener('abort', () => (clearInterval(timer), sink.error(signal.reason)))
    },
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
}

/** @param {IDBFactory} stores */
function gone(stores) {
  return new Promise((done) => {
    const asking = stores.deleteDatabase(NAME)
    asking.onsuccess = asking.onerror = asking.onblocked = () => done(undefined)
  })
}
