/**
 * A new version of the app: found by the browser and told to the person. When one takes over, every tab goes along, since the files of the
 * version before are gone with it. Taking it: `updating.js`.
 * @module
 */
import { hear, say } from './channel.js'

const WORKER = '/sw.js'
/** Of the locks that forms hold. */
export const DIRTY = 'gridwhistle-dirty'

/** @type {ServiceWorker | null} */
let waiting = null
/** This tab's forms. @type {Map<string, () => void>} */
export const dirty = new Map()

/**
 * Registers the worker, after the page has had its turn. Without service workers the app still works, online.
 * @returns {Promise<void>}
 */
export async function register() {
  const workers = globalThis.navigator?.serviceWorker
  if (!workers) return
  const registration = await workers.register(trusted(WORKER), { scope: '/', type: 'module', updateViaCache: 'none' })
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

/** Looks for a new version now. */
export async function look() {
  await (await globalThis.navigator?.serviceWorker?.getRegistration())?.update()
}

/**
 * A form says whether it holds something that is not saved yet. Held as a lock, so that every tab and the worker know.
 * @param {string} name
 * @param {boolean} isDirty
 */
export function formIsDirty(name, isDirty) {
  if (isDirty === dirty.has(name)) return
  if (!isDirty) {
    dirty.get(name)?.()
    dirty.delete(name)
    return
  }
  /** @type {() => void} */
  let release = () => {}
  const held = /** @type {Promise<void>} */ (new Promise((resolve) => (release = resolve)))
  dirty.set(name, release)
  globalThis.navigator?.locks?.request(`${DIRTY}-${name}`, { mode: 'shared' }, () => held)
}
