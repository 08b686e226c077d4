/**
 * What a filter means on the phone: the same as at the server (`tests/tables/filters.json` holds the cases that both pass). What
 * only the server can tell is refused by name and never left out, for a list that shows too much looks like one that is right.
 * @module
 */
import { kept, lengthOf, runs } from '../text.js'

/** @typedef {Record<string, any>} Filter as the server takes it */
/** @typedef {{ person: string, classes: Map<string, any>, roles: Set<string> }} Known who asks, in which roles, and what classes are called */

/** Characters and words of one search. */
export const MOST_SEARCHED = 200
export const MOST_WORDS = 16

const ENDED = new Set(['CLOSED', 'REJECTED', 'VOIDED', 'MERGED', 'TRANSFERRED'])
/** Whoever has another post may be waited for as a desk or a unit, which only the server can tell. */
const FIELD = new Set(['GRID_WORKER', 'VOLUNTEER'])
/** Whom an incident waits for when it waits for somebody by name. */
const LOOKS = new Set(['VERIFIER', 'CHECKER', 'HANDLER'])
/** Who no post makes staff: their word is a rating. */
const OUTSIDE = new Set(['VOLUNTEER', 'ENTERPRISE_LIAISON'])
const LATIN = /^[0-9a-z]+$/

/** This cannot be asked, or not here. `code` is FILTER_AWAY (only the server can tell) or SEARCH_LONG. */
export class Unfiltered extends Error {
  /** @param {'FILTER_AWAY' | 'SEARCH_LONG'} code @param {string} field */
  constructor(code, field) {
    super(`${code} ${field}`)
    this.name = 'Unfiltered'
    this.code = code
    this.field = field
  }
}

/** @param {string} text whether it is more than a search takes */
export function isLong(text) {
  const words = new Set(runs(text))
  return lengthOf(kept(text)) > MOST_SEARCHED || words.size > MOST_WORDS
}

/**
 * What tells which incidents are wanted.
 * @param {Filter} filter
 * @param {Known} known
 * @returns {(one: any) => boolean} throws Unfiltered
 */
export function filtering(filter, known) {
  const asked = Object.entries(filter).filter(([, wanted]) => wanted !== null && wanted !== undefined)
  const away = asked.find(([name, wanted]) => !(name in WANTS) || isAway(name, wanted, known))
  if (away) throw new Unfiltered('FILTER_AWAY', away[0])
  if (isLong(filter.text ?? '')) throw new Unfiltered('SEARCH_LONG', 'text')
  const wants = asked.map(([name, wanted]) =>
    /** @type {(wanted: any, known: Known) => (one: any) => boolean} */ (WANTS[name])(wanted, known)
  )
  return (one) => wants.every((fits) => fits(one))
}

/** @param {string} name @param {any} wanted @param {Known} known */
function isAway(name, wanted, { roles }) {
  return name === 'mine' && (wanted === 'UNIT' || (wanted === 'TODO' && [...roles].some((role) => !FIELD.has(role))))
}

/** @type {Record<string, (wanted: any, known: Known) => (one: any) => boolean>} */
const WANTS = {
  area: (code) => (one) => Boolean(one.grid?.code?.startsWith(code)),
  states: (list) => ({ state }) => list.includes(state),
  open: (open) => ({ state }) => ENDED.has(state) !== open,
  classCodes: (list) => ({ incidentClass }) => list.includes(incidentClass.code),
  majorCodes: (list, { classes }) => ({ incidentClass }) => list.includes(classes.get(incidentClass.code)?.major?.code),
  lights: (list) => ({ light }) => list.includes(light),
  levels: (list) => ({ level }) => list.includes(level),
  minSeverity: (least) => ({ severity }) => severity >= least,
  channels: (list) => ({ channel }) => list.includes(channel),
  awaits: (list) => ({ awaits }) => list.includes(awaits),
  received: ({ from, before }) => ({ receivedAt }) =>
    (!from || Date.parse(receivedAt) >= Date.parse(from)) && (!before || Date.parse(receivedAt) < Date.parse(before)),
  box: (box) => ({ place: { lat, lon } }) => lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east,
  mine: (mine, known) => (one) =>
    mine === 'REPORTED' ? one.reporter?.id === known.person : goesThere(one, known) || rates(one, known),
  text: searching,
}

/** @param {any} one @param {Known} known */
function goesThere(one, { person }) {
  return one.assignee?.id === person && LOOKS.has(one.awaits)
}

/** Whether it waits for the word of this outsider, who did not do it. @param {any} one @param {Known} known */
function rates(one, { person, roles, classes }) {
  const policy = one.condition?.checkPolicy ?? classes.get(one.incidentClass.code)?.checkPolicy
  return one.state === 'DISPOSED' && !one.rating && policy === 'REPORTER' && one.reporter?.id === person &&
    one.assignee?.id !== person && [...roles].every((role) => OUTSIDE.has(role))
}

/**
 * Letters and digits of Latin are found as whole words, any other run in one piece wherever it stands; all must be there.
 * @param {string} text
 * @param {Known} known
 * @returns {(one: any) => boolean}
 */
function searching(text, known) {
  const words = runs(text)
  if (words.length === 0) return () => !kept(text)
  return (one) => {
    const body = ` ${runs(wordsOf(one, known)).join(' ')} `
    return words.every((word) => body.includes(LATIN.test(word) ? ` ${word} ` : word))
  }
}

/** What a search looks through, as at the server. @param {any} one @param {Known} known */
function wordsOf({ number, text, place, incidentClass: { code } }, { classes }) {
  const { name, words } = classes.get(code) ?? {}
  return [number, number?.slice(11), name, words, text, place.address, place.building].filter(Boolean).join(' ')
}
