/**
 * Pictures and text that another app shares with us: shrunk and stored before the page opens. Whoever is signed in finds the draft of a
 * report that says what became of each part; while nobody is, it waits on the phone and the login says so. What a page of another site
 * posts here was shared by nobody.
 * @module
 */
import { takeFile } from '../core/courier/carry.js'
import '../core/photo/heic.js' // what others import later has to be here from the start: no worker may import later
import { take } from '../core/photo/shared.js'
import '../core/replica/room.js'

/**
 * @param {Request} request a form of the manifest's share target: `title`, `text`, `url`, `photos`
 * @returns {Promise<Response>} the way to where it is told
 */
export async function receive(request) {
  if (!isShared(request)) return to('/')
  try {
    const form = await request.formData()
    const parcels = filesOf(form, 'parcels')
    if (parcels.length > 0) return await takeOver(parcels)
    const text = ['title', 'text', 'url'].map((name) => String(form.get(name) ?? '').trim()).filter(Boolean).join('\n')
    const { id, mine } = await take({ text, files: filesOf(form, 'photos') })
    return to(mine ? `/report?draft=${id}&step=2` : '/login?to=/report')
  } catch (error) {
    return to(`/report?problem=${/** @type {any} */ (error).code ?? 'SHARE_UNREADABLE'}`)
  }
}

/**
 * Whether the system hands it over, or a page of ours: the system has no page from which it comes, and no rule that hides one.
 * @param {{ referrer: string, referrerPolicy?: string }} request
 * @param {string} [origin]
 */
export function isShared({ referrer, referrerPolicy = '' }, origin = location.origin) {
  if (URL.canParse(referrer) && referrer !== 'about:client') return new URL(referrer).origin === origin
  return !HIDING.has(referrerPolicy)
}

const HIDING = new Set(['no-referrer', 'same-origin'])

/** @param {FormData} form @param {string} name */
function filesOf(form, name) {
  return /** @type {File[]} */ (form.getAll(name).filter((file) => file instanceof File && file.size > 0))
}

/** A rescue file that another app hands on. @param {File[]} parcels */
async function takeOver(parcels) {
  let problem = ''
  for (const file of parcels) await takeFile(file).catch((error) => (problem = error.code ?? 'CARRIED_UNREADABLE'))
  return to(`/carry${problem && `?problem=${problem}`}`)
}

/** @param {string} path */
function to(path) {
  return Response.redirect(path, 303)
}
