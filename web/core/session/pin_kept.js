/**
 * Who has a PIN on this phone: all that the login wants to know of it before somebody taps.
 * @module
 */
import { fact } from '../replica/store.js'

/** @typedef {{ key: CryptoKey, code: ArrayBuffer, errors: number, tries: number, offlineHours: number }} Pin */

/** @param {string} person @returns {Promise<Pin | null>} */
export async function pinOf(person) {
  const found = await fact(`pin:${person}`)
  return found?.key instanceof CryptoKey ? found : null
}

/** Whether this person has one here. @param {string} person */
export async function hasPin(person) {
  return (await pinOf(person)) !== null
}
