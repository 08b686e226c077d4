/**
 * The wire: trusted operations by id, photos by content, the session. A reply is an answer or a silence, and never a throw in `post`.
 * @module
 */
import { heard } from './outbox/line.js'
import { fact } from './replica/store.js'
import { hearServerTime } from './server_time.js'

/** @typedef {import('./types.js').Reply} Reply */
/** @typedef {import('./types.js').OperationName} OperationName */
/**
 * @template D, V
 * @typedef {import('../api/operations.js').Operation<D, V>} Operation
 */

/**
 * With these a page of whoever stands between phone and server would be taken for an answer of ours, which is JSON. Other statuses mean
 * the same whoever gives them.
 * @param {number} status
 */
const isOurs = (status) => status !== 204 && (status < 300 || [401, 403, 404, 407, 511].includes(status))

/** A wish to come later is heeded up to half an hour: nobody's work waits for a day because of a header. */
const LONGEST_WISH = 30 * 60_000

/** Answers later than this count as none. */
export const PATIENCE = 20_000

/** No usable answer to a question. `code` is one of the public problem codes. */
export class Failure extends Error {
  /**
   * @param {string} code NETWORK, TIMEOUT, BUSY, AUTH_EXPIRED, NOT_FOUND, SERVER or a code of the server's own
   * @param {{ retryAfter?: number | null, status?: number }} [more]
   */
  constructor(code, { retryAfter = null, status = 0 } = {}) {
    super(code)
    this.name = 'Failure'
    this.code = code
    this.retryAfter = retryAfter
    this.status = status
  }
}

/**
 * Sends one request and waits at most `timeout`.
 * @param {string} url
 * @param {RequestInit} init
 * @param {{ timeout?: number, signal?: AbortSignal | null }} [limits]
 * @returns {Promise<Reply>}
 */
export async function send(url, init, { timeout = PATIENCE, signal = null } = {}) {
  const clock = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(url, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      ...init,
      headers: { ...await meant(url), ...init.headers },
      signal: signal ? AbortSignal.any([clock, signal]) : clock,
    })
    const { status } = response
    hearServerTime(response.headers.get('date'))
    const body = decoded(await response.text())
    if (body === null && isOurs(status)) throw new TypeError('not our server')
    heard(status < 502 || status > 504)
    return { kind: 'answer', status, body, retryAfter: retryAfter(response) }
  } catch {
    if (!signal?.aborted) heard(false)
    return { kind: 'silence', why: clock.aborted ? 'TIMEOUT' : 'NETWORK' }
  }
}

/**
 * For whom a request is. Another one's cookie may still be here when a PIN opened the phone without a network: the server then
 * refuses what is not meant for them.
 * @param {string} [url]
 * @returns {Promise<Record<string, string>>}
 */
export async function meant(url = '') {
  const person = url.startsWith('/session') ? null : await fact('person').catch(() => null)
  return person ? { 'x-grid-person': person.id } : {}
}

/** @param {string} text */
function decoded(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * @param {Response} response
 * @returns {number | null} ms
 */
function retryAfter(response) {
  const seconds = Number(response.headers.get('retry-after') ?? NaN)
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_WISH) : null
}

/**
 * @param {OperationName} operation
 * @param {unknown} variables
 * @returns {RequestInit}
 */
export function request(operation, variables) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ documentId: operation.id, variables }),
  }
}

/**
 * Sends a trusted operation; for the outbox, which judges the reply itself.
 * @param {OperationName} operation
 * @param {unknown} variables
 * @param {{ timeout?: number, signal?: AbortSignal | null }} [limits]
 */
export function post(operation, variables, limits) {
  return send('/graphql', request(operation, variables), limits)
}

/**
 * Asks a question. While a new release comes in, a process of the one before may hear it that does not know the document: for five
 * seconds it is asked again, each time of whichever answers.
 * @template D, V
 * @param {Operation<D, V>} operation
 * @param {V} variables
 * @param {{ timeout?: number, signal?: AbortSignal | null }} [limits]
 * @returns {Promise<D>} the data; throws Failure
 */
export async function ask(operation, variables, limits, tries = 0) {
  try {
    return /** @type {D} */ (dataOf(await post(operation, variables, limits)))
  } catch (failure) {
    if (/** @type {Failure} */ (failure).code !== 'DOCUMENT_UNKNOWN' || tries > 9) throw failure
    await new Promise((resolve) => setTimeout(resolve, 500))
    return ask(operation, variables, limits, tries + 1)
  }
}

/**
 * A verb that waits for the server (受理, 派遣 …): nothing is shown as done before the answer. After a Failure the same input,
 * with the same opId, may be sent again: it is done once.
 * @template D, V
 * @param {Operation<D, V>} operation
 * @param {V} variables
 * @param {{ timeout?: number, signal?: AbortSignal | null }} [limits]
 * @returns {Promise<{ incident?: any, whistle?: any, receipt: import('./types.js').Receipt | null, problems: import('./types.js').Problem[] }>}
 */
export async function act(operation, variables, limits = { timeout: 10_000 }) {
  const data = await ask(operation, variables, limits)
  const payload = /** @type {any} */ (Object.values(/** @type {any} */ (data))[0])
  if (!payload || !Array.isArray(payload.problems)) throw new Failure('SERVER')
  return payload
}

/**
 * The data of a reply, or the Failure that says why there is none.
 * @param {Reply} reply
 * @returns {Record<string, unknown>}
 */
export function dataOf(reply) {
  if (reply.kind === 'silence') throw new Failure(reply.why)
  const { status, body } = reply
  if (status === 401) throw new Failure('AUTH_EXPIRED', { status })
  if (status === 429 || status === 503) throw new Failure('BUSY', { status, retryAfter: reply.retryAfter })
  if (body?.data && !body.errors) return body.data
  const code = body?.errors?.[0]?.extensions?.code
  throw new Failure(code ?? (status === 404 ? 'NOT_FOUND' : 'SERVER'), { status })
}

/**
 * Hands over the bytes of a photo. Repeatable: the name is the content.
 * @param {string} sha256
 * @param {Blob} blob
 * @param {{ timeout?: number, signal?: AbortSignal | null }} [limits]
 */
export function putPhoto(sha256, blob, limits = { timeout: 30_000 }) {
  return send(`/media/${sha256}`, { method: 'PUT', headers: { 'content-type': blob.type }, body: blob }, limits)
}
