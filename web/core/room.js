/**
 * How safe and how full the phone's store is.
 * @module
 */

/** @returns {Promise<{ persisted: boolean, usage: number, quota: number }>} how safe and how full the phone's store is */
export async function storage() {
  const manager = globalThis.navigator?.storage
  const { usage = 0, quota = 0 } = (await manager?.estimate?.()) ?? {}
  return { persisted: (await manager?.persisted?.()) ?? false, usage, quota }
}

/** @returns {Promise<boolean>} asks the browser never to erase the store by itself */
export async function protect() {
  return (await globalThis.navigator?.storage?.persist?.()) ?? false
}
