/**
 * HEIC, which most browsers but Safari cannot read: it goes to the server as it is, which reads it, makes it small and drops where it
 * was taken. Until then nobody sees it on this phone.
 * @module
 */
import { hex } from '../ids.js'
import { me } from '../session/session.js'

export const HEIC = 'image/heic'

/** Bytes of one, as the server takes them; from who has no login it takes less. */
const MOST = 8 * 1024 * 1024
const MOST_OF_HOLDER = 1024 * 1024

/** What a still picture in HEIF calls itself, at bytes 8 to 12. */
const BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'mif1'])

/**
 * @param {Blob} file
 * @returns {Promise<import('../types.js').Photo>} throws an Error with the code PHOTO_UNREADABLE or PHOTO_TOO_LARGE
 */
export async function asItIs(file) {
  const head = await file.slice(4, 12).text().catch(() => '')
  if (!head.startsWith('ftyp') || !BRANDS.has(head.slice(4))) throw failed('PHOTO_UNREADABLE')
  if (file.size > (await me() ? MOST : MOST_OF_HOLDER)) {
    throw failed('PHOTO_TOO_LARGE')
  }
  const bytes = await file.arrayBuffer() // what is chosen may be gone when there is a signal
  const blob = new Blob([bytes], { type: HEIC })
  const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  return { sha256, blob, width: 0, height: 0, size: blob.size }
}

/** @param {string} code */
function failed(code) {
  return Object.assign(new Error(code), { code })
}
