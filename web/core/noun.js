/**
 * A noun as its generic screens know it: what they show and ask is worked out here from its data (web/api/nouns), which
 * `./grid schema` makes of what the noun declares. Pure.
 * @module
 */
import { serverNow } from './server_time.js'
import { kept, lengthOf } from './text.js'

/** @typedef {[string, string]} Label in Chinese and in English */
/** @typedef {'text' | 'moment' | 'day' | 'flag' | 'number' | 'code' | 'area' | 'unit' | 'person' | 'incident' | 'whistle' | 'photos' | 'files' | null} Kind */
/** @typedef {{ key: string, words: Label, kind: Kind, codes?: Record<string, Label> }} Column */
/**
 * @typedef {object} Field  of a form
 * @property {string} key
 * @property {Label} words
 * @property {'text' | 'code' | 'yesno' | 'number' | 'day' | 'moment' | 'area' | 'unit' | 'class' | 'photos' | 'files'} kind
 * @property {number} [least]  characters that a text has at least; of anything else 1: it must be said
 * @property {number} [longest]  characters that it has at most
 * @property {number} [most]  photos, files, or codes of several
 * @property {[number, number]} [between]  of a number
 * @property {[number, number]} [within]  days before and after now
 * @property {Record<string, Label>} [codes]
 * @property {boolean} [many]  several codes
 * @property {boolean} [long]  more than a line
 */
/**
 * @typedef {object} Command
 * @property {string} name  of its operation
 * @property {string} mutation
 * @property {string} step  as `allowedSteps` calls it
 * @property {boolean} begins  makes a new one
 * @property {string} [about]  of what begins on the page of another thing: the input that names that
 * @property {boolean} offline  is kept on the phone and sent when it can be
 * @property {Label} words
 * @property {Field[]} fields
 */
/**
 * @typedef {object} Noun
 * @property {string} name
 * @property {string} type  in the contract
 * @property {string} field  of one in an answer
 * @property {string} list  of a page
 * @property {Label} words
 * @property {Label} empty
 * @property {Record<string, Label>} states
 * @property {Record<string, Label>} steps
 * @property {Record<string, string[]>} roads  of each state: the states of its stepper
 * @property {string[]} ended
 * @property {string[]} heading  the codes that name one
 * @property {string} line  the column below the heading
 * @property {string | null} due
 * @property {string[]} waits  the states in which it is due
 * @property {Column[]} columns
 * @property {Command[]} commands
 * @property {string | null} contact  the column that holds a masked contact
 * @property {Label | null} mine  the chip of what waits for the viewer
 * @property {boolean} byState
 * @property {boolean} byArea
 * @property {Record<string, any>} operations  by name
 */

/** @typedef {Record<string, any>} Answers by the fields' keys */
/** @typedef {{ code: 'REQUIRED' | 'CHOOSE' | 'SHORT' | 'LONG' | 'BETWEEN' | 'WITHIN', bounds?: [number, number] }} Wrong `bounds`: what it is, of what it may be */

/** Days in ms. */
const DAY = 86_400_000

/** The operation of a noun by the last word of its name. @param {Noun} noun @param {'List' | 'Counted' | 'Detail' | 'Events'} name */
export function operationOf(noun, name) {
  return noun.operations[noun.type + name]
}

/** Whether a field of this kind holds what goes up by itself, named by its content. @param {string} kind */
export function isHeld(kind) {
  return kind === 'photos' || kind === 'files'
}

/** What of a form goes up by itself. @param {Answers} answers @returns {import('./types.js').RowPhoto[]} */
export function heldIn({ photos = [], files = [] }) {
  return [...photos, ...files]
}

/** A form with nothing in it. @param {Command} command @returns {Answers} */
export function blankOf({ fields }) {
  return Object.fromEntries(fields.map(({ key, kind, many }) => [key, many || isHeld(kind) ? [] : '']))
}

/** Whether nothing was said. @param {any} value */
function isBlank(value) {
  return value === undefined || value === null || value.length === 0 ||
    (typeof value === 'string' && kept(value) === '')
}

/**
 * What the server would refuse in a field, by the bounds that both know.
 * @param {Field} field
 * @param {any} value
 * @param {number} [now] ms
 * @returns {Wrong | null}
 */
