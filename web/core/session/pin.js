/**
 * The PIN of one person on this phone: six digits instead of the password when the phone changes hands, and without a network for
 * some hours after the server was last heard.
 *
 * Decision: the PIN is stretched here and never leaves the phone as it was typed. The server takes what it became only together
 * with this phone's own key, and counts the errors; the phone keeps no more of it than a code by a key that cannot be exported, so
 * that a copy of its store is of no use for guessing.
 * @module
 */
import { Failure, send } from '../api.js'
import { base64url, utf8 } from '../bytes.js'
import { copyFacts } from '../replica/copying.js'
import { register } from './device.js'
import { deviceId, deviceKey } from './keys.js'
import { heard, onLine } from '../outbox/line.js'
import { pinOf } from './pin_kept.js'
import { arrive, betweenDrains, personIn } from './signing.js'
import { fact, setFact } from '../replica/store.js'

/** @typedef {import('../types.js').Person} Person */
/** @typedef {import('./pin_kept.js').Pin} Pin */

export const DIGITS = 6
const ROUNDS = 600_000
const HOUR = 3600_000
/** A line that does not answer sooner counts as none: somebody stands there and waits. */
const PATIENCE = 8_000

/** The server's words for a PIN that is no good any more. */
const REFUSED = new Set(['PIN_GONE', 'PIN_WRONG'])

/** What somebody proved without a network, kept by this page alone until the server can be asked. @type {{ person: Person, proof: string } | null} */
let pending = null
onLine((up) => void (up && rejoin()))

/** How many tries are left, and for how long it opens without a network. @param {string} person */
export async function pinFacts(person) {
  const pin = await pinOf(person)
  return pin && { left: pin.tries - pin.errors, offlineHours: pin.offlineHours }
}

/**
 * Sets one, or another one, with the password. Needs the server.
 * @param {string} person
 * @param {string} pin six digits
 * @param {string} password
 */
export async function setPin(person, pin, password) {
  await register(person)
  const device = await deviceId()
  const proof = await proofOf(pin, person, device)
  const body = JSON.stringify({ device, proof, password })
  answered(await send('/session/pin', { method: 'PUT', headers: JSON_TYPE, body }))
  const told = answered(await send('/session', {}))
  const key = /** @type {CryptoKey} */ (await crypto.subtle.generateKey(MAC, false, ['sign', 'verify']))
  const code = await crypto.subtle.sign('HMAC', key, utf8(proof))
  await setFact(`pin:${person}`, { key, code, errors: 0, ...told.pin })
}

/** This phone asks for the password again. Needs the server, which forgets it first. @param {string} person */
export async function endPin(person) {
  answered(await send(`/session/pin/${await deviceId()}`, { method: 'DELETE' }))
  await setFact(`pin:${person}`, null)
}

/**
 * Lets this person in. Without a network they come to what lies here, and to the server as soon as it can be asked.
 * @param {Person} person
 * @param {string} pin
 * @returns {Promise<void>} throws Failure: PIN_WRONG, PIN_GONE (now the password), PIN_TOO_LONG (a network first)
 */
export function unlock(person, pin) {
  return betweenDrains(async () => {
    const device = await deviceId()
    const proof = await proofOf(pin, person.id, device)
    await check(person.id, proof)
    const reply = await openAtServer(person.id, device, proof)
    if (isSilence(reply)) return await withoutNetwork(person, proof)
    await arriveBy(person.id, reply)
  })
}

/** Counts the error before it looks, so that a page closed in between counts too. @param {string} person @param {string} proof */
async function check(person, proof) {
  const known = await pinOf(person)
  if (!known) throw new Failure('PIN_GONE')
  const errors = known.errors + 1
  await setFact(`pin:${person}`, { ...known, errors })
  const right = await crypto.subtle.verify('HMAC', known.key, known.code, utf8(proof))
  if (right) return setFact(`pin:${person}`, { ...known, errors: 0 })
  if (errors >= known.tries) await setFact(`pin:${person}`, null)
  throw new Failure(errors >= known.tries ? 'PIN_GONE' : 'PIN_WRONG')
}

/**
 * @param {string} person
 * @param {string} device
 * @param {string} proof
 * @returns {Promise<import('../types.js').Reply>}
 */
async function openAtServer(person, device, proof) {
  const asked = await send('/session/challenge', {}, { timeout: PATIENCE })
  if (isSilence(asked)) return asked
  const { challenge } = answered(asked)
  const said = ['gridwhistle pin 1', challenge, device, person, proof].join('\n')
  const { privateKey } = await deviceKey(person)
  const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(said))
  const body = JSON.stringify({ person, device, proof, challenge, signature: base64url(new Uint8Array(raw)) })
  return send('/session/pin', { method: 'POST', headers: JSON_TYPE, body }, { timeout: PATIENCE })
}

/** No answer, or none of our server's. @param {import('../types.js').Reply} reply */
function isSilence(reply) {
  return reply.kind === 'silence' || reply.status >= 500 || (reply.status < 300 && reply.body === null)
}

/** @param {string} person @param {import('../types.js').Reply} reply of the server */
async function arriveBy(person, reply) {
  try {
    const here = await personIn(answered(reply))
    if (here?.id !== person) throw new Failure('SERVER')
    pending = null
    await arrive(here)
  } catch (failure) {
    if (REFUSED.has(/** @type {any} */ (failure).code)) await setFact(`pin:${person}`, null)
    throw failure
  }
}

/** @param {Person} person @param {string} proof */
async function withoutNetwork(person, proof) {
  const pin = await pinOf(person.id)
  const since = Date.now() - (await lastHeard(person.id))
  if (!pin || since < -HOUR || since > pin.offlineHours * HOUR) throw new Failure('PIN_TOO_LONG')
  pending = { person, proof }
  await arrive(person, { heard: false })
  heard(false)
}

/** When the server last said that it is this person, or gave them what lies here, in ms. @param {string} person */
async function lastHeard(person) {
  const people = /** @type {any[]} */ ((await fact('people')) ?? [])
  const last = people.find((one) => one.id === person)?.last ?? 0
  return Math.max(last, (await copyFacts(person))?.at ?? 0)
}

/** The server can be asked again: whoever opened this page without it is now known to it too, without another tap. */
async function rejoin() {
  const now = pending
  pending = null
  if (!now || (await fact('person'))?.id !== now.person.id) return
  await betweenDrains(async () => {
    const reply = await openAtServer(now.person.id, await deviceId(), now.proof)
    if (isSilence(reply)) pending = now
    else await arriveBy(now.person.id, reply)
  }).catch(() => {}) // what waits then says 等登录, and they are asked once
}

const JSON_TYPE = { 'content-type': 'application/json' }
const MAC = { name: 'HMAC', hash: 'SHA-256' }

/**
 * What the server's answer holds.
 * @param {import('../types.js').Reply} reply
 * @returns {any} throws Failure with the server's own code
 */
function answered(reply) {
  if (reply.kind === 'silence') throw new Failure(reply.why)
  const { status, retryAfter } = reply
  if (status === 429 || status === 503) throw new Failure('BUSY', { status, retryAfter })
  if (status >= 300) throw new Failure(reply.body?.code ?? 'SERVER', { status })
  return reply.body
}

/**
 * @param {string} pin
 * @param {string} person
 * @param {string} device
 * @returns {Promise<string>} 32 bytes in base64url
 */
async function proofOf(pin, person, device) {
  const typed = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits'])
  const salt = utf8(`gridwhistle pin ${device} ${person}`)
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  return base64url(new Uint8Array(await crypto.subtle.deriveBits(how, typed, 256)))
}
