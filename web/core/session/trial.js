/**
 * 提醒自检: one trial by each way to this phone, and what arrived when. The server says whether the push service took it; whether the
 * phone let it through only the phone can tell, by its worker.
 * @module
 */
import { PushTried, PushTry } from '../../api/operations.js'
import { ask, meant, request } from '../api.js'
import { uuid7 } from '../ids.js'
import { hear } from '../live/channel.js'
import { events, isOf } from '../live/sse.js'
import { pushState } from './push.js'

/** @typedef {'WAITS' | 'CAME' | 'MISSED'} Arrival */
/** @typedef {{ came: Promise<number> }} Line */
/**
 * @typedef {object} Trial
 * @property {import('./push.js').PushState} push whether this browser is pushed to, as it says itself
 * @property {boolean} worker whether something here listens while no page is open
 * @property {Arrival} live @property {number | null} liveAt
 * @property {Arrival | null} arrived of the push; null: none was sent
 * @property {number | null} arrivedAt
 * @property {boolean | null} taken whether the push service took it; null: none was sent
 * @property {string | null} why it did not, or why nothing could be tried: a code of ours, or what the push service said
 */

/** How long each way may take, ms: a push comes within seconds, or not before the phone lets it. */
export const PATIENCE = { live: 10_000, push: 30_000 }

/**
 * Tries each way.
 * @param {(now: Trial) => void} tell called with each thing that is found out
 * @param {typeof PATIENCE} [patience]
 * @returns {Promise<Trial>}
 */
export async function tryReminders(tell, patience = PATIENCE) {
  const mark = uuid7()
  const stop = new AbortController()
  const registration = await globalThis.navigator?.serviceWorker?.getRegistration?.()
  /** @type {Trial} */
  let now = {
    push: await pushState(),
    worker: Boolean(registration?.active),
    live: 'WAITS',
    liveAt: null,
    arrived: null,
    arrivedAt: null,
    taken: null,
    why: null,
  }
  const found = (/** @type {Partial<Trial>} */ more) => tell(now = { ...now, ...more })
  found({})
  const line = await once((/** @type {(line: Line | null) => void} */ done) => {
    void listening(mark, stop.signal).then(done)
    return () => {}
  }, patience.live)
  const pushed = once(
    (/** @type {(at: number) => void} */ done) =>
      hear('trial', (/** @type {{ mark: string, at: number }} */ came) => came.mark === mark && done(came.at)),
    patience.push,
  )
  const heard = line && once((/** @type {(at: number) => void} */ done) => {
    line.came.then(done, () => {})
    return () => stop.abort()
  }, patience.live).then((at) => found({ live: at ? 'CAME' : 'MISSED', liveAt: at }))
  if (!line) {
    stop.abort()
    found({ live: 'MISSED' })
  }
  try {
    const held = now.push === 'ON' ? await registration?.pushManager.getSubscription() : null
    const { pushTry } = await ask(PushTry, { input: { mark, endpoint: held?.endpoint ?? null } })
    const { taken, why, problems } = pushTry
    found({ taken, why: problems[0]?.code ?? why, arrived: taken ? 'WAITS' : null })
  } catch (failure) {
    found({ why: /** @type {{ code?: string }} */ (failure).code ?? 'UNKNOWN', live: 'MISSED' })
    stop.abort()
    return now
  }
  if (now.taken) await pushed.then((at) => found({ arrived: at ? 'CAME' : 'MISSED', arrivedAt: at }))
  await heard
  return now
}

/**
 * What came, as when; or null after so long.
 * @template T
 * @param {(done: (came: T) => void) => () => void} wait
 * @param {number} ms
 * @returns {Promise<T | null>}
 */
function once(wait, ms) {
  return new Promise((resolve) => {
    const over = (/** @type {T | null} */ came) => {
      clearTimeout(timer)
      deaf()
      resolve(came)
    }
    const timer = setTimeout(() => over(null), ms)
    const deaf = wait(over)
  })
}

/**
 * A stream of its own for the trial, as the app's own is opened: once it stands, when its mark is heard. Null where none can be had.
 * @param {string} mark
 * @param {AbortSignal} signal
 * @returns {Promise<Line | null>}
 */
async function listening(mark, signal) {
  const init = request(PushTried, {})
  const headers = { ...await meant(), 'content-type': 'application/json', accept: 'text/event-stream' }
  try {
    const response = await fetch('/graphql', {
      ...init,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    })
    return response.body && isOf(response, 'event-stream') ? { came: marked(response.body, mark) } : null
  } catch {
    return null
  }
}

/** @param {ReadableStream<Uint8Array>} body @param {string} mark */
async function marked(body, mark) {
  for await (const { event, data } of events(body)) {
    if (event === 'next' && JSON.parse(data).data?.pushTried === mark) return Date.now()
  }
  throw new Error('the stream ended')
}
