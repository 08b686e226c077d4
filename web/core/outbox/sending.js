/**
 * What a row of the outbox says and allows: pure functions over rows, so that screen, badge and drain cannot disagree.
 * @module
 */

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').SendingState} SendingState */

/**
 * The order of the screen: what needs a person first.
 * @type {SendingState[]}
 */
export const ORDER = ['NEEDS_YOU', 'SENDING', 'SAVED', 'LOGIN', 'DELIVERED', 'ACCEPTED']

/** How long 撤销 of a deletion stays, in ms. */
export const REMOVAL_HOLD = 10_000

/** No hold, back-off or wish of the server is longer, in ms. */
const LONGEST_WAIT = 3_600_000

/** Settled rows that are kept to be looked at. */
export const KEPT = 20

/**
 * Whether to wait until then. A moment that no wait of ours reaches was written under another clock, and is past.
 * @param {number} until ms
 * @param {number} now ms
 */
export function waitsUntil(until, now) {
  return until > now && until - now <= LONGEST_WAIT
}

/** @param {Row} row whether it is still only, or partly only, on this phone */
export function unsent(row) {
  return row.deletedAt === null && row.state !== 'DELIVERED' && row.state !== 'ACCEPTED'
}

/** @param {Row} row how many photos the server has confirmed, of how many */
export function photosOf(row) {
  const there = row.photos.filter((photo) => photo.confirmed).length
  return { there, all: row.photos.length }
}

/** @param {Row} row bytes that are on the phone, and those of them that the server confirmed */
export function bytesOf(row) {
  const text = JSON.stringify(row.input).length
  const all = row.photos.reduce((sum, photo) => sum + photo.size, text)
  const there = row.photos.reduce((sum, photo) => sum + (photo.confirmed ? photo.size : 0), row.receipt ? text : 0)
  return { text, all, there, percent: Math.floor((100 * there) / all) }
}

/** @param {Row} row its text is at the server, but not all its photos are: "文字已送达，照片 1/2 还在手机上" */
export function textDelivered(row) {
  return row.receipt !== null && row.photos.some((photo) => !photo.confirmed)
}

/**
 * Rows in the order of the screen; within a state the oldest first, settled ones the newest first and only the last `KEPT`.
 * @param {Row[]} rows
 * @returns {Row[]}
 */
export function sorted(rows) {
  const shown = rows.filter((row) => row.deletedAt === null)
  const waiting = shown.filter(unsent).sort((a, b) => rank(a) - rank(b) || a.sequence - b.sequence)
  const settled = shown.filter((row) => !unsent(row)).sort((a, b) => b.sequence - a.sequence)
  return [...waiting, ...settled.slice(0, KEPT)]
}

/** @param {Row} row */
function rank(row) {
  return ORDER.indexOf(row.state)
}

/**
 * The badge: how many are unsent, the state that matters most, since when, and what they weigh.
 * @param {Row[]} rows
 */
export function summed(rows) {
  const waiting = rows.filter(unsent)
  const photos = waiting.flatMap((row) => row.photos.filter((photo) => !photo.confirmed))
  return {
    count: waiting.length,
    needsYou: waiting.filter((row) => row.state === 'NEEDS_YOU').length,
    worst: worst(waiting),
    oldest: waiting.length ? Math.min(...waiting.map((row) => row.createdAt)) : null,
    photos: photos.length,
    bytes: photos.reduce((sum, photo) => sum + photo.size, 0),
  }
}

/**
 * @param {Row[]} rows
 * @returns {SendingState | null}
 */
function worst(rows) {
  /** @type {SendingState[]} */
  const gravest = ['NEEDS_YOU', 'LOGIN', 'SAVED', 'SENDING']
  return gravest.find((state) => rows.some((row) => row.state === state)) ?? null
}

/** @param {Row} row 修改: until it is being sent, and never once the server has it */
export function mayEdit(row) {
  return row.state !== 'SENDING' && row.receipt === null
}

/** @param {Row} row 删除: only what the server has not acknowledged */
export function mayRemove(row) {
  return mayEdit(row) && row.deletedAt === null
}

/**
 * 撤销: within the hold, and only if it never left the phone.
 * @param {Row} row
 * @param {number} [now]
 */
export function mayUndo(row, now = Date.now()) {
  return row.state === 'SAVED' && row.tries === 0 && row.receipt === null && waitsUntil(row.holdUntil, now)
}
