/**
 * The values of a question's form as its address keeps them, and as they are sent. A relative period stays the word that it is.
 * @module
 */

/** @typedef {import('./wire.js').Field} Field */
const PREFIX = 'v.'

/** What the address says, over what was kept. @param {Field[]} form @param {import('./wire.js').Values} kept @param {URLSearchParams} query */
export function valuesOf(form, kept, query) {
  /** @type {import('./wire.js').Values} */
  const values = {}
  for (const field of form) {
    const said = query.get(PREFIX + field.name)
    const value = said === null ? kept[field.name] ?? field.usual : said.trim() ? parsed(field, said.trim()) : ''
    if (value !== null && value !== undefined && value !== '') values[field.name] = value
  }
  return values
}

/** @param {Field} field @param {string} text */
function parsed(field, text) {
  if (field.many) return text ? text.split(',') : ''
  if (field.kind === 'number') return text === '' ? '' : Number(text)
  if (field.kind === 'yes') return text === '' ? '' : text === 'true'
  if (field.kind === 'moment' && /^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00+08:00`
  if (field.kind !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return ''
  }
}

/** A value as an address or a form writes it. @param {import('./wire.js').Value} value */
export function written(value) {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'object' ? JSON.stringify(value) : `${value}`
}

/** All of a form, so that what was kept and is empty now is not asked by. @param {Field[]} form @param {import('./wire.js').Values} values */
export function whole(form, values) {
  return Object.fromEntries(form.map(({ name }) => [name, values[name] ?? null]))
}

/** The name of a value's parameter. @param {string} name */
export const parameter = (name) => PREFIX + name

/** The address of a question with its values, for a link. @param {string} key @param {import('./wire.js').Values} values */
export function address(key, values) {
  const query = new URLSearchParams({ ask: key })
  for (const [name, value] of Object.entries(values)) query.set(PREFIX + name, written(value))
  return `/board?${query}`
}
