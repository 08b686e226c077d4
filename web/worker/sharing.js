/**
 * Pictures and text that another app shares with us become the draft of a report: shrunk and stored before the page opens.
 * @module
 */
import { takeFile } from '../core/carry.js'
import { saveDraft } from '../core/drafts.js'
import { uuid7 } from '../core/ids.js'
import { keep, prepare } from '../core/photo.js'

const MOST = 4

/**
 * @param {Request} request a form of the manifest's share target: `title`, `text`, `url`, `photos`
 * @returns {Promise<Response>} the way to the draft; what cannot be read is said there, and the rest is kept
 */
export async function receive(request) {
  const form = await request.formData()
  const parcels = form.getAll('parcels').filter((file) => file instanceof File)
  if (parcels.length > 0) return takeOver(parcels)
  const files = form.getAll('photos').filter((file) => file instanceof File).slice(0, MOST)
  const text = ['title', 'text', 'url'].map((name) => String(form.get(name) ?? '')).filter(Boolean).join('\n')
  const photos = []
  let problem = ''
  for (const file of files) {
    try {
      photos.push(await keep(await prepare(/** @type {File} */ (file)), 'BEFORE'))
    } catch (error) {
      problem = /** @type {any} */ (error).code ?? 'PHOTO_UNREADABLE'
    }
  }
  const id = uuid7()
  await saveDraft(`report:${id}`, { id, step: 2, text, photos, shared: true }, photos.map((photo) => photo.sha256))
  return Response.redirect(`/report?draft=${id}${problem && `&problem=${problem}`}`, 303)
}

/** A rescue file that another app hands on. @param {File[]} parcels */
async function takeOver(parcels) {
  let problem = ''
  for (const file of parcels) await takeFile(file).catch((error) => (problem = error.code ?? 'CARRIED_UNREADABLE'))
  return Response.redirect(`/carry${problem && `?problem=${problem}`}`, 303)
}
