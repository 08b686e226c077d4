/**
 * Who uses this phone. The server's cookie says who may send; the phone remembers who works here, offline too, and keeps the
 * work of everybody apart: another login neither shows nor sends what the first one left.
 * @module
 */
import { Failure, send } from './api.js'
import { hear, say } from './channel.js'
import { alone } from './locks.js'
import { everybodysRows, fact, setFact } from './store.js'
import { unsent } from './sending.js'

/** @typedef {import('./types.js').Person} Person */

/**
 * The person of this phone now, known without a network; null before the first login and after a logout.
 * @returns {Promise<Person | null>}
 */
export async function me() {
  return (await fact('person')) ?? null
}

/**
 * Whom the server's cookie names, or null for nobody. Throws Failure when it cannot be asked: also the honest probe for a network.
 * @param {{ timeout?: number, signal?: AbortSignal | null }} [limits]
 * @returns {Promise<Person | null>}
 */
export async function whoIsHere(limits) {
  const reply = await send('/session', { headers: { accept: 'application/json' } }, limits)
  if (reply.kind === 'silence') throw new Failure(reply.why)
  if (reply.status === 401) return null
  if (reply.status === 429 || reply.status === 503) throw new Failure('BUSY', { retryAfter: reply.retryAfter })
  if (reply.status !== 200 || !reply.body) throw new Failure('NETWORK', { status: reply.status })
  const person = reply.body.person
  return person?.id ? { id: String(person.id), name: String(person.name ?? '') } : null
}

/**
 * Signs in. No drain crosses the change of person: a running one is stopped first, and loses nothing by it.
 * @param {string} login
 * @param {string} password
 * @returns {Promise<Person>} throws Failure: LOGIN_FAILED, BUSY (with retryAfter), NETWORK, TIMEOUT
 */
export function signIn(login, password) {
  return betweenDrains(async () => {
    const reply = await send('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    })
    if (reply.kind === 'silence') throw new Failure(reply.why)
    if (reply.status === 429) throw new Failure('BUSY', { status: 429, retryAfter: reply.retryAfter })
    if (reply.status >= 500) throw new Failure('SERVER', { status: reply.status })
    if (reply.status >= 300) throw new Failure('LOGIN_FAILED', { status: reply.status, retryAfter: reply.retryAfter })
    const person = await whoIsHere()
    if (!person) throw new Failure('LOGIN_FAILED')
    await arrive(person, login)
    return person
  })
}

/**
 * @param {Person} person
 * @param {string} login
 */
async function arrive(person, login) {
  const others = ((await fact('people')) ?? []).filter((/** @type {Person} */ one) => one.id !== person.id)
  await setFact('people', [{ ...person, login, last: Date.now() }, ...others])
  await setFact('person', person)
  say('session', person)
}

/** Signs out here and at the server if it can be reached. Unsent work stays on the phone, hidden, for the next login. */
export function signOut() {
  return betweenDrains(async () => {
    const reply = await send('/session', { method: 'DELETE' })
    await setFact('person', null)
    say('session', null)
    return reply.kind === 'answer'
  })
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
function betweenDrains(work) {
  say('stop-drain')
  return alone('drain', work)
}

/**
 * The people who signed in on this phone, last one first, with how much of theirs is still unsent (a number, nothing of it).
 * @returns {Promise<{ id: string, name: string, login: string, last: number, unsent: number }[]>}
 */
export async function peopleHere() {
  const waiting = (await everybodysRows()).filter(unsent)
  return ((await fact('people')) ?? []).map((/** @type {any} */ person) => ({
    ...person,
    unsent: waiting.filter((row) => row.person === person.id).length,
  }))
}

/**
 * @param {(person: Person | null) => void} listener
 * @returns {() => void} stop
 */
export function onSession(listener) {
  return hear('session', listener)
}
