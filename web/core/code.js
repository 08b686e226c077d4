/**
 * The code of eight characters under which somebody writes without a login: made here, read out, written down, typed again.
 *
 * Decision: what goes out under a code says nothing of who is signed in on this phone: neither the cookie nor the person goes along.
 * @module
 */
import { dataOf, Failure, request, send } from './api.js'

/** @typedef {import('./types.js').OperationName} OperationName */
/** @typedef {import('./types.js').Reply} Reply */

/** Without 0 O 1 I L, which are taken for each other. */
export const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const LENGTH = 8

/** One of 850 thousand million, if it is of the usual length; each as likely as any other. */
export function makeCode(length = LENGTH) {
  const fair = 256 - (256 % ALPHABET.length)
  let code = ''
  while (code.length < length) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < fair) code += ALPHABET[byte % ALPHABET.length]
  }
  return code
}

/** As the server reads it: without blanks and strokes, in capitals, also typed full-width. @param {string} typed */
export function tidy(typed) {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s\-–—_.·]/g, '')
}

/** Whether it can be a code at all. @param {string} code tidied */
export function isCode(code) {
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter))
}

/** "7KMN 4PQR". @param {string} code */
export function spaced(code) {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/**
 * A request of whoever holds the code, and of nobody else.
 * @param {string} code
 * @param {RequestInit} init
 * @returns {RequestInit}
 */
export function asHolder(code, init) {
  return {
    ...init,
    credentials: 'omit',
    headers: { ...init.headers, authorization: `Code ${code}`, 'x-grid-person': '' },
  }
}

/**
 * @param {string} code
 * @param {OperationName} operation
 * @param {unknown} variables
 */
export function postUnder(code, operation, variables) {
  return send('/graphql', asHolder(code, request(operation, variables)))
}

/**
 * Asks, or takes a step that waits for the server.
 * @template D, V
 * @param {string} code
 * @param {import('../api/operations.js').Operation<D, V>} operation
 * @param {V} variables
 * @returns {Promise<D>} throws Failure: CODE_WRONG, LIMITED with how long to wait, and as `ask` does
 */
export async function askUnder(code, operation, variables) {
  const reply = await postUnder(code, operation, variables)
  const refused = reply.kind === 'answer' && reply.body?.errors?.[0]?.extensions?.code
  if (reply.kind === 'answer' && (refused === 'CODE_WRONG' || refused === 'LIMITED')) {
    throw new Failure(refused, { retryAfter: reply.retryAfter, status: reply.status })
  }
  return /** @type {D} */ (dataOf(reply))
}
