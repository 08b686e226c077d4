/**
 * What other apps share with this one. Whoever is signed in gets it as the draft of a report. While nobody is, it waits, is the phone's,
 * and is shown to nobody: only how many wait. Who signs on next is asked, and takes it or leaves it.
 * @module
 */
import { IncidentReportInputMost, LONGEST_TEXT } from '../../api/operations.js'
import { say } from '../live/channel.js'
import { saveDraft } from '../outbox/drafts.js'
import { uuid7 } from '../ids.js'
import { keep, prepare } from './photo.js'
import { me } from '../session/session.js'
import { allOf, get, READ_PAGES, writeFirst } from '../replica/store.js'
import { forgetDropped, SHARED_DAYS } from './sweep.js'

/** @typedef {'KEPT' | 'PHOTO_UNREADABLE' | 'PHOTO_FULL' | 'TOO_MANY'} Became */
/** @typedef {{ photos: Became[], text: 'KEPT' | 'CUT' | null }} Parts what became of each part */
/** @typedef {{ id: string, at: number, photos: number, text: boolean }} Waiting all that is told of one before it is taken */

/** Nobody's, until somebody takes it. */
const NOBODY = ''
/** So many photos of one share; so many shares wait (`sweep`: how long). Photos are 200 KB at most, so that all is 4 MB. */
const PHOTOS = IncidentReportInputMost.photos
export const MOST = 5
/** Longer texts are cut, and that is said. */
export const LONGEST = LONGEST_TEXT

/**
 * Takes what was shared.
 * @param {{ text: string, files: File[] }} what
 * @param {(file: Blob) => Promise<import('../types.js').Photo>} [shrink]
 * @returns {Promise<{ id: string, mine: boolean, parts: Parts }>} `mine`: it is the draft of who is signed in. Throws PhoneFull, or an
 *   Error with the code TOO_MANY_SHARED
 */
export async function take({ text, files }, shrink = prepare) {
  const person = await me()
  if (!person) await makeWay()
  const [photos, became] = await shrunk(files, shrink)
  const parts = { photos: became, text: text ? (text.length > LONGEST ? 'CUT' : 'KEPT') : null }
  const id = uuid7()
  const value = { id, step: 2, text: text.slice(0, LONGEST), photos, shared: parts }
  const names = photos.map((photo) => photo.sha256)
  if (person) await saveDraft(`report:${id}`, value, names)
  else {
    const item = { person: NOBODY, key: `shared:${id}`, value, photos: names, at: Date.now(), declined: [] }
    await writeFirst(['drafts'], (transaction) => transaction.objectStore('drafts').put(item), READ_PAGES)
    say('drafts')
  }
  return { id, mine: person !== null, parts: /** @type {Parts} */ (parts) }
}

/** @param {File[]} files @param {(file: Blob) => Promise<import('../types.js').Photo>} shrink */
async function shrunk(files, shrink) {
  /** @type {import('../types.js').RowPhoto[]} */
  const photos = []
  /** @type {Became[]} */
  const became = []
  for (const file of files) {
    const { photo, state } = photos.length < PHOTOS ? await kept(file, shrink) : TOO_MANY
    if (photo) photos.push(photo)
    became.push(state)
  }
  return /** @type {const} */ ([photos, became])
}

/** @typedef {{ photo?: import('../types.js').RowPhoto, state: Became }} One */

/** @type {One} */
const TOO_MANY = { state: 'TOO_MANY' }

/** @param {File} file @param {(file: Blob) => Promise<import('../types.js').Photo>} shrink @returns {Promise<One>} */
async function kept(file, shrink) {
  try {
    return { photo: await keep(await shrink(file), 'BEFORE'), state: 'KEPT' }
  } catch (error) {
    return { state: /** @type {any} */ (error).code === 'PHOTO_FULL' ? 'PHOTO_FULL' : 'PHOTO_UNREADABLE' }
  }
}

/** What waited too long goes; what came in time is never pushed out by what comes after it. */
async function makeWay() {
  await forgetDropped(Date.now())
  const waiting = await allOf('drafts', NOBODY)
  if (waiting.length >= MOST) throw Object.assign(new Error('TOO_MANY_SHARED'), { code: 'TOO_MANY_SHARED' })
}

/**
 * What waits for somebody, as counts; of a person who is signed in, only what they have not said is not theirs.
 * @param {number} [now]
 * @returns {Promise<Waiting[]>} the oldest first
 */
export async function waitingShares(now = Date.now()) {
  const person = await me()
  const all = await allOf('drafts', NOBODY)
  return all.filter(({ at, declined }) => now - at < SHARED_DAYS * 24 * 3600_000 && !declined.includes(person?.id))
    .map(({ value, at }) => ({ id: value.id, at, photos: value.photos.length, text: value.text !== '' }))
    .sort((a, b) => a.at - b.at)
}

/**
 * 是我的: it becomes the draft of this person's report.
 * @param {string} id
 * @returns {Promise<boolean>} false when it is gone
 */
export async function takeOver(id) {
  const person = await me()
  if (!person) return false
  const done = await writeFirst(['drafts', 'photos'], async (transaction) => {
    const drafts = transaction.objectStore('drafts')
    const found = await drafts.get([NOBODY, `shared:${id}`])
    if (!found) return false
    const { value, photos } = found
    await drafts.put({ person: person.id, key: `report:${id}`, value, photos, at: Date.now() })
    await drafts.delete([NOBODY, `shared:${id}`])
    for (const name of photos) await give(transaction.objectStore('photos'), name, person.id)
    return true
  })
  say('drafts')
  return done
}

/** @param {any} store @param {string} name @param {string} person who keeps this photo too from now on */
async function give(store, name, person) {
  const photo = await store.get(name)
  if (photo) await store.put({ ...photo, people: [...new Set([...(photo.people ?? []), person])] })
}

/** 不是我的: it waits for another. @param {string} id */
export async function leaveIt(id) {
  const person = await me()
  const found = await get('drafts', [NOBODY, `shared:${id}`])
  if (!person || !found) return
  const item = { ...found, declined: [...found.declined, person.id] }
  await writeFirst(['drafts'], (transaction) => transaction.objectStore('drafts').put(item), READ_PAGES)
  say('drafts')
}
