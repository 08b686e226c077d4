/**
 * What a whistle's composer holds, and how it is sent: drafted, or said anew, and submitted with it if the person wants so.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { WhistleDraft, WhistleRevise, WhistleSubmit } from '../../api/operations.js'
import { dropDraft } from '../../core/outbox/drafts.js'
import { toast } from '../parts/toast.js'
import { go } from '../route.js'
import { unanswered, useAct } from '../parts/act.js'
import { words } from '../words.js'
import { fromShanghai } from './answer.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

export const BLANK = {
  kind: '',
  reason: '',
  matter: '',
  point: '',
  meetAt: '',
  doneBy: '',
  calls: /** @type {import('./calls.js').Call[]} */ ([]),
}

/** What a draft says, as the form has it. @param {Whistle} whistle @returns {typeof BLANK} */
export function answersOf(whistle) {
  return {
    kind: whistle.kind,
    reason: whistle.reason,
    matter: whistle.matter?.code ?? '',
    point: whistle.meetingPoint,
    meetAt: toShanghai(whistle.meetAt),
    doneBy: toShanghai(whistle.doneBy),
    calls: whistle.parties.map(({ unit, part, task }) => ({
      unit: unit.id,
      name: unit.name,
      part,
      task,
    })),
  }
}

/** A moment as a date field has it, in Shanghai's time. @param {string | null} at */
function toShanghai(at) {
  return at ? new Date(at).toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, 16).replace(' ', 'T') : ''
}

/** @param {typeof BLANK} answers @param {Incident} incident @param {Whistle} whistle the draft that is said anew */
export function orderOf({ kind, reason, matter, point, meetAt, doneBy, calls }, incident, whistle) {
  const timed = kind !== 'EMERGENCY'
  return {
    ...(whistle ? {} : { incidentId: incident.id }),
    kind,
    reason: reason.trim(),
    matterCode: matter,
    meetingPoint: point.trim() || null,
    meetAt: timed && meetAt ? fromShanghai(meetAt) : null,
    doneBy: timed && doneBy ? fromShanghai(doneBy) : null,
    parties: calls.map(({ unit, part, task }) => ({ unitId: unit, part, task: task.trim() || null })),
  }
}

/**
 * Keeps the draft at the street, and submits it if `submits`. If only the draft comes through, its board has the button.
 * @param {Whistle} whistle the draft that is said anew; null: a new one
 * @param {string} id of the whistle
 * @param {string} key of the draft on this phone
 */
export function useSending(whistle, id, key) {
  const drafted = useRef(/** @type {any} */ (null))
  const keep = useAct(whistle ? WhistleRevise : WhistleDraft, whistle ?? { id }, (after) => (drafted.current = after))
  const submit = useAct(WhistleSubmit, { id }, (after) => leave(after, key))
  const send = async (/** @type {Record<string, any>} */ order, /** @type {boolean} */ submits) => {
    const kept = drafted.current ?? (await keep.submit(order))
    if (!kept) return
    if (submits) await submit.submit({}, kept)
    else leave(kept, key)
  }
  useEffect(() => {
    if (drafted.current && submit.problems.length > 0 && !submit.busy && !unanswered(submit.problems)) {
      go(`/w/${drafted.current.id}`, { replace: true })
    }
  }, [submit.problems])
  return { busy: keep.busy || submit.busy, problems: [...keep.problems, ...submit.problems], send }
}

/** To its board; what lay on the phone is at the street now. @param {any} after @param {string} key */
function leave(after, key) {
  const { w } = words.peek()
  void dropDraft(key)
  toast({ text: after.blownAt ? w.blown : after.state === 'DRAFT' ? w.saved : w.kept })
  go(`/w/${after.id}`, { replace: true })
}
