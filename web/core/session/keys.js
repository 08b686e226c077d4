/**
 * The keys of carrying: this phone's own for each person, by which their work is known as theirs wherever it arrives, and the
 * server's, by which only the server can read it.
 *
 * Decision: the private key cannot be exported, so that it never leaves this phone's store, whatever code asks. It is registered while
 * its person is signed in; a phone that could not register yet cannot hand its work to others, and says so.
 * @module
 */
import { base64url } from '../bytes.js'
import { uuid7 } from '../ids.js'
import { fact, setFact, write } from '../replica/store.js'

/** @typedef {{ epoch: string, carryKey: string, receiptKey: string, at?: number }} ServerFacts */

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }

/**
 * This person's key pair on this phone, made when it is first asked for. A store that came back without its key (some browsers
 * cannot keep one) makes a new phone of this one, since the server ties a phone to its key.
 * @param {string} person
 * @returns {Promise<CryptoKeyPair>}
 */
export async function deviceKey(person) {
  const known = await fact(`key:${person}`)
  if (isPair(known)) return known
  const made = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])
  return write(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta')
    const first = await meta.get(`key:${person}`) // another tab may have been faster
    if (isPair(first)) return first
    await meta.put(made, `key:${person}`)
    if (first) await meta.put(uuid7(), 'device')
    return made
  })
}

/** @param {any} pair */
function isPair(pair) {
  return pair?.privateKey instanceof CryptoKey
}

/** The id of this phone, made when it is first asked for. @returns {Promise<string>} */
export function deviceId() {
  return write(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta')
    const device = (await meta.get('device')) ?? uuid7()
    await meta.put(device, 'device')
    return device
  })
}

/** Whether the server knows this phone's key. @param {string} person @param {string} device */
export async function isRegistered(person, device) {
  return (await fact(`registered:${person}`)) === device
}

/**
 * The public half, as the server takes it.
 * @param {string} person
 */
export async function publicKey(person) {
  const { publicKey } = await deviceKey(person)
  return base64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))
}

/** What the server last said of itself. @returns {Promise<ServerFacts | null>} */
export async function serverFacts() {
  return (await fact('server')) ?? null
}

/** @param {ServerFacts} facts */
export function keepServerFacts(facts) {
  return setFact('server', facts)
}
