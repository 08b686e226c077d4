/**
 * What an answer means for the work that lies on the phone. Only a decoded answer about this very operation may remove it.
 *
 *     DONE     the server's receipt names this operation: it is written there
 *     REFUSED  the server understood and said no: a person has to look
 *     LOGIN    nobody is signed in: everything stays, nothing is tried until someone is
 *     LATER    no answer, or none that can be trusted: the same again later is safe
 *
 * Anything that cannot be read, a captive portal's page with status 200 first of all, is LATER.
 * @module
 */

/** @typedef {import('../types.js').Reply} Reply */
/** @typedef {import('../types.js').Problem} Problem */
/** @typedef {import('../types.js').Receipt} Receipt */

/**
 * @typedef {{ verdict: 'DONE', receipt: Receipt, incident: any }
 *   | { verdict: 'REFUSED', problems: Problem[], incident: any }
 *   | { verdict: 'LOGIN' }
 *   | { verdict: 'LATER', reason: 'NO_SIGNAL' | 'TIMEOUT' | 'BUSY' | 'EARLIER' | 'UPDATE', after: number | null, everything: boolean }} Judgement
 * `everything`: the line or the server is at fault, not this operation; others need not be tried now.
 */

/** Refusals that pass by themselves. */
const PASSING = new Set(['BUSY', 'RETRY', 'RATE_LIMITED', 'STORAGE_FULL'])

/**
 * @param {Reply} reply
 * @param {string} opId the operation that was sent
 * @returns {Judgement}
 */
export function judge(reply, opId) {
  if (reply.kind === 'silence') {
    return {
      verdict: 'LATER',
      reason: reply.why === 'TIMEOUT' ? 'TIMEOUT' : 'NO_SIGNAL',
      after: null,
      everything: true,
    }
  }
  if (reply.status === 401) return { verdict: 'LOGIN' }
  if (reply.status === 429 || reply.status === 503) return later(reply.retryAfter, true)
  const payload = reply.body?.data && Object.values(reply.body.data)[0]
  if (payload && Array.isArray(payload.problems)) return judgePayload(payload, opId, reply.retryAfter)
  return judgeErrors(reply)
}

/**
 * @param {any} payload
 * @param {string} opId
 * @param {number | null} retryAfter
 * @returns {Judgement}
 */
function judgePayload(payload, opId, retryAfter) {
  const { problems, receipt, whistle: _of, ...about } = payload // a whistle's version is not that of its parties
  const incident = Object.values(about)[0] // of whatever noun
  if (problems.length === 0) {
    if (receipt?.opId === opId && receipt.code) return { verdict: 'DONE', receipt, incident }
    return later(retryAfter, false)
  }
  if (problems.some((/** @type {Problem} */ problem) => problem.code === 'AUTH_EXPIRED')) return { verdict: 'LOGIN' }
  if (problems.every((/** @type {Problem} */ problem) => PASSING.has(problem.code))) return later(retryAfter, true)
  if (problems.every((/** @type {Problem} */ problem) => problem.code === 'HELD')) {
    return { ...later(retryAfter, false), reason: 'EARLIER' } // it lies there until the one before it comes
  }
  return { verdict: 'REFUSED', problems, incident: incident ?? null }
}

/**
 * An answer without a payload: a request the server could not take (4xx with codes), or a fault of its own.
 * @param {Extract<Reply, { kind: 'answer' }>} reply
 * @returns {Judgement}
 */
function judgeErrors(reply) {
  const errors = Array.isArray(reply.body?.errors) ? reply.body.errors : []
  const problems = errors.map((/** @type {any} */ error) => ({
    code: String(error?.extensions?.code ?? 'REFUSED'),
    message: String(error?.message ?? ''),
    field: error?.extensions?.field ?? null,
  }))
  if (problems.some((/** @type {Problem} */ problem) => problem.code === 'AUTH_EXPIRED')) return { verdict: 'LOGIN' }
  if (problems.some((/** @type {Problem} */ problem) => problem.code === 'DOCUMENT_UNKNOWN')) {
    return { ...later(reply.retryAfter, false), reason: 'UPDATE' } // the app and the server are of other versions
  }
  const understood = reply.status >= 400 && reply.status < 500 && reply.status !== 408 && problems.length > 0
  if (understood && !problems.every((/** @type {Problem} */ problem) => PASSING.has(problem.code))) {
    return { verdict: 'REFUSED', problems, incident: null }
  }
  return later(reply.retryAfter, reply.status >= 502 && reply.status <= 504)
}

/**
 * @param {number | null} after ms that the server asked for
 * @param {boolean} everything
 * @returns {Extract<Judgement, { verdict: 'LATER' }>}
 */
function later(after, everything) {
  return { verdict: 'LATER', reason: 'BUSY', after, everything }
}

/**
 * How long to wait after the nth failure in a row: 2ⁿ seconds up to five minutes, a little spread so that phones do not march.
 * @param {number} tries
 * @param {() => number} [chance] 0…1
 * @returns {number} ms
 */
export function backoff(tries, chance = Math.random) {
  const seconds = Math.min(300, 2 ** Math.min(tries, 9))
  return Math.round(seconds * 1000 * (0.8 + 0.2 * chance()))
}

/** How long the bytes of a photo or a file may take over a poor line, ms. @param {Blob} blob */
export function timeFor({ size }) {
  return 30_000 + size / 32
}
