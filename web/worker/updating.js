/**
 * Taking over from an older version: only when a page asks, and never while anybody on this phone has unsent work.
 * @module
 */
import { mayUpdate } from '../core/updates.js'

/** @param {import('./scope.d.ts').Scope} worker */
export async function takeOver(worker) {
  if (await mayUpdate()) await worker.skipWaiting()
}
