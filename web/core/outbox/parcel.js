/**
 * One row on its way: its photos, then its text; for 特急 the text first. What the server confirms is written down at once, so
 * that a killed browser goes on where it stopped.
 *
 * Decision: a photo that does not get through never holds the text back. The row then stays on the phone as "文字已送达，照片
 * 0/1 还在手机上" and only the photo is tried again.
 * @module
 */
import { acquaint } from '../session/acquaint.js'
import { post, putPhoto } from '../api.js'
import { judge, timeFor } from './judge.js'
import { changeRow, isReport } from './rows.js'
import { preference } from '../session/preferences.js'
import { proofOf } from './proof.js'
import { stampOf } from './stamp.js'
import { get } from '../replica/store.js'
import { isSame } from './subject.js'

/** @typedef {import('../types.js').Row} Row */
/** @typedef {import('../types.js').RowPhoto} RowPhoto */
/** @typedef {import('./judge.js').Judgement} Judgement */
/** @typedef {{ verdict: 'PHOTOS_LATER', reason: 'PHOTO_WAITS' | 'PHOTO_WIFI' }} PhotosLater */

const URGENT = 4

/**
 * Sends what of the row is not there yet.
 * @param {Row} row
 * @param {AbortSignal} signal
 * @param {() => void} [meanwhile] called when only the answer to the text is waited for: the line is free for other photos
 * @returns {Promise<Judgement | PhotosLater>} DONE when nothing of it is left on the phone
 */
export async function deliver(row, signal, meanwhile = () => {}) {
  const photosFirst = row.receipt === null && row.input.severity !== URGENT
  let photos = photosFirst ? await sendPhotos(row, signal) : null
  if (photos?.verdict === 'LOGIN') return photos
  const sent = row.receipt === null ? sendText(row, signal) : null
  if (sent && photosFirst) meanwhile()
  const text = await sent
  if (text && text.verdict !== 'DONE') return text
  photos ??= await sendPhotos(row, signal)
  return photos ?? { verdict: 'DONE', receipt: /** @type {any} */ (row.receipt), incident: null }
}

/**
 * @param {Row} row
 * @param {AbortSignal} signal
 * @returns {Promise<Judgement>}
 */
async function sendText(row, signal) {
  const input = { ...row.input, sent: stampOf(row, { sentAt: Date.now() }) }
  const answer = judge(await post(row.operation, { input }, { signal }), row.opId)
  if (answer.verdict !== 'DONE') return answer
  if ((await proofOf(answer.receipt)) === 'FORGED') {
    void acquaint({ force: true }).catch(() => {}) // the server may have a new key; its own answer comes again
    return { verdict: 'LATER', reason: 'BUSY', after: null, everything: false }
  }
  await noteReceipt(row, answer)
  return answer
}

/**
 * The receipt, and what it means for what this person did to the same incident meanwhile: that was decided in sight of the same
 * version as this step, so it now means the version that this step made. If somebody else came between, the versions do not
 * join, nothing is touched, and the server will say CONFLICT.
 * @param {Row} row
 * @param {Extract<Judgement, { verdict: 'DONE' }>} answer
 */
async function noteReceipt(row, { receipt, incident }) {
  await changeRow(row.opId, async (now, store) => {
    await store.put(Object.assign(row, { ...now, receipt, number: incident?.number ?? null, settledAt: Date.now() }))
    const made = incident?.version
    if (made === undefined) return row
    for (const later of await store.index('person').getAll(row.person)) {
      if (isNextTo(row, later, made)) await store.put({ ...later, input: { ...later.input, seen: made } })
    }
    return row
  })
}

/**
 * @param {Row} row the one that just made version `made`
 * @param {Row} later
 * @param {number} made
 */
function isNextTo(row, later, made) {
  const waits = isSame(later, row) && later.sequence > row.sequence && later.tries === 0 &&
    !later.handedAt // what somebody may be carrying stays as it was handed over
  if (!waits || later.input.seen === undefined) return false
  return isReport(row) || (later.input.seen === (row.input.seen ?? later.input.seen) && made === later.input.seen + 1)
}

/**
 * @param {Row} row
 * @param {AbortSignal} signal
 * @returns {Promise<{ verdict: 'LOGIN' } | PhotosLater | null>} null when the server has them all, or will never take the rest
 */
async function sendPhotos(row, signal) {
  const open = row.photos.filter((photo) => !photo.confirmed && !photo.problem)
  if (open.length && (await waitsForWifi())) return { verdict: 'PHOTOS_LATER', reason: 'PHOTO_WIFI' }
  for (const photo of open) {
    const result = await sendPhoto(photo, signal)
    if (result === 'LOGIN') return { verdict: 'LOGIN' }
    if (result === 'LATER') return { verdict: 'PHOTOS_LATER', reason: 'PHOTO_WAITS' }
    await notePhoto(row, { ...photo, ...result })
  }
  return null
}

/**
 * Sends photos of a row whose turn comes next. What does not get through is tried again in its turn; the row may be edited meanwhile.
 * @param {Row} row
 * @param {AbortSignal} signal
 */
export async function sendPhotosAhead(row, signal) {
  if (row.input.severity === URGENT || (await waitsForWifi())) return
  for (const photo of row.photos.filter((one) => !one.confirmed && !one.problem)) {
    const result = await sendPhoto(photo, signal)
    if (typeof result === 'string' || !result.confirmed) return
    await changeRow(row.opId, async (now, store) => {
      const photos = now.photos.map((one) => (one.sha256 === photo.sha256 ? { ...one, confirmed: true } : one))
      await store.put({ ...now, photos })
      return now
    })
  }
}

/**
 * @param {RowPhoto} photo
 * @param {AbortSignal} signal
 * @returns {Promise<'LOGIN' | 'LATER' | { confirmed: true } | { confirmed: false, problem: string }>}
 */
async function sendPhoto(photo, signal) {
  const kept = await get('photos', photo.sha256)
  if (!kept) return { confirmed: false, problem: 'DATA_EVICTED' }
  const reply = await putPhoto(photo.sha256, kept.blob, { signal, timeout: timeFor(kept.blob) })
  if (reply.kind === 'silence') return 'LATER'
  if (reply.status === 401) return 'LOGIN'
  if (reply.status >= 200 && reply.status < 300) {
    return reply.body?.sha256 === photo.sha256 ? { confirmed: true } : 'LATER'
  }
  const lasting = reply.status >= 400 && reply.status < 500 && reply.status !== 408 && reply.status !== 429
  const code = reply.body?.problems?.[0]?.code ?? reply.body?.errors?.[0]?.extensions?.code ?? reply.body?.code
  return lasting && code ? { confirmed: false, problem: String(code) } : 'LATER'
}

/**
 * @param {Row} row changed in place, too
 * @param {RowPhoto} photo
 */
async function notePhoto(row, photo) {
  row.photos = row.photos.map((one) => (one.sha256 === photo.sha256 ? photo : one))
  await changeRow(row.opId, async (now, store) => {
    await store.put({ ...now, photos: row.photos })
    return now
  })
}

async function waitsForWifi() {
  const connection = /** @type {any} */ (globalThis.navigator)?.connection
  return connection?.type === 'cellular' && (await preference('photosOnWifi')) === true
}
