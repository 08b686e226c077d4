/**
 * Photos, made small the moment they are chosen: turned upright, at most 1600 pixels and 200 KB, and drawn anew, so that nothing
 * of where and with what they were taken is left in them.
 * @module
 */
import { hex } from '../ids.js'
import { me } from '../session/session.js'
import { get, PhoneFull, READ_PAGES, writeFirst } from '../replica/store.js'

/** @typedef {import('../types.js').Photo} Photo */
/** @typedef {(width: number, height: number, quality: number) => Promise<Blob>} Encode */

export const LARGEST = 200 * 1024

/** Longest side and JPEG quality, tried in this order until the picture is small enough. */
export const TRIES = /** @type {const} */ ([
  [1600, 0.72],
  [1600, 0.6],
  [1440, 0.55],
  [1280, 0.5],
  [1024, 0.5],
  [800, 0.45],
  [640, 0.4],
  [480, 0.35],
  [320, 0.3],
])

/** The picture cannot be read; the text is not touched by it. */
export class Unreadable extends Error {
  constructor() {
    super('PHOTO_UNREADABLE')
    this.name = 'Unreadable'
    this.code = 'PHOTO_UNREADABLE'
  }
}

/**
 * @param {Blob} file as the camera or the album gave it
 * @returns {Promise<Photo>} throws Unreadable
 */
export async function prepare(file) {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap) return made(bitmap)
  return (await import('./heic.js')).asItIs(file)
}

/**
 * A photo of a picture that was read, which is let go.
 * @param {ImageBitmap} bitmap
 * @returns {Promise<Photo>} throws Unreadable
 */
export async function made(bitmap) {
  try {
    const { blob, width, height } = await fitted(bitmap.width, bitmap.height, encoder(bitmap))
    return { sha256: await sha256(blob), blob, width, height, size: blob.size }
  } finally {
    bitmap.close()
  }
}

/**
 * The first of `TRIES` that is small enough.
 * @param {number} width
 * @param {number} height
 * @param {Encode} encode
 * @param {number} [largest] bytes
 */
export async function fitted(width, height, encode, largest = LARGEST) {
  for (const [side, quality] of TRIES) {
    const scale = Math.min(1, side / Math.max(width, height))
    const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
    const blob = await encode(size.width, size.height, quality)
    if (blob.size <= largest) return { blob, ...size }
  }
  throw new Unreadable()
}

/**
 * @param {ImageBitmap} bitmap
 * @returns {Encode}
 */
function encoder(bitmap) {
  /** @type {{ canvas: OffscreenCanvas | HTMLCanvasElement, width: number } | null} */
  let drawn = null
  return (width, height, quality) => {
    if (drawn?.width !== width) drawn = { canvas: draw(bitmap, width, height), width }
    return jpeg(drawn.canvas, quality)
  }
}

/**
 * @param {ImageBitmap} bitmap
 * @param {number} width
 * @param {number} height
 */
function draw(bitmap, width, height) {
  const canvas = globalThis.OffscreenCanvas
    ? new OffscreenCanvas(width, height)
    : Object.assign(document.createElement('canvas'), { width, height })
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }))
  if (!pen) throw new Unreadable()
  pen.fillStyle = 'white' // what was transparent
  pen.fillRect(0, 0, width, height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, width, height)
  return canvas
}

/**
 * @param {OffscreenCanvas | HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
function jpeg(canvas, quality) {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality })
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Unreadable())), 'image/jpeg', quality)
  })
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>} lower-case hexadecimal, the photo's name everywhere
 */
export async function sha256(blob) {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())))
}

/**
 * Keeps a photo or a file on the phone until the server has confirmed it.
 * @param {Photo} photo
 * @param {import('../types.js').RowPhoto['kind']} kind
 * @returns {Promise<import('../types.js').RowPhoto>} as an order names it; throws PhoneFull (PHOTO_FULL): room is kept for texts
 */
export async function keep(photo, kind) {
  const person = await me()
  await writeFirst(['photos'], async (transaction) => {
    const store = transaction.objectStore('photos')
    const before = await store.get(photo.sha256) // the same picture may be several people's; an earlier release did not say whose
    const people = new Set([...(before?.people ?? []), ...(person ? [person.id] : [])])
    await store.put({ ...photo, people: before && !before.people ? undefined : [...people], at: Date.now() })
  }, READ_PAGES).catch((error) => {
    throw error instanceof PhoneFull ? new PhoneFull('PHOTO_FULL') : error
  })
  return { sha256: photo.sha256, kind, size: photo.size, confirmed: false }
}

/**
 * A photo of this person that lies on this phone, for showing; null when it is not here any more. What an earlier release kept says
 * not whose it is: who knows its name has it in a row or a draft.
 * @param {string} name its SHA-256
 * @returns {Promise<Blob | null>}
 */
export async function photo(name) {
  const [found, person] = await Promise.all([get('photos', name), me()])
  return found && (!found.people || found.people.includes(person?.id)) ? found.blob : null
}
