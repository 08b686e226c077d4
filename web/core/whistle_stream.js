/**
 * Live whistles: a stream of the changes of one, while its board is open, or of all in sight, while a list of them is. Each change,
 * and each return of a cut stream, asks the screen to read anew, so that nothing can be missed.
 * @module
 */
import { WhistleChanged } from '../api/operations.js'
import { meant, request } from './api.js'
import { backoff } from './judge.js'
import { events, isOf, rest } from './sse.js'

/** @typedef {import('./stream.js').LineState} LineState */

/** The server breathes every 15 s; silence for longer is a cut stream. */
const SILENCE = 25_000
const LONGEST_WAIT = 20_000

/**
 * @param {string | null} id of the whistle; null: all in sight
 * @param {{ onChange: () => void, onLine: (line: LineState) => void }} listeners
 * @returns {() => void} stop
 */
export function followWhistle(id, { onChange, onLine }) {
  const stop = new AbortController()
  void run(id, stop.signal, onChange, onLine)
  return () => stop.abort()
}

/**
 * @param {string | null} id
 * @param {AbortSignal} signal
 * @param {() => void} onChange
 * @param {(line: LineState) => void} onLine
 */
async function run(id, signal, onChange, onLine) {
  for (let tries = 0; !signal.aborted; tries++) {
    let heard = Date.now()
    const opened = () => {
      onLine({ state: 'LIVE', since: Date.now() })
      if (tries > 0) onChange()
      tries = 0
    }
    await readOnce(id, signal, { opened, breath: () => (heard = Date.now()), onChange })
    if (signal.aborted) return
    onLine({ state: 'LOST', since: heard })
    await rest(Math.min(LONGEST_WAIT, backoff(tries)), signal)
  }
}

/**
 * @param {string | null} id
 * @param {AbortSignal} signal
 * @param {{ opened: () => void, breath: () => void, onChange: () => void }} told
 */
async function readOnce(id, signal, { opened, breath, onChange }) {
  const watch = new AbortController()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const alive = () => {
    breath()
    clearTimeout(timer)
    timer = setTimeout(() => watch.abort(), SILENCE)
  }
  try {
    timer = setTimeout(() => watch.abort(), SILENCE)
    const init = request(WhistleChanged, { id })
    const response = await fetch('/graphql', {
      ...init,
      headers: { ...await meant(), .../** @type {any} */ (init.headers), accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.any([signal, watch.signal]),
    })
    if (!response.body || !isOf(response, 'event-stream')) return
    opened()
    for await (const { event, data } of events(response.body, alive)) {
      if (event === 'next' && JSON.parse(data)?.data?.whistleChanged) onChange()
    }
  } catch {
    // cut: the caller says so and tries again
  } finally {
    clearTimeout(timer)
    watch.abort()
  }
}
