/**
 * What a finger hides or rings in a photo, burnt into its pixels before it is sent or saved in a row; the photo as it was is taken off
 * the phone, at the latest when the app is opened next (`sweep`). Shapes are shares of width and height, from 0 to 1.
 * @module
 */
import { onDrafts } from '../outbox/drafts.js'
import { database, write } from '../replica/store.js'
import { keep, made, photo } from './photo.js'

/** @typedef {{ kind: 'hide' | 'ring', x: number, y: number, width: number, height: number }} Mark */
/** @typedef {import('../types.js').RowPhoto} RowPhoto */

/** Marks of one photo. */
export const MOST = 20
/** A smaller one was a slip of the finger. */
const LEAST = 0.015

/**
 * The rectangle between two places of a finger, within the photo; null for a slip.
 * @param {Mark['kind']} kind
 * @param {{ x: number, y: number }} from
 * @param {{ x: number, y: number }} to
 * @returns {Mark | null}
 */
export function markOf(kind, from, to) {
  const [left, right] = [within(Math.min(from.x, to.x)), within(Math.max(from.x, to.x))]
  const [top, bottom] = [within(Math.min(from.y, to.y)), within(Math.max(from.y, to.y))]
  const mark = { kind, x: left, y: top, width: right - left, height: bottom - top }
  return mark.width < LEAST || mark.height < LEAST ? null : mark
}

/** @param {number} share */
function within(share) {
  return Math.max(0, Math.min(1, share))
}

/**
 * Draws the marks. What is hidden is painted over whole: a blur can be undone.
 * @param {Pick<CanvasRenderingContext2D, 'fillRect' | 'fillStyle' | 'strokeStyle' | 'lineWidth' | 'beginPath' | 'ellipse' | 'stroke'>} pen
 * @param {Mark[]} marks
 * @param {{ width: number, height: number }} size
 */
export function drawMarks(pen, marks, { width, height }) {
  for (const mark of [...marks].sort((a, b) => a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)) {
    const [x, y, wide, high] = [mark.x * width, mark.y * height, mark.width * width, mark.height * height]
    if (mark.kind === 'hide') {
      pen.fillStyle = 'black'
      pen.fillRect(Math.floor(x), Math.floor(y), Math.ceil(wide) + 1, Math.ceil(high) + 1)
      continue
    }
    for (const [style, line] of /** @type {const} */ ([['white', 12], ['red', 7]])) { // seen on any ground
      pen.strokeStyle = style
      pen.lineWidth = Math.max(2, (line * Math.max(width, height)) / 1600)
      pen.beginPath()
      pen.ellipse(x + wide / 2, y + high / 2, wide / 2, high / 2, 0, 0, 2 * Math.PI)
      pen.stroke()
    }
  }
}

/**
 * The photo with the marks in its pixels, kept on the phone beside the other one.
 * @param {RowPhoto} before
 * @param {Mark[]} marks
 * @returns {Promise<RowPhoto>} throws PhoneFull, Unreadable
 */
export async function marked(before, marks) {
  const bitmap = await createImageBitmap(/** @type {Blob} */ (await photo(before.sha256)))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }))
  pen.drawImage(bitmap, 0, 0)
  bitmap.close()
  drawMarks(/** @type {any} */ (pen), marks, canvas)
  return keep(await made(canvas.transferToImageBitmap()), before.kind)
}

/**
 * Notes of a photo that it was given up, or that it was not after all.
 * @param {string} name
 * @param {boolean} gone
 */
async function note(name, gone) {
  await write(['photos'], async (transaction) => {
    const store = transaction.objectStore('photos')
    const found = await store.get(name)
    if (found) await store.put({ ...found, gone })
  })
}

/**
 * Takes a photo off the phone that was given up: as soon as neither a row nor a draft on the disk names it.
 * @param {string} name
 * @param {number} [undoable] ms in which it can be had back
 * @returns {Promise<() => Promise<void>>} has it back
 */
export async function giveUp(name, undoable = 0) {
  await note(name, true).catch(() => {}) // no room for the note: it goes below, unless the app is closed before
  let deaf = () => {}
  const look = () => void forget(name).then((done) => done && deaf(), () => {})
  const timer = setTimeout(() => {
    deaf = onDrafts(look)
    look()
  }, undoable)
  return async () => {
    clearTimeout(timer)
    deaf()
    await note(name, false)
  }
}

/** @param {string} name @returns {Promise<boolean>} false while a row or a draft names it */
async function forget(name) {
  const db = await database()
  const [rows, drafts] = await Promise.all([db.getAll('rows'), db.getAll('drafts')])
  const needed = [
    ...rows.flatMap((row) => row.photos.map((/** @type {RowPhoto} */ one) => one.sha256)),
    ...drafts.flatMap((one) => one.photos ?? []),
  ]
  if (needed.includes(name)) return false
  await write(['photos'], (transaction) => transaction.objectStore('photos').delete(name))
  return true
}
