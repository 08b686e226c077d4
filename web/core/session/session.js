/**
 * Who uses this phone, known without a network. The server's cookie says who may send; the phone remembers who works here, and
 * keeps the work of everybody apart: another login neither shows nor sends what the first one left. Signing in: `signing.js`.
 * @module
 */
import { hear } from '../live/channel.js'
import { fact } from '../replica/store.js'

/** @typedef {import('../types.js').Person} Person */

/**
 * The person of this phone now, known without a network; null before the first login and after a logout.
 * @returns {Promise<Person | null>}
 */
export async function me() {
  return (await fact('person')) ?? null
}

/**
 * @param {(person: Person | null) => void} listener
 * @returns {() => void} stop
 */
export function onSession(listener) {
  return hear('session', listener)
}
