/**
 * How somebody comes to this phone and goes: by password, and away. By PIN: `pin.js`.
 * @module
 */
import { Failure, send } from '../api.js'
import { say } from '../live/channel.js'
import { alone } from '../locks.js'
import { unsent } from '../outbox/sending.js'
import { everybodysRows, fact, setFact, writeFirst } from '../replica/store.js'

/** @typedef {import('../types.js').Person} Person */

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
  const person = reply.status === 200 ? await personIn(reply.body) : null
  if (!person) throw new Failure('NETWORK', { status: reply.status }) // not our server's answer
  return person
}

/** Whom an answer of /session names; and the word by which this phone can end that session later. @param {any} body @returns {Promise<Person | null>} */
export async function personIn(body) {
  const { id, name } = body?.person ?? {}
  if (!id) return null
  if (body.leave && body.leave !== (await fact('leave'))) await setFact('leave', body.leave)
  return { id: String(id), name: String(name ?? '') }
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
    if (reply.status === 429 || reply.status === 503) {
      throw new Failure('BUSY', { status: reply.status, retryAfter: reply.retryAfter })
    }
    if (reply.status >= 500) throw new Failure('SERVER', { status: reply.status })
    if (reply.status >= 300) throw new Failure('LOGIN_FAILED', { status: reply.status, retryAfter: reply.retryAfter })
    const person = await whoIsHere()
    if (!person) throw new Failure('LOGIN_FAILED')
    await arrive(person, { login })
    return person
  })
}

/**
 * From now on this person works here.
 * @param {Person} person
 * @param {{ login?: string, heard?: boolean }} [how] `heard`: the server has just said that it is this person
 */
export async function arrive(person, { login = '', heard = true } = {}) {
  const all = /** @type {any[]} */ ((await fact('people')) ?? [])
  const known = all.find((one) => one.id === person.id)
  const last = heard ? Date.now() : (known?.last ?? 0)
  const now = { ...known, ...person, login: login || (known?.login ?? ''), last }
  await setFact('people', [now, ...all.filter((one) => one !== known)])
  await setFact('person', { id: person.id, name: person.name })
  say('session', person)
}

/**
 * Signs out here and at the server; if that cannot be reached, it is told at the next contact. Unsent work stays on the phone, hidden, for
 * the next login.
 * @param {string | null} [endpoint] where this person is still pushed to, if the server could not be told
 * @returns {Promise<boolean>} whether the server knows
 */
export function signOut(endpoint = null) {
  return betweenDrains(async () => {
    const reply = await send('/session', { method: 'DELETE' })
    const done = reply.kind === 'answer' && (reply.status < 300 || reply.status === 401) && !endpoint
    if (!done) await owe({ leave: (await fact('leave')) ?? null, endpoint })
    await setFact('leave', null)
    await setFact('person', null)
    say('session', null)
    return done
  })
}

/** So many people leave one phone before it has a line again. */
const MOST = 20

/**
 * Somebody left, and the server does not know: `leaving` tells it.
 * @param {import('./leaving.js').Debt} debt
 */
export function owe(debt) {
  return writeFirst(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta')
    await meta.put([...((await meta.get('owed')) ?? []), debt].slice(-MOST), 'owed')
  })
}

/**
 * Does what changes the person while nothing is being sent: a running drain is stopped first, and loses nothing by it.
 * @template T
 * @param {() => Promise<T>} work
 */
export function betweenDrains(work) {
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
