/**
 * What moves on the server, as it moves. A screen follows at once; the code that reads the stream comes after the screen.
 * @module
 */

/** @typedef {import('./stream.js').Change} Change */
/** @typedef {import('./stream.js').LineState} LineState */
/** @typedef {import('./stream.js').Listeners} Listeners */

/**
 * Follows what this person may see.
 * @param {Listeners} listeners
 * @returns {() => void} stop
 */
export function follow(listeners) {
  let gone = false
  /** @type {() => void} */
  let stop = () => {}
  import('./stream.js').then(({ join }) => {
    if (!gone) stop = join(listeners)
  }, () => listeners.onLine?.({ state: 'LOST', since: Date.now() }))
  return () => {
    gone = true
    stop()
  }
}