export function wrongIn(field, value, now = serverNow()) {
  const { kind, least = 0, longest = Infinity, between, within } = field
  if (isBlank(value)) return least > 0 ? { code: kind === 'text' ? 'REQUIRED' : 'CHOOSE' } : null
  if (kind === 'text') {
    const length = lengthOf(kept(value))
    if (length < least) return { code: 'SHORT', bounds: [length, least] }
    return length > longest ? { code: 'LONG', bounds: [length, longest] } : null
  }
  if (kind === 'number' && between) {
    const fits = /^-?\d+$/.test(String(value).trim()) && Number(value) >= between[0] && Number(value) <= between[1]
    return fits ? null : { code: 'BETWEEN', bounds: between }
  }
  return within && outside(kind, value, within, now) ? { code: 'WITHIN', bounds: within } : null
}

/** Whether a day or a moment lies too far from now, by Shanghai's clock. @param {string} kind @param {string} value @param {[number, number]} within @param {number} now */
function outside(kind, value, [past, future], now) {
  const length = kind === 'day' ? 10 : 16
  const end = (/** @type {number} */ days) =>
    new Date(now + days * DAY).toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, length)
  const said = value.replace('T', ' ').slice(0, length)
  return said < end(-past) || said > end(future)
}

/** All that is wrong in a form, by field. @param {Command} command @param {Answers} answers @returns {Record<string, Wrong>} */
export function wrongOf(command, answers) {
  const found = command.fields.map((field) => /** @type {const} */ ([field.key, wrongIn(field, answers[field.key])]))
  return /** @type {any} */ (Object.fromEntries(found.filter(([, wrong]) => wrong)))
}

/** What the command's input takes of a form: what was left blank is null. @param {Command} command @param {Answers} answers */
export function inputOf({ fields }, answers) {
  return Object.fromEntries(fields.map((field) => [field.key, given(field, answers[field.key])]))
}

/** @param {Field} field @param {any} value */
function given({ kind, many }, value) {
  if (isHeld(kind)) return value.map((/** @type {any} */ photo) => photo.sha256)
  if (many) return value
  if (isBlank(value)) return null
  if (kind === 'yesno') return value === 'yes'
  return kind === 'number' ? Number(value) : kind === 'moment' ? `${value}:00+08:00` : value
}

/**
 * The stepper of one: each state of its road, whether it was passed, and when it was reached last.
 * @param {Noun} noun
 * @param {{ state: string, events?: { nodes: any[] } }} row
 * @returns {{ key: string, status: 'DONE' | 'CURRENT' | 'AHEAD', at: string | null, by: string | null }[]}
 */
export function stagesOf(noun, { state, events }) {
  const road = noun.roads[state] ?? [state]
  const here = road.indexOf(state)
  return road.map((key, index) => {
    const reached = index > here ? null : events?.nodes.find(({ payload }) => payload.to === key)
    const passed = index < here || noun.ended.includes(state)
    const status = index > here ? 'AHEAD' : passed ? 'DONE' : 'CURRENT'
    return { key, status, at: reached?.at ?? null, by: reached?.unit?.name ?? null }
  })
}

/** The command of a step that the server allows. @param {Noun} noun @param {string} step */
export function commandOf(noun, step) {
  return noun.commands.find((one) => one.step === step && !one.begins)
}

/**
 * What stands otherwise now than when a person began to write, by column; the state leads.
 * @param {Noun} noun
 * @param {any} was
 * @param {any} now
 * @returns {{ key: string, was: any, now: any }[]}
 */
export function changedIn(noun, was, now) {
  const keys = ['state', ...noun.columns.map(({ key }) => key)].filter((key) => key in was && key in now)
  const differs = (/** @type {string} */ key) => JSON.stringify(was[key]) !== JSON.stringify(now[key])
  return keys.filter(differs).map((key) => ({ key, was: was[key], now: now[key] }))
}

/**
 * What the list asks for.
 * @param {Noun} noun
 * @param {{ chip: string, area: string | null }} chosen
 */
export function filterOf(noun, { chip, area }) {
  const kind = chip === 'mine' ? { mine: true } : chip in noun.states ? { states: [chip] } : {}
  return { ...kind, ...(area && noun.byArea ? { area } : {}) }
}
