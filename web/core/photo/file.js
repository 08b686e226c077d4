/**
 * Files that are no pictures: PDF, told by how they begin and not by their name, and kept as they are.
 * @module
 */
import { sha256 } from './photo.js'

/** Bytes of one, as the server takes them. */
export const MOST_FILE = 10 * 1024 * 1024

const PDF = 'application/pdf'
const BEGINS = '%PDF-'

/**
 * Its bytes are read at once: what is chosen may be gone from the disk when there is a signal.
 * @param {Blob} file
 * @returns {Promise<import('../types.js').Photo>} throws an Error with the code FILE_TOO_LARGE or FILE_UNREADABLE
 */
export async function prepareFile(file) {
  if (file.size > MOST_FILE) throw failed('FILE_TOO_LARGE')
  const bytes = await file.arrayBuffer().catch(() => {
    throw failed('FILE_UNREADABLE')
  })
  const blob = new Blob([bytes], { type: PDF })
  if (await blob.slice(0, BEGINS.length).text() !== BEGINS) throw failed('FILE_UNREADABLE')
  return { sha256: await sha256(blob), blob, width: 0, height: 0, size: blob.size }
}

/** @param {string} code */
function failed(code) {
  return Object.assign(new Error(code), { code })
}
