/**
 * Frees the room of what nothing on this phone needs any more: drafts that were thrown away, and photos that the server confirmed,
 * that were given up (replaced by a masked one, removed), or whose draft or row is gone.
 * @module
 */
import { database, write } from '../replica/store.js'
import { unsent } from '../outbox/sending.js'

/** A fact that earlier releases kept without saying whose it was: where somebody last stood. */
const NOBODYS = 'lastFix'

/** A photo just taken may not be named by a draft yet. */
const YOUNG = 24 * 3600_000
/** A draft that was thrown away can be brought back no longer than this. */
const UNDOABLE = 60_000
/** What was shared while nobody was signed in waits so many days for its person. */
export const SHARED_DAYS = 7

/** @param {number} [now] */
export async function sweep(now = Date.now()) {
  const dropped = await forgetDropped(now)
  const db = await database()
  if (await db.getKey('meta', NOBODYS)) {
    await write(['meta'], (transaction) => transaction.objectStore('meta').delete(NOBODYS))
  }
  const [rows, drafts, photos] = await Promise.all([db.getAll('rows'), db.getAll('drafts'), db.getAll('photos')])
  const needed = new Set([
    ...rows.filter((row) => row.deletedAt !== null || unsent(row)).flatMap(stillNeeded),
    ...drafts.flatMap((draft) => draft.photos ?? []),
  ])
  const confirmed = new Set(rows.flatMap((row) => row.photos.filter(isConfirmed).map(nameOf)))
  const idle = photos.filter((photo) =>
    !needed.has(photo.sha256) &&
    (photo.gone || dropped.has(photo.sha256) || confirmed.has(photo.sha256) || photo.at + YOUNG < now)
  )
  if (idle.length === 0) return
  await write(['photos'], async (transaction) => {
    for (const photo of idle) await transaction.objectStore('photos').delete(photo.sha256)
  })
}

/** Drafts that were thrown away, and what nobody took in time. @param {number} now @returns {Promise<Set<string>>} the photos that they named */
export async function forgetDropped(now) {
  const all = await (await database()).getAll('drafts')
  const dropped = all.filter(({ goneAt }) => Math.abs(now - goneAt) > UNDOABLE)
  const late = all.filter(({ person, at }) => person === '' && Math.abs(now - at) > SHARED_DAYS * 24 * 3600_000)
  const going = [...dropped, ...late]
  if (going.length === 0) return new Set()
  await write(['drafts'], async (transaction) => {
    for (const { person, key } of going) await transaction.objectStore('drafts').delete([person, key])
  })
  return new Set(going.flatMap(({ photos }) => photos ?? []))
}

/** @param {import('../types.js').Row} row */
function stillNeeded(row) {
  return row.photos.filter((photo) => !photo.confirmed).map(nameOf)
}

/** @param {import('../types.js').RowPhoto} photo */
function isConfirmed(photo) {
  return photo.confirmed
}

/** @param {import('../types.js').RowPhoto} photo */
function nameOf(photo) {
  return photo.sha256
}
