/**
 * What moves on the server, of whatever noun, as it moves: one stream for the whole browser. The tab that holds the lock reads it and tells the
 * others; when it closes the next one takes over. A cut stream is said, and taken up again behind the last cursor that
 * anybody here heard, so that nothing is missed; where that is not possible everybody reads afresh.
 * @module
 */
import { SubjectChanged } from '../../api/operations.js'
import { meant, request } from '../api.js'
import { hear, say } from './channel.js'
import { backoff } from '../outbox/judge.js'
import { heard } from '../outbox/line.js'
import { events, isOf, rest } from './sse.js'

/** @typedef {{ eventId: string, kind: string, at: string, subjectKind: string, subjectId: string, incident: any }} Change
 * `incident`: null when it is about something else */
/** @typedef {{ state: 'LIVE' | 'LOST' | 'OFF', since: number }} LineState since: LOST, when something was last heard */
/** @typedef {{ change?: Change, line?: LineState, fresh?: true, ask?: true, cursor?: string | null }} Message */

/**
 * @typedef {object} Listeners
 * @property {(change: Change) => void} [onChange]
 * @property {(line: LineState) => void} [onLine]
 * @property {() => void} [onFresh]  something may have been missed: read again
 */

/** The server breathes every 15 s; silence for longer is a cut stream. */
const SILENCE = 25_000
const LONGEST_WAIT = 60_000

/** @type {LineState} */
let line = { state: 'OFF', since: Date.now() }
/** @type {string | null} behind which the server can go on, as anybody in this browser last heard */
let cursor = null
/** Whether anybody in this browser has read the stream before. */
let before = false
let breathed = 0
let users = 0
/** @type {AbortController | null} this tab reads, or waits for its turn to */
let turn = null
let reading = false

/**
 * Follows what this person may see.
 * @param {Listeners} listeners
 * @returns {() => void} stop
 */
export function join({ onChange, onLine, onFresh }) {
  const deaf = hear('live', (/** @type {Message} */ message) => {
    if (message.change) onChange?.(message.change)
    if (message.line) onLine?.(message.line)
    if (message.fresh) onFresh?.()
  })
  if (users++ === 0) attend()
  onLine?.(line)
  return () => {
    deaf()
    if (--users === 0) turn?.abort()
  }
}

/** Remembers what the reading tab says, and waits to be the next. */
function attend() {
  const stop = new AbortController()
  turn = stop
  const deaf = hear('live', (/** @type {Message} */ message) => {
    if (message.cursor !== undefined) cursor = message.cursor
    if (message.line) {
      line = message.line
      before ||= line.state === 'LIVE'
    }
    if (message.ask && reading) say('live', { line, cursor })
  })
  say('live', { ask: true })
  lead(stop.signal).finally(() => {
    deaf()
    if (turn === stop) turn = null
  })
}

/** Waits for its turn to be the tab that reads, then reads until nobody here listens. @param {AbortSignal} signal */
async function lead(signal) {
  const work = async () => {
    if (signal.aborted) return
    reading = true
    await stream(signal).finally(() => (reading = false))
  }
  const locks = globalThis.navigator?.locks
  await (locks ? locks.request('gridwhistle-live', { signal }, work) : work()).catch(() => {})
}

/** @param {AbortSignal} signal */
async function stream(signal) {
  const known = new Set()
  for (let tries = 0; !signal.aborted; tries++) {
    const begun = Date.now()
    const outcome = await readOnce(signal, known)
    if (signal.aborted) break
    if (outcome === 'OFF') {
      cursor = null
      tell('OFF')
      await anyone(signal)
      tries = -1
      continue
    }
    tell('LOST')
    if (Date.now() - begun > LONGEST_WAIT) tries = 0
    await rest(Math.min(LONGEST_WAIT, backoff(tries)), signal)
  }
}

/**
 * @param {AbortSignal} signal
 * @param {Set<string>} known event ids already told
 * @returns {Promise<'OFF' | 'LOST'>} OFF: nobody is signed in
 */
async function readOnce(signal, known) {
  const watch = new AbortController()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const breath = () => {
    breathed = Date.now()
    clearTimeout(timer)
    timer = setTimeout(() => watch.abort(), SILENCE)
  }
  try {
    timer = setTimeout(() => watch.abort(), SILENCE)
    const response = await open(AbortSignal.any([signal, watch.signal]))
    if ((response.status === 401 || response.status === 403) && isOf(response, 'json')) return 'OFF'
    if (!response.body || !isOf(response, 'event-stream')) return 'LOST'
    if (before && !cursor) say('live', { fresh: true })
    tell('LIVE')
    heard(true)
    for await (const event of events(response.body, breath)) pass(event, known)
  } catch {
    return 'LOST'
  } finally {
    clearTimeout(timer)
    watch.abort()
  }
  return 'LOST'
}

/** @param {AbortSignal} signal */
async function open(signal) {
  const init = request(SubjectChanged, {})
  return fetch('/graphql', {
    ...init,
    headers: {
      ...await meant(),
      .../** @type {any} */ (init.headers),
      accept: 'text/event-stream',
      ...(cursor ? { 'last-event-id': cursor } : {}),
    },
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  })
}

/**
 * @param {{ event: string, data: string, id?: string }} event
 * @param {Set<string>} known
 */
function pass({ event, data, id }, known) {
  if (event !== 'next') {
    if (id) say('live', { cursor: id })
    return
  }
  const body = JSON.parse(data)
  if (body.errors) say('live', { cursor: null }) // LAGGED: there is no going on from here, only beginning anew
  const change = body.data?.subjectChanged
  if (!change || known.has(change.eventId)) return // told at least once; told on only once
  known.add(change.eventId)
  if (known.size > 500) known.delete(known.values().next().value ?? '')
  say('live', id ? { change, cursor: id } : { change })
}

/** @param {LineState['state']} state */
function tell(state) {
  if (line.state === state) return
  say('live', { line: { state, since: state === 'LOST' && breathed ? breathed : Date.now() } })
}

/** @param {AbortSignal} signal waits until somebody signs in */
function anyone(signal) {
  return new Promise((resolve) => {
    const deaf = hear('session', (person) => person && (deaf(), resolve(null)))
    signal.addEventListener('abort', () => (deaf(), resolve(null)), { once: true })
  })
}
