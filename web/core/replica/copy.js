/**
 * Reading the phone's copy: lists, search and single incidents without a network, in the shapes that screens know. What only
 * the server can tell is empty here, and marked `brief`.
 * @module
 */
import { KEEP } from './cache.js'
import { copyFacts } from './copying.js'
import { filtering } from './filtering.js'
import { serverNow } from '../server_time.js'
import { me } from '../session/session.js'
import { allOf, get } from './store.js'
import { distance } from '../place/territory.js'

/** @typedef {Record<string, any>} Held as `Pull` brought it */
/** @typedef {{ value: any, fetchedAt: number }} Remembered */

const ENDED = new Set(['CLOSED', 'REJECTED', 'VOIDED', 'MERGED', 'TRANSFERRED'])
/** So many rows a list shows at once. */
const MOST = 100

/**
 * What is known of names and rights without a network.
 * @returns {Promise<{ person: string, at: number, classes: Map<string, any>, grids: Map<string, any>,
 *   own: Set<string>, roles: Set<string> } | null>} null: no copy. `own`: the grids that this person works
 */
async function shelf() {
  const person = await me()
  const facts = person && await copyFacts(person.id)
  if (!person || !facts || facts.at + KEEP <= Date.now()) return null
  const [viewer, reference] = await Promise.all(['viewer', 'reference'].map((key) => get('cache', [person.id, key])))
  const posts = /** @type {any[]} */ (viewer?.value?.viewer?.posts ?? [])
  const named = (/** @type {any[] | undefined} */ all) => new Map((all ?? []).map((one) => [one.code, one]))
  return {
    person: person.id,
    at: facts.at,
    classes: named(reference?.value?.catalogue?.classes),
    grids: named(reference?.value?.grids),
    own: new Set(posts.filter(({ role }) => role === 'GRID_WORKER').map(({ area }) => area.code)),
    roles: new Set(posts.map(({ role }) => role)),
  }
}

/**
 * A list as the server would give it, of what lies here.
 * @param {Record<string, any>} filter
 * @param {string} order
 * @returns {Promise<Remembered | null>} throws Unfiltered for what only the server can tell
 */
export async function listed(filter, order) {
  const known = await shelf()
  if (!known) return null
  const fits = filtering(filter, known)
  const all = (await allOf('copy', known.person)).map(({ value }) => shaped(value, known))
  const found = all.filter(fits).sort(ORDERS[order] ?? ORDERS.URGENT_FIRST)
  const pageInfo = { hasNextPage: false, endCursor: null }
  return {
    value: { incidents: { nodes: found.slice(0, MOST), pageInfo, total: { count: found.length, exact: true } } },
    fetchedAt: known.at,
  }
}

/**
 * What waits for this person, when nothing was read of it before.
 * @returns {Promise<Remembered | null>}
 */
export async function today() {
  const todo = await listed({ mine: 'TODO' }, 'URGENT_FIRST')
  return todo && { value: { todo: todo.value.incidents }, fetchedAt: todo.fetchedAt }
}

/**
 * What is open within so many metres, the nearest first. It is looked for here, so that nobody is told where a person stands.
 * @param {{ lat: number, lon: number }} place
 * @param {number} metres
 * @returns {Promise<{ node: any, metres: number }[] | null>} null: no copy
 */
export async function near(place, metres) {
  const known = await shelf()
  if (!known) return null
  const all = (await allOf('copy', known.person)).filter(({ value }) => !ENDED.has(value.state))
  return all.map(({ value }) => ({ value, metres: distance(place, value.place) })).filter((one) => one.metres <= metres)
    .sort((a, b) => a.metres - b.metres).slice(0, MOST)
    .map((one) => ({ node: shaped(one.value, known), metres: one.metres }))
}

/**
 * One incident; what was read in full is kept, with what moved since.
 * @param {string} id
 * @param {Remembered | null} old what was read in full
 * @returns {Promise<Remembered | null>}
 */
export async function incident(id, old) {
  const known = await shelf()
  const found = known && await get('copy', [known.person, id])
  if (!known || !found) return old
  const now = shaped(found.value, known)
  const full = old?.value?.incident
  if (full && full.version >= now.version) return old
  const { brief: _brief, ...moved } = now
  const value = full ? { ...full, ...only(moved, found.value), light: now.light, clock: now.clock } : now
  return { value: { incident: value }, fetchedAt: known.at }
}

