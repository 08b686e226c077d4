/**
 * The tap that sends a report: it is on the phone before anything is said, and can be taken back for some seconds.
 * @module
 */
import { Report } from '../../api/operations.js'
import { undo } from '../../core/outbox/outbox.js'
import { holdTime, role } from '../here.js'
import { keepOrder } from '../keep.js'
import { toast } from '../parts/toast.js'
import { go } from '../route.js'
import { classOf } from '../suggest.js'
import { toldOf, words } from '../words.js'

/** @typedef {import('./answers.js').Answers} Answers */

/**
 * @param {Answers} answers
 * @param {{ solved?: boolean, to?: string }} how `solved`: it was settled on the spot, which is told next; `to`: where one goes on
 */
export async function sendReport(answers, { solved = false, to = '/today' }) {
  const severity = answers.severity ?? classOf(answers.classCode)?.severity ?? 1
  const hold = severity === 4 || solved ? 0 : holdTime()
  try {
    const row = await keepOrder(orderOf(answers, severity, hold))
    const { place } = answers
    if (place) void import('../../core/place/recent.js').then((recent) => recent.rememberPlace(place), () => {})
    go(solved ? `/i/${answers.id}/resolve` : to, { replace: true })
    if (hold) offerUndo(row.opId, hold)
    else toast({ text: words.peek().report.sentNow })
  } catch (error) {
    toast({ text: toldOf(error) })
    throw error
  }
}

/**
 * @param {Answers} answers
 * @param {number} severity
 * @param {number} hold ms
 * @returns {import('../../core/types.js').Order}
 */
function orderOf(answers, severity, hold) {
  const { id, photos, place, classCode, text, channel, externalNo } = answers
  return {
    operation: Report,
    incidentId: id,
    input: {
      classCode,
      text: text.trim(),
      severity,
      channel: channel ?? (role.peek() === 'GRID_WORKER' ? 'PATROL' : null),
      ...(externalNo?.trim() && { externalNo: externalNo.trim() }),
      place: place && clean(place),
      occurredAt: answers.occurredAt,
      reportedAt: new Date().toISOString(),
      photos: photos.map(({ sha256, kind }) => ({ sha256, kind })),
      possibleDuplicateOf: answers.duplicateOf,
    },
    photos,
    title: { classCode, className: answers.className, place: placeText(place) },
    form: answers,
    hold,
    draft: `report:${id}`,
  }
}

/** @param {import('../../core/types.js').Place} place without what is empty */
function clean(place) {
  return Object.fromEntries(
    Object.entries(place).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}

/** @param {import('../../core/types.js').Place | null} place */
function placeText(place) {
  return [place?.address, place?.building, place?.unitDoor, place?.floor].filter(Boolean).join(' ')
}

/**
 * @param {string} opId
 * @param {number} hold
 */
function offerUndo(opId, hold) {
  const takeBack = async () => {
    const row = await undo(opId)
    if (!row) return
    go(`/report?draft=${row.incidentId}&step=${row.form.place?.source === 'ADDRESS' ? 4 : 3}`)
  }
  toast({ text: words.peek().report.saved, undo: takeBack }, hold)
}
