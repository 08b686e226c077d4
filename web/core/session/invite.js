/**
 * An invite: its code is made here, the server keeps only its SHA-256, and its person sets a password by it.
 * @module
 */
import { Failure, send } from '../api.js'
import { tidy } from '../code.js'
import { hex } from '../ids.js'
import { arrive, betweenDrains, personIn } from './signing.js'

/** Characters of a code: some 79 bits. */
export const LENGTH = 16

/** "ABCD EFGH JKMN PQRS". @param {string} code */
export function spacedOut(code) {
  return (code.match(/.{1,4}/g) ?? []).join(' ')
}

/** What the server keeps of a code. @param {string} code */
export async function digestOf(code) {
  const bytes = new TextEncoder().encode(`gridwhistle invite ${tidy(code)}`)
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/**
 * Whose invite this is; nothing changes by it.
 * @param {string} code
 * @returns {Promise<{ login: string, name: string }>} throws Failure: INVITE_OVER, BUSY with how long to wait, NETWORK, TIMEOUT
 */
export async function lookAt(code) {
  return answered(await post({ code: tidy(code) }))
}

/**
 * Sets the password, which signs them in here. No drain crosses the change of person.
 * @param {string} code
 * @param {string} password
 * @returns {Promise<boolean>} whether they are signed in; false: their post begins later. Throws as above, and PASSWORD_…
 */
export function setPassword(code, password) {
  return betweenDrains(async () => {
    const body = answered(await post({ code: tidy(code), password }))
    const person = await personIn(body)
    if (person) await arrive(person, { login: body.login ?? '' })
    return Boolean(person)
  })
}

/** @param {Record<string, string>} body */
function post(body) {
  return send('/session/invite', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** @param {import('../types.js').Reply} reply @returns {{ login: string, name: string, code?: string }} */
function answered(reply) {
  if (reply.kind === 'silence') throw new Failure(reply.why)
  const { status, retryAfter } = reply
  if (status === 429 || status === 503) throw new Failure('BUSY', { status, retryAfter })
  const body = /** @type {{ login: string, name: string, code?: string } | null} */ (reply.body)
  if (status === 200 && body) return body
  throw new Failure(body?.code ?? 'SERVER', { status })
}
