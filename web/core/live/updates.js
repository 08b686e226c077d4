/**
 * A new version of the app: found by the browser and told to the person. When one takes over, every tab goes along, since the files of the
 * version before are gone with it. Taking it: `applying.js`.
 * @module
 */
import { hear, say } from './channel.js'
import { dirty } from './dirty.js'

const WORKER = '/sw.js'

/** How long a page waits at most for the worker's first turn, ms. */
const PATIENCE = 10000

/** @type {ServiceWorker | null} */
let waiting = null

/** Until a worker answers for this page; over at once where none will. @type {Promise<void>} */
let answering = Promise.resolve()

/**
 * Registers the worker, after the page has had its turn. Without service workers the app still works, online.
 * @returns {Promise<void>}
 */
export async function register() {
  const workers = globalThis.navigator?.serviceWorker
  if (!workers) return
  const asked = workers.register(trusted(WORKER), { scope: '/', type: 'module', updateViaCache: 'none' })
  const turn = workers.controller ??
    new Promise((done) => workers.addEventListener('controllerchange', done, { once: true }))
  answering = asked.then(async (known) => void (known && await turn), () => {})
  const registration = await asked
  found(registration.waiting)
  workers.addEventListener('message', ({ data }) => data === 'MENDED' && !dirty.size && globalThis.location.reload())
  let before = workers.controller
  workers.addEventListener('controllerchange', () => {
    if (before && !dirty.size) globalThis.location.reload()
    before = workers.controller
  })
  const follow = () => {
    const coming = registration.installing
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && workers.controller) found(coming)
    })
  }
  follow() // one may have come while the page before this one stood here
  registration.addEventListener('updatefound', follow)
}

/** What a screen can do without for now waits for this on a first visit: it lies in what the worker brings anyway. */
export function brought() {
  return Promise.race([answering, new Promise((done) => setTimeout(done, PATIENCE))])
}

/**
 * The one Trusted Types policy of the app: it names one address.
 * @param {string} url
 * @returns {any}
 */
function trusted(url) {
  const types = /** @type {any} */ (globalThis).trustedTypes
  const allowed = (/** @type {string} */ asked) => {
    if (asked !== WORKER) throw new TypeError(asked)
    return asked
  }
  return types ? types.createPolicy('app-sw', { createScriptURL: allowed }).createScriptURL(url) : url
}

/** @param {ServiceWorker | null} worker */
function found(worker) {
  if (!worker) return
  waiting = worker
  say('update', true)
}

/** A part of the app could not be loaded: the worker mends what is stored, and this page is loaded anew if something was to be mended. */
export function missed() {
  globalThis.navigator?.serviceWorker?.controller?.postMessage('MEND')
  return null
}

/** The new version that lies ready, or null. */
export function ready() {
  return waiting
}

/**
 * @param {() => void} listener called when a new version lies ready
 * @returns {() => void} stop
 */
export function onUpdate(listener) {
  return hear('update', listener)
}
