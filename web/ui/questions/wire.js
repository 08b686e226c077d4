/**
 * How questions are asked of their door: what there is to begin with, what form one has, its answer, and a file of it.
 * @module
 */
import { Failure, meant, send } from '../../core/api.js'

/** @typedef {string | number | boolean | null | undefined | Many | Parts} Value of JSON */
/** @typedef {Value[]} Many @typedef {{ [name: string]: Value }} Parts @typedef {Record<string, Value>} Values */
/** @typedef {NonNullable<import('../../api/operations.js').SavedQuestionOneData['savedQuestion']>} Saved */
/** @typedef {{ of: string, by: string[], measures: string[], filter: import('../filters.js').Filter, moment: string | null, day: string | null }} Figured */
/** @typedef {{ value: string, zh: string, en: string }} Option */
/** @typedef {{ name: string, kind: string, many: boolean, needed: boolean, zh: string, en: string, usual: Value, options: Option[] }} Field */
/** @typedef {{ key: string, zh: string, en: string, document: string, given: Values }} Template */
/** @typedef {{ form?: Field[], price?: { cost: number, limit: number }, wrong: string[], code?: string, gone?: { what: 'unit' | 'area' | 'class', name: string }[], document?: string, given?: Values }} Read */
/** @typedef {{ zh: string, en: string, kind: string, words: Record<string, [string, string]> }} Head */
/** @typedef {{ cells: Value[], href: string | null, keys: string[] | null }} Row */
/** @typedef {{ heads: Head[], rows: Row[], foot: Row[], cut: '' | 'ROWS' | 'BUDGET', figures: Figured | null, definitions: { measure: string, zh: string, en: string }[] }} Answer */
/** @typedef {{ name: string, document: string, given: Values, saved: Saved | null }} Question `saved`: as it is kept, or null */
/** @typedef {{ documentId?: string, query?: string, variables?: Values }} Asked */

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const FILES = { xlsx: XLSX, csv: 'text/csv' }
const PATIENCE = 400_000 // of a file: fifty thousand rows wait for the budget

/** @returns {Promise<Template[]>} */
export async function templates() {
  return told(await send('/questions/templates', { headers: { accept: 'application/json' } }))
}

/** @param {Asked} asked @param {AbortSignal} signal @returns {Promise<Read>} */
export async function read(asked, signal) {
  return told(await send('/questions/read', posted(asked), { signal }))
}

/** @param {Asked} asked @param {AbortSignal} signal @returns {Promise<Answer | { raw: Value }>} `raw`: it is no table */
export async function answer(asked, signal) {
  return told(await send('/questions/answer', posted(asked), { signal, timeout: 60_000 }))
}

/** @param {Asked} asked */
function posted(asked, accept = 'application/json') {
  const headers = { 'content-type': 'application/json', accept }
  return { method: 'POST', headers, body: JSON.stringify(asked) }
}

/** @template T @param {import('../../core/types.js').Reply} reply @returns {T} */
function told(reply) {
  if (reply.kind === 'silence') throw new Failure(reply.why)
  const { status, body } = reply
  if (status < 300) return /** @type {T} */ (body)
  throw new Failure(body && 'code' in body ? `${body.code}` : 'SERVER', { status, retryAfter: reply.retryAfter })
}

/** The question as its door takes it: a kept one by its id, so that it is known when it was used. @param {Question} question @param {Values} values @returns {import('./wire.js').Asked} */
export function asking({ document, saved }, values) {
  return saved ? { documentId: `question:${saved.id}`, variables: values } : { query: document, variables: values }
}

/** A file of the answer, with its name. @param {Asked} asked @param {'xlsx' | 'csv'} form @returns {Promise<{ blob: Blob, name: string }>} */
export async function file(asked, form) {
  const init = posted(asked, FILES[form])
  const response = await fetch('/questions/answer', {
    credentials: 'same-origin',
    ...init,
    headers: { ...await meant('/questions/answer'), ...init.headers },
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw new Failure('SERVER', { status: response.status })
  const name = decodeURIComponent(
    /filename\*=UTF-8''(.+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? form,
  )
  return { blob: await response.blob(), name }
}