/** @param {Record<string, any>} now @param {Held} told those of its fields that the copy told */
function only(now, told) {
  const names = ['version', 'number', 'state', 'awaits', 'level', 'severity', 'text', 'changedAt', 'closedAt', 'place']
  return Object.fromEntries(names.filter((name) => name in told).map((name) => [name, now[name]]))
}

/**
 * @param {Held} held
 * @param {{ person: string, classes: Map<string, any>, grids: Map<string, any>, own: Set<string> }} known
 * @returns {any}
 */
function shaped(held, { person, classes, grids, own }) {
  const incidentClass = classes.get(held.incidentClass.code) ?? { name: '', nameEn: '', ...held.incidentClass }
  const light = lightOf(held)
  return {
    ...EMPTY,
    ...held,
    incidentClass,
    grid: { name: '', ...grids.get(held.grid?.code), ...held.grid },
    light,
    clock: clockOf(held, light),
    allowedSteps: stepsOf(held, incidentClass, person, own),
    brief: true,
  }
}

/** What an incident has that the copy does not tell. */
const EMPTY = {
  number: null,
  text: '',
  photos: [],
  clocks: [],
  stepper: [],
  findings: [],
  disposals: [],
  supervisions: [],
  whistles: [],
  assistUnits: [],
  leadUnit: null,
  matter: null,
  condition: null,
  pendingApproval: null,
  mergedInto: null,
  resumeAt: null,
  closedLate: null,
  mayWhistle: false,
  place: {},
  events: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
}

/** The light of this moment, by the times that the server set. @param {Held} held */
function lightOf({ light, dueAt, warnAt, state }) {
  if (ENDED.has(state) || !dueAt) return 'NONE'
  if (light === 'PAUSED') return light
  const now = serverNow()
  if (Date.parse(dueAt) < now) return 'RED'
  return warnAt && Date.parse(warnAt) < now ? 'YELLOW' : 'GREEN'
}

/** Says by when, and how late by the wall: work time is the server's to count. @param {Held} held @param {string} light */
function clockOf({ dueAt }, light) {
  if (light === 'NONE') return null
  return {
    light,
    dueAt,
    limit: { kind: 'BY', amount: 1 },
    unitMinutes: 1440,
    leftMinutes: (Date.parse(dueAt) - serverNow()) / 60_000,
    stoppedAt: null,
  }
}

/**
 * What may be done without a network; the server decides when it arrives.
 * @param {Held} held
 * @param {any} incidentClass
 * @param {string} person
 * @param {Set<string>} own
 */
function stepsOf({ state, awaits, assignee, grid }, incidentClass, person, own) {
  const mine = assignee?.id === person
  const open = [
    state === 'VERIFYING' && mine && 'VERIFY',
    state === 'CHECKING' && mine && 'CHECK',
    state === 'DISPATCHED' && mine && awaits === 'HANDLER' && 'SIGN',
    state === 'IN_PROGRESS' && mine && awaits === 'HANDLER' && 'FEED_BACK',
    state === 'REPORTED' && incidentClass.selfResolve && own.has(grid?.code) && 'SELF_RESOLVE',
  ]
  return open.filter(Boolean).map((step) => ({ step, allowed: true, why: null }))
}

/** As the server orders them: what is due first in front, what has no deadline last. @type {Record<string, (a: any, b: any) => number>} */
const ORDERS = {
  URGENT_FIRST: (a, b) => later(a.dueAt, b.dueAt) || (a.id < b.id ? -1 : 1),
  NEWEST_FIRST: (a, b) => later(b.receivedAt, a.receivedAt) || (a.id > b.id ? -1 : 1),
  CHANGED_FIRST: (a, b) => later(b.changedAt, a.changedAt) || (a.id > b.id ? -1 : 1),
}

/** @param {string | null} a @param {string | null} b */
function later(a, b) {
  return (a ? Date.parse(a) : Infinity) - (b ? Date.parse(b) : Infinity) || 0
}
