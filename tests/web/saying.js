/// <reference lib="deno.ns" />
/**
 * The few words our tests use to claim something.
 * @module
 */

/**
 * @param {string} sentence
 * @param {() => void | Promise<void>} body
 */
export function test(sentence, body) {
  Deno.test({
    name: sentence,
    fn: body,
    sanitizeOps: false,
    sanitizeResources: false,
  })
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 */
export function equal(actual, expected) {
  const [a, b] = [plain(actual), plain(expected)]
  if (a !== b) throw new Error(`\n  got      ${a}\n  expected ${b}`)
}

/** @param {unknown} value */
function plain(value) {
  return JSON.stringify(value instanceof Set ? [...value].sort() : value) ??
    'undefined'
}

/**
 * @param {unknown} actual
 * @param {unknown} expected the very same
 */
export function is(actual, expected) {
  if (!Object.is(actual, expected)) {
    throw new Error(`got ${String(actual)}, expected ${String(expected)}`)
  }
}

/** @param {unknown} value */
export function truthy(value) {
  if (!value) throw new Error(`expected something, got ${String(value)}`)
}
