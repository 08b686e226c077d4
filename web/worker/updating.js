/**
 * Taking over from an older version: only when a page asks, and nothing withholds it.
 * @module
 */
import { withheld } from '../core/live/updating.js'

/** @param {import('./scope.d.ts').Scope} worker */
export async function takeOver(worker) {
  if (!(await withheld())) await worker.skipWaiting()
}
