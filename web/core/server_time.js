/**
 * The server's clock, as this phone knows it: by how much the phone's own is off is learnt from each answer and kept for when there is
 * none. Lights and "today" go by it; what is stored, sent and compared on the phone keeps the phone's.
 * @module
 */
import { fact, setFact } from './replica/store.js'

const ALIKE = 2000 // ms: an answer tells whole seconds, and takes a while

let ahead = 0
/** @type {Set<() => void>} */
const listeners = new Set()

/** Now, by the server's clock. */
export function serverNow() {
  return Date.now() + ahead
}

/** A moment of this phone's clock, by the server's. @param {number} ms */
export function onServer(ms) {
  return ms + ahead
}

/** What was learnt before, for a phone that opens without a network. */
export async function recallServerTime() {
  set((await fact('ahead').catch(() => null)) ?? 0)
}

/** @param {string | null} date the header of an answer that was just made */
export function hearServerTime(date) {
  const off = Date.parse(date ?? '') - Date.now()
  if (!Number.isFinite(off) || Math.abs(off - ahead) < ALIKE) return
  set(Math.abs(off) < ALIKE ? 0 : off)
  void setFact('ahead', ahead).catch(() => {}) // it is learnt again from the next answer
}

/** @param {number} off */
function set(off) {
  if (off === ahead) return
  ahead = off
  for (const listener of listeners) listener()
}

/** @param {() => void} listener told when another time is true */
export function onServerTime(listener) {
  listeners.add(listener)
}
