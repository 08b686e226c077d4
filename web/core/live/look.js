/**
 * Looking for a new version of the app.
 * @module
 */

/** Looks for a new version now. */
export async function look() {
  await (await globalThis.navigator?.serviceWorker?.getRegistration())?.update()
}
