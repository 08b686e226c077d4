/**
 * 提醒 on this device: turned on by a tap and never otherwise, kept up while it is on, let go of with the person.
 * Web Push is one way of several and best effort; the list of notices has everything.
 * @module
 */
import { NoticeSettings, PushSubscribe, PushUnsubscribe } from '../../api/operations.js'
import { act, ask } from '../api.js'
import { fact, setFact } from '../replica/store.js'

/** @typedef {'ON' | 'OFF' | 'DENIED' | 'UNSUPPORTED'} PushState */

/** Who was asked and did not say yes is left in peace for so long. */
export const PEACE = 30 * 24 * 3600_000

const REFUSED = 'push-refused'

export function supported() {
  return 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
}

/** @returns {Promise<PushState>} */
export async function pushState() {
  if (!supported()) return 'UNSUPPORTED'
  if (Notification.permission === 'denied') return 'DENIED'
  return Notification.permission === 'granted' && (await subscription()) ? 'ON' : 'OFF'
}

async function subscription() {
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

/**
 * Turns it on. Only from a tap: the browser asks the person.
 * @returns {Promise<PushState>} throws when the browser's push service or the server cannot be reached
 */
export async function turnOn() {
  const said = await Notification.requestPermission()
  if (said !== 'granted') {
    await refuse()
    return said === 'denied' ? 'DENIED' : 'OFF'
  }
  await subscribe(await navigator.serviceWorker.ready)
  return 'ON'
}

/** @returns {Promise<string | null>} the address that the server could not be told to forget */
export async function turnOff() {
  const held = await subscription()
  if (!held) return null
  const { endpoint } = held
  const told = await act(PushUnsubscribe, { input: { endpoint } }).then(() => true, () => false)
  await held.unsubscribe().catch(() => {}) // the browser needs a line for it, too
  return told ? null : endpoint
}

/** Before somebody else signs in here: nothing of this person's is shown on this device any more. What `turnOff` returns. */
export async function letGo() {
  return supported() && Notification.permission === 'granted' ? await turnOff().catch(() => null) : null
}

/** While it is on: this browser is known to the server, for this person and under the server's present key. */
export async function keepUp() {
  if (supported() && Notification.permission === 'granted' && (await subscription())) {
    await subscribe(await navigator.serviceWorker.ready)
  }
}

/**
 * Subscribes this browser with the server's key, and tells the server where.
 * @param {ServiceWorkerRegistration} registration
 */
export async function subscribe(registration) {
  const { pushKey } = (await ask(NoticeSettings, {})).noticeSettings
  const key = bytes(pushKey)
  let held = await registration.pushManager.getSubscription()
  if (held && !same(held.options?.applicationServerKey, key)) {
    await held.unsubscribe()
    held = null
  }
  held ??= await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint, keys } = held.toJSON()
  const input = { endpoint: endpoint ?? '', p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }
  const { problems } = await act(PushSubscribe, { input })
  if (problems[0]) throw Object.assign(new Error(problems[0].code), { code: problems[0].code })
}

/** @param {string} text base64url */
function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
}

/**
 * @param {ArrayBuffer | null | undefined} held
 * @param {Uint8Array} key
 */
function same(held, key) {
  if (!held) return true // some browsers do not tell
  const other = new Uint8Array(held)
  return other.length === key.length && other.every((one, at) => one === key[at])
}

/** Whether the app may offer it by itself: never asked, or long ago. */
export async function mayOffer() {
  if (!supported() || Notification.permission !== 'default') return false
  return Date.now() - ((await fact(REFUSED)) ?? 0) > PEACE
}

/** The person was asked, and has not said yes so far. */
export async function refuse() {
  await setFact(REFUSED, Date.now())
}
