/**
 * A page could not load a part of the app: what is stored is looked through, and whoever asked is told when something was mended.
 * @module
 */
import { mend } from './precache.js'

/** @type {Promise<number> | null} */
let running = null

/**
 * @param {string} version
 * @param {{ postMessage(message: unknown): void } | null} asker
 */
export async function repair(version, asker) {
  running ??= mend(version).finally(() => (running = null))
  const mended = await running.catch(() => 0) // no line: the page says so and can be opened again
  if (mended > 0) asker?.postMessage('MENDED')
}
