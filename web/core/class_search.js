/**
 * Which classes a few words mean: by name in both languages, by the words people say, by a whole sentence of which some of it is such
 * a word ("井盖坏了"), by the letters of its readings or their first ones ("jinggai", "jg").
 * @module
 */

/** @typedef {import('../ui/suggest.js').IncidentClass} IncidentClass */

const LETTERS = /^[a-z]+$/
const HAN = /\p{Script=Han}+/gu

/**
 * @param {IncidentClass[]} classes
 * @param {string} text
 * @param {((character: string) => string) | null} [reading] where it is loaded
 * @returns {IncidentClass[]} the likeliest first
 */
export function matching(classes, text, reading = null) {
  const parts = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return []
  const exact = classes.filter((one) => parts.every((part) => said(one).includes(part)))
  if (exact.length > 0) return exact
  const letters = parts.join('').replaceAll("'", '')
  if (LETTERS.test(letters)) {
    const read = reading ? classes.filter((one) => isRead(one, letters, reading)) : []
    if (read.length > 0) return read
  }
  return bySentence(classes, text.toLowerCase())
}

/** Whether letters were typed that only readings explain. @param {string} text */
export function isByLetters(text) {
  return LETTERS.test(text.trim().toLowerCase().replace(/[\s']/g, ''))
}

/** @param {IncidentClass} one */
function said({ name, nameEn, words, code }) {
  return `${name} ${nameEn} ${words} ${code}`.toLowerCase()
}

/**
 * @param {IncidentClass} one
 * @param {string} letters
 * @param {(character: string) => string} reading
 */
function isRead({ name, words }, letters, reading) {
  return [name, ...words.split(/\s+/)].some((phrase) => isReadAs(phrase, letters, reading))
}

/**
 * Whether letters are a reading of some of it, whole or by first letters.
 * @param {string} phrase
 * @param {string} letters
 * @param {(character: string) => string} reading
 */
export function isReadAs(phrase, letters, reading) {
  const syllables = [...phrase].map(reading)
  return syllables.some((_, from) => {
    const rest = syllables.slice(from)
    return rest.join('').startsWith(letters) || rest.map((one) => one.charAt(0)).join('').startsWith(letters)
  })
}

/**
 * By how much of it is in the class: two characters side by side, or a word of letters.
 * @param {IncidentClass[]} classes
 * @param {string} text
 */
function bySentence(classes, text) {
  const pairs = [...text.matchAll(HAN)].flatMap(([run]) => {
    const all = [...run]
    return all.slice(1).map((one, place) => all[place] + one)
  })
  const wanted = [...new Set([...pairs, ...(text.match(/[a-z]{3,}/g) ?? [])])]
  const weight = (/** @type {IncidentClass} */ one, all = said(one)) =>
    wanted.reduce((sum, part) => sum + (all.includes(part) ? 1 : 0) + (one.name.includes(part) ? 1 : 0), 0)
  return classes.map((one) => ({ one, weight: weight(one) })).filter((found) => found.weight > 0)
    .sort((a, b) => b.weight - a.weight).map(({ one }) => one)
}
