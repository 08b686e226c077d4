/**
 * Sends what waits: one drain at a time in the whole browser, one subject's operations in their order, and one refused
 * operation holds nothing but the later ones of its own subject.
 * @module
 */
import { hear } from '../live/channel.js'
import { upcastRows } from './formats.js'
import { backoff } from './judge.js'
import { alone } from '../locks.js'
import { letGo } from './outbox.js'
import { changed, changeRow } from './rows.js'
import { deliver, sendPhotosAhead } from './parcel.js'
import { KEPT, REMOVAL_HOLD, unsent, waitsUntil } from './sending.js'
import { me } from '../session/session.js'
import { whoIsHere } from '../session/signing.js'
import { fact, rowsOf, setFact, write } from '../replica/store.js'
import { subjectOf } from './subject.js'
import { sweep } from '../photo/sweep.js'
import { timely } from './timely.js'
import { look } from '../live/look.js'

/** @typedef {import('../types.js').Row} Row */
/** @typedef {{ left: number, next: number | null }} Outcome `next`: ms since 1970 when to come again, null: nothing will change by waiting */

/** How long what was delivered is kept, to be offered again to a restored server, in ms; and how many of them. */
const OFFERED = 30 * 24 * 3600_000
const MOST = 200

/** @type {Promise<Outcome> | null} */
let running = null
let again = false
let forced = false

/**
 * Sends what is due; with `force` also what waits out a back-off. Calling it while it runs makes it go round once more.
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export function drain({ force = false } = {}) {
  forced ||= force
  again = true
  running ??= alone('drain', rounds).finally(() => {
    running = null
  })
  return running
}

/** @returns {Promise<Outcome>} */
async function rounds() {
  /** @type {Outcome} */
  let outcome = { left: 0, next: null }
  while (again) {
    const force = forced
    again = forced = false
    const [stop, way] = [new AbortController(), new AbortController()]
    const deaf = [hear('stop-drain', () => stop.abort()), hear('give-way', () => way.abort())]
    outcome = await round(force, stop.signal, way.signal).finally(() => deaf.forEach((one) => one()))
    if (stop.signal.aborted || way.signal.aborted) break
  }
  return outcome
}

/**
 * @param {boolean} force
 * @param {AbortSignal} signal ends it at once
 * @param {AbortSignal} way ends it after the row that is on its way: a new version may not take over while the worker is at something
 * @returns {Promise<Outcome>}
 */
async function round(force, signal, way) {
  const person = await me()
  if (!person) return { left: 0, next: null }
  await upcastRows(person.id)
  const rows = await tidied(person.id)
  const pause = force ? 0 : ((await fact('pause'))?.until ?? 0)
  const now = Date.now()
  if (waitsUntil(pause, now) || !rows.some((row) => isDue(row, now, force))) return outcomeOf(rows, pause)
  if (await isHere(person.id, rows, signal)) await sendAll(rows, force, signal, way)
  await sweep()
  return outcomeOf(await waiting(person.id), (await fact('pause'))?.until ?? 0)
}

/**
 * What waits, oldest first. Nobody sends while we hold the lock, so a row that says 正在发送 was left so by a killed browser.
 * @param {string} person
 * @returns {Promise<Row[]>}
 */
async function tidied(person) {
  const rows = await rowsOf(person)
  const now = Date.now()
  const settled = rows.filter((row) => !unsent(row) && row.deletedAt === null).sort((a, b) => b.sequence - a.sequence)
  const gone = rows.filter((row) => row.deletedAt !== null && Math.abs(now - row.deletedAt) > REMOVAL_HOLD)
  const stuck = rows.filter((row) => row.state === 'SENDING' && row.deletedAt === null)
  const old = settled.slice(KEPT).filter((row, index) => index >= MOST || Math.abs(now - row.createdAt) > OFFERED)
  if (gone.length || stuck.length || old.length) {
    await write(['rows', 'meta'], async (transaction) => {
      const store = transaction.objectStore('rows')
      for (const row of [...gone, ...old]) await store.delete(row.opId)
      if (gone.length) await letGo(transaction.objectStore('meta'), gone)
      for (const row of stuck) await store.put({ ...row, state: 'SAVED' })
    })
    changed()
  }
  return waiting(person)
}

/** @param {string} person */
async function waiting(person) {
  return (await rowsOf(person)).filter(unsent).sort((a, b) => a.sequence - b.sequence)
}

/**
 * @param {Row} row
 * @param {number} now
 * @param {boolean} force
 */
function isDue(row, now, force) {
  return row.state !== 'NEEDS_YOU' && !waitsUntil(row.holdUntil, now) && (force || !waitsUntil(row.nextAt, now))
}

/**
 * Whether the server knows this phone's person as the one who sends: the real probe of the line, and the guard that nobody's
 * work goes out under somebody else's name.
 * @param {string} person
 * @param {Row[]} rows
 * @param {AbortSignal} signal
 */
