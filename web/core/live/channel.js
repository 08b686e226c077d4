/**
 * How tabs and the service worker tell each other that something on the phone changed. Hearing nothing is harmless: who
 * shows data reads it from the store.
 * @module
 */

/** @type {Map<string, { channel: BroadcastChannel, listeners: Set<(message: any) => void> }>} */
const open = new Map()

/** @param {string} topic */
function line(topic) {
  let entry = open.get(topic)
  if (!entry) {
    const channel = new BroadcastChannel(`gridwhistle-${topic}`)
    const listeners = /** @type {Set<(message: any) => void>} */ (new Set())
    channel.onmessage = (event) => tell(listeners, event.data)
    entry = { channel, listeners }
    open.set(topic, entry)
  }
  return entry
}

/**
 * @param {Set<(message: any) => void>} listeners
 * @param {any} message
 */
function tell(listeners, message) {
  for (const listener of [...listeners]) listener(message)
}

/**
 * Says it to every tab, to the worker, and to this one.
 * @param {string} topic
 * @param {any} [message]
 */
export function say(topic, message = null) {
  const { channel, listeners } = line(topic)
  channel.postMessage(message)
  tell(listeners, message)
}

/**
 * @param {string} topic
 * @param {(message: any) => void} listener
 * @returns {() => void} stop
 */
export function hear(topic, listener) {
  line(topic).listeners.add(listener)
  return () => {
    const entry = open.get(topic)
    entry?.listeners.delete(listener)
    if (entry && entry.listeners.size === 0) {
      entry.channel.close()
      open.delete(topic)
    }
  }
}
