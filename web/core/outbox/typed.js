/**
 * What was typed, as it is kept, before the phone says that it has it: text as it looks, and everything that the server would
 * refuse by rules that the phone knows too. What lies here already is never touched again.
 * @module
 */
import { LONGEST_TEXT } from '../../api/operations.js'
import { kept, lengthOf } from '../text.js'

/** @typedef {import('../types.js').Problem} Problem */

/** Characters that "not so" must say at least. */
const SPOKEN = 10

/** It was not kept, for the person has to mend it first. `code` is its first problem's. */
export class Mistyped extends Error {
  /** @param {Problem[]} problems at least one */
  constructor(problems) {
    super(problems.map(({ code, field }) => `${code} ${field}`).join())
    this.name = 'Mistyped'
    this.problems = problems
    this.code = /** @type {Problem} */ (problems[0]).code
  }
}

/**
 * The input as it is kept.
 * @param {{ name: string, texts?: any }} operation
 * @param {Record<string, any>} input
 * @returns {Record<string, any>} throws Mistyped
 */
export function typed(operation, input) {
  /** @type {Problem[]} */
  const problems = []
  const seen = cleaned(input, operation.texts ?? {}, '', problems)
  problems.push(...missing(operation.name, seen), ...nowhere(seen.place))
  if (problems.length) throw new Mistyped(problems)
  return seen
}

/**
 * @param {any} value
 * @param {any} most what its texts may hold at most
 * @param {string} field
 * @param {Problem[]} problems
 * @returns {any}
 */
function cleaned(value, most, field, problems) {
  if (typeof value === 'string') {
    const text = kept(value)
    const bound = typeof most === 'number' ? most : LONGEST_TEXT
    if (lengthOf(text) > bound) problems.push({ code: 'TEXT_LONG', field, message: `${lengthOf(text)}/${bound}` })
    return text
  }
  if (Array.isArray(value)) return value.map((one) => cleaned(one, most, field, problems))
  if (value === null || typeof value !== 'object') return value
  const within = (/** @type {string} */ name) => (field ? `${field}.${name}` : name)
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, cleaned(one, most[name] ?? {}, within(name), problems)]),
  )
}

/**
 * What has to be said, and what only unseen characters say.
 * @param {string} verb
 * @param {Record<string, any>} input
 * @returns {Problem[]}
 */
function missing(verb, input) {
  const { classCode, verdict, text, note, photos = [] } = input
  const asked = /** @type {Record<string, [string, string | undefined, number]>} */ ({
    Report: ['text', text, classCode?.endsWith('99') ? 1 : 0],
    SelfResolve: ['note', note, 1],
    Verify: ['text', text, verdict === 'FALSE' ? SPOKEN : 0],
    Check: ['text', text, verdict === 'TRUE' ? 0 : 1],
    Note: ['text', text, photos?.length ? 0 : 1],
  })[verb]
  if (!asked || lengthOf(asked[1] ?? '') >= asked[2]) return []
  return [{ code: asked[2] > 1 ? 'LONGER' : 'REQUIRED', field: asked[0] }]
}

/** A point that is none: no number, beyond the earth, or the 0,0 of a receiver without a fix. @param {any} place @returns {Problem[]} */
function nowhere(place) {
  const { lat, lon } = place ?? {}
  if (lat === undefined || lat === null) return []
  const there = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (Math.abs(lat) > 1e-6 || Math.abs(lon) > 1e-6)
  return there ? [] : [{ code: 'PLACE_NOWHERE', field: 'place' }]
}
