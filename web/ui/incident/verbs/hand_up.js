/**
 * 这事我管不了: one tap and no word. It is on the phone at once, may be taken back for some seconds, and goes to the community.
 * @module
 */
import { HandUp } from '../../../api/operations.js'
import { dropDraft } from '../../../core/outbox/drafts.js'
import { home } from '../../here.js'
import { toast } from '../../parts/toast.js'
import { go } from '../../route.js'
import { said, words } from '../../words.js'
import { keepStep, sayKept } from '../../parts/act.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/**
 * @param {Incident} incident
 * @param {{ draft?: string, back?: string }} [from] the draft that it makes superfluous; where 撤销 leads
 */
export async function handUp(incident, { draft, back = `/i/${incident.id}` } = {}) {
  const { f, step } = words.peek()
  if (!atGrid(incident)) {
    if (draft) await dropDraft(draft)
    go(home.peek(), { replace: true })
    toast({ text: f.cannotDone })
    return
  }
  try {
    const { row, hold } = await keepStep(HandUp, incident, {}, { photos: null, draft, verb: step.HAND_UP })
    sayKept(row, hold, () => go(back))
  } catch (error) {
    toast({ text: said(/** @type {any} */ (error).code) })
  }
}

/** Whether it is still the worker's own; of what was only reported on this phone its class tells. @param {any} incident */
function atGrid({ level, incidentClass }) {
  return (level ?? incidentClass?.minLevel ?? 0) === 0
}
