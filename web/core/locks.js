/**
 * One at a time in the whole browser, tabs and worker alike.
 * @module
 */

/** @type {Map<string, Promise<unknown>>} */
const queue = new Map()

/**
 * Runs `work` alone under `name`. Where the browser has no Web Locks it is alone at least in this tab.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function alone(name, work) {
  const locks = globalThis.navigator?.locks
  if (locks) return /** @type {Promise<T>} */ (locks.request(`gridwhistle-${name}`, work))
  const turn = (queue.get(name) ?? Promise.resolve()).then(work, work)
  queue.set(name, turn.catch(() => {}))
  return turn
}
