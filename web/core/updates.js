/**
 * A new version of the app: found by the browser, told to the person, and taken only when he says so and nothing of his can be
 * hurt by it: no unsent row, no half-written form, in any tab.
 * @module
 */
import { hear, say } from './channel.js'
import { everybodysRows } from './store.js'
import { unsent } from './sending.js'

const WORKER = '/sw.js'
const DIRTY = 'gridwhistle-dirty'

/** @type {ServiceWorker | null} */
let waiting = null
/** @type {Map<string, () => void>} */
const dirty = new Map()

/**
 * Registers the worker, after the page has had its turn. Without service workers the app still works, online.
 * @returns {Promise<void>}
 */
export async function register() {
  const workers = globalThis.navigator?.serviceWorker
  if (!workers) return
  const registration = await workers.register(trusted(WORKER), { scope: '/', type: 'module', updateViaCache: 'none' })
  found(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && workers.controller) found(coming)
    })
  })
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

/** Whether a new version lies ready. */
export function isWaiting() {
  return waiting !== null
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

/** Whether any form in any tab holds something unsaved. */
export async function anyDirty() {
  if (dirty.size > 0) return true
  const state = await globalThis.navigator?.locks?.query()
  return (state?.held ?? []).some((lock) => lock.name?.startsWith(DIRTY))
}

/** Whether a new version may take over now: nobody on this phone has unsent work, and no form is dirty. */
export async function mayUpdate() {
  return !(await anyDirty()) && !(await everybodysRows()).some(unsent)
}

/**
 * 现在换. The worker looks again by itself before it takes over; then the page is loaded anew.
 * @returns {Promise<boolean>} false when it is not safe now
 */
export async function apply() {
  if (!waiting || !(await mayUpdate())) return false
  globalThis.navigator.serviceWorker.addEventListener('controllerchange', () => globalThis.location.reload(), {
    once: true,
  })
  waiting.postMessage('TAKE_OVER')
  return true
}
