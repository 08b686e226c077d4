/**
 * Whether the server can be reached: what the last request found, never what the browser believes of itself.
 * @module
 */
import { hear, say } from '../live/channel.js'

let up = true

/** @param {boolean} answered how a request just ended */
export function heard(answered) {
  if (answered === up) return
  up = answered
  say('line', up)
}

/** Whether the last request got an answer. */
export function lineIsUp() {
  return up
}

/**
 * @param {(up: boolean) => void} listener
 * @returns {() => void} stop
 */
export function onLine(listener) {
  return hear('line', (now) => {
    up = now
    listener(now)
  })
}