async function isHere(person, rows, signal) {
  try {
    const here = await whoIsHere({ timeout: 10_000, signal })
    if (here?.id === person) return true
    await mark(rows, { state: 'LOGIN', reason: null })
  } catch (failure) {
    const { code, retryAfter } = /** @type {any} */ (failure)
    const reason = code === 'BUSY' || code === 'TIMEOUT' ? code : 'NO_SIGNAL'
    await mark(rows, { state: 'SAVED', reason })
    await rest(retryAfter)
  }
  return false
}

/**
 * @param {Row[]} rows
 * @param {boolean} force
 * @param {AbortSignal} signal
 * @param {AbortSignal} way
 */
async function sendAll(rows, force, signal, way) {
  const held = new Set()
  /** Photos of the next row, on their way while the text of this one is answered. @type {Promise<void>} */
  let ahead = Promise.resolve()
  try {
    for (const [at, one] of rows.entries()) {
      const { opId } = one
      const { id } = subjectOf(one)
      if (signal.aborted || way.aborted) return
      if (held.has(id)) {
        await mark([one], { reason: 'EARLIER' })
        continue
      }
      await ahead
      const row = await claim(opId, force)
      if (!row) {
        if (!one.receipt) held.add(id)
        continue
      }
      const next = rows.slice(at + 1).find((later) => isDue(later, Date.now(), force) && !held.has(subjectOf(later).id))
      const answer = await deliver(row, signal, () => {
        ahead = next ? sendPhotosAhead(next, signal).catch(() => {}) : ahead
      })
      if (!(await settled(row, answer))) held.add(id)
      if (answer.verdict === 'LOGIN') return mark(rows, { state: 'LOGIN', reason: null })
      if (answer.verdict === 'LATER' && answer.everything) return rest(answer.after)
    }
  } finally {
    await ahead
  }
  await setFact('pause', null)
}

/**
 * Takes the row for sending as it is at this moment, unless it was taken back, edited, deleted or is not due.
 * @param {string} opId
 * @param {boolean} force
 * @returns {Promise<Row | null>}
 */
function claim(opId, force) {
  return changeRow(opId, async (row, store) => {
    if (!unsent(row) || !isDue(row, Date.now(), force)) return null
    const reason = row.reason === 'UPDATE' ? row.reason : null // until an answer says otherwise
    const taken = { ...row, state: /** @type {const} */ ('SENDING'), reason, tries: row.tries + 1 }
    await store.put(taken)
    return taken
  })
}

/**
 * Writes down what the answer means for this row.
 * @param {Row} row
 * @param {Awaited<ReturnType<typeof deliver>>} answer
 * @returns {Promise<boolean>} whether the next operation of the same incident may go
 */
async function settled(row, answer) {
  switch (answer.verdict) {
    case 'DONE':
      await mark([row], delivered(row))
      return true
    case 'PHOTOS_LATER':
      await mark([row], { state: 'SAVED', reason: answer.reason, nextAt: Date.now() + backoff(row.tries) })
      return true
    case 'REFUSED':
      await mark([row], { state: 'NEEDS_YOU', reason: null, problems: answer.problems, current: answer.incident })
      return false
    case 'LATER': {
      const wait = answer.after ?? backoff(row.tries)
      if (answer.reason === 'UPDATE') void look().catch(() => {})
      await mark([row], { state: 'SAVED', reason: answer.reason, nextAt: answer.everything ? 0 : Date.now() + wait })
      return false
    }
    default:
      await mark([row], { state: 'LOGIN', reason: null })
      return false
  }
}

/**
 * The text is there; a photo that the server will never take still needs a person.
 * @param {Row} row
 * @returns {Partial<Row>}
 */
function delivered(row) {
  const bad = row.photos.filter((photo) => photo.problem)
  if (bad.length === 0) return { state: 'DELIVERED', reason: null, problems: [] }
  return {
    state: 'NEEDS_YOU',
    reason: null,
    problems: bad.map((photo) => ({ code: String(photo.problem), field: 'photos' })),
  }
}

/**
 * Changes those of the rows that still wait; what a person deleted meanwhile stays deleted.
 * @param {Row[]} rows
 * @param {Partial<Row>} change
 */
async function mark(rows, change) {
  for (const { opId } of rows) {
    await changeRow(opId, async (row, store) => {
      if (!unsent(row) || row.state === 'NEEDS_YOU') return null
      await store.put({ ...row, ...change })
      return row
    })
  }
}

/**
 * Nothing is tried until then, unless the person or the network asks.
 * @param {number | null} [after] ms that the server asked for
 */
async function rest(after = null) {
  const tries = ((await fact('pause'))?.tries ?? 0) + 1
  await setFact('pause', { tries, until: Date.now() + (after ?? backoff(tries)) })
}

/**
 * What is left that time may send.
 * @param {Row[]} rows
 * @param {number} pause
 * @returns {Outcome}
 */
function outcomeOf(rows, pause) {
  const open = timely(rows).filter((row) => row.state !== 'LOGIN')
  const now = Date.now()
  const timed = open.filter((row) => row.reason !== 'EARLIER' || waitsUntil(row.nextAt, now)) // others follow the earlier one's
  const times = timed.map((row) =>
    Math.max(0, ...[row.holdUntil, row.nextAt, pause].filter((until) => waitsUntil(until, now)))
  )
  return { left: open.length, next: times.length ? Math.min(...times) : null }
}
