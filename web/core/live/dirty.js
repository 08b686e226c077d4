/**
 * Which forms hold something that is not saved yet, in any tab: a new version waits for them.
 * @module
 */

/** Of the locks that forms hold. */
export const DIRTY = 'gridwhistle-dirty'
/** This tab's forms. @type {Map<string, () => void>} */
export const dirty = new Map()

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
