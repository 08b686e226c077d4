/**
 * Taking a step. Some wait for the server and are shown done only when it answered; what is found in the field goes through the
 * outbox and is on the phone at once.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { signal } from '../../vendor/signals.js'
import { act } from '../../core/api.js'
import { isConflict, knownOf } from '../../core/outbox/conflict.js'
import { uuid7 } from '../../core/ids.js'
import { undo } from '../../core/outbox/outbox.js'
import { didMyself } from '../follow.js'
import { holdTime, home } from '../here.js'
import { html } from '../html.js'
import { keepOrder } from '../keep.js'
import { forgetWritten } from './sheet_text.js'
import { toast } from './toast.js'
import { up } from '../outbox/shown.js'
import { go, openSheet, path } from '../route.js'
import { lookedAt } from '../typed.js'
import { need, told, words } from '../words.js'

/** @typedef {{ code: string, message?: string, field?: string | null }} Problem */

/**
 * A verb that waits for the server. The operation keeps its id until there is an answer, so that trying again is done once.
 * @param {any} operation
 */
export function useSend(operation) {
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState(/** @type {Problem[]} */ ([]))
  const opId = useRef('')
  /**
   * @param {Record<string, any>} input without the operation's id
   * @returns {Promise<any>} the payload, with its problems; null: no answer came, send again
   */
  const send = async (input) => {
    if (busy) return null
    setBusy(true)
    setProblems([])
    opId.current ||= uuid7()
    try {
      const seen = await lookedAt(operation, input)
      const payload = await act(operation, { input: { ...seen, opId: opId.current } })
      opId.current = ''
      if (payload.problems.length === 0) forgetWritten()
      setProblems(payload.problems)
      return payload
    } catch (failure) {
      const { code = 'UNKNOWN', problems = [{ code }] } = /** @type {any} */ (failure)
      setProblems(problems)
      return null
    } finally {
      setBusy(false)
    }
  }
  return { busy, problems, send }
}

/**
 * A step of an incident, a whistle or a unit's part in one that waits for the server.
 * `submit(input, on)`: `on`, the subject as an answer showed it a moment ago. Answers with it afterwards; null: no answer
 * came, press again; undefined: it was refused.
 * @param {any} operation
 * @param {{ id: string, version?: number }} subject without a version it is new
 * @param {(after: any) => void} onDone with the incident or the whistle as the answer shows it
 * @param {(after: any) => void} [onStale] with what is true now, when somebody was first
 */
export function useAct(operation, subject, onDone, onStale) {
  const { busy, problems, send } = useSend(operation)
  /** @param {Record<string, any>} input */
  const submit = async (input, on = subject) => {
    const payload = await send({ ...input, id: on.id, seen: on.version })
    if (!payload) return null
    const after = payload.incident ?? payload.whistle
    didMyself(payload.problems.length === 0 ? payload.incident : null)
    if (payload.problems.length === 0) {
      onDone(after)
      return after
    }
    const stale = payload.problems.some((/** @type {Problem} */ { code }) => isConflict(code))
    if (stale) onStale?.(after)
    return undefined
  }
  return { busy, problems, submit }
}

/** The incident that the open page is about, when the page is not the incident's own. */
const subject = signal('')

/** Says which incident a page is about, as long as it is open. @param {string | undefined} id */
export function useAbout(id) {
  useEffect(() => {
    subject.value = id ?? ''
    return () => {
      subject.value = ''
    }
  }, [id])
}

/**
 * Without a line: what waits for the server says so, and offers what does not have to wait: a note to the incident.
 */
export function NeedsLine() {
  if (up.value) return null
  const { needsLine } = words.value
  const note = () => {
    if (!onIncident()) go(`/i/${subject.peek()}`)
    openSheet('NOTE')
  }
  return html`<div class="strip wait" role="status"><p>${needsLine.why}</p>${
    (onIncident() || subject.value) &&
    html`<button type="button" class="button" onClick=${note}>${needsLine.note}</button>`
  }</div>`
}

/** Whether an incident is open, to which a note can be added. */
function onIncident() {
  return /^\/(i|desk)\/./.test(path.value)
}

/** What was said no to, in words: which field, and why. @param {{ problems: Problem[] }} props */
export function Problems({ problems }) {
  useEffect(() => void (problems.length && need(['typed'])), [problems])
  if (problems.length === 0) return null
  return html`<div class="strip warn" role="alert"><ul>${
    problems.map((problem) => html`<li>${told(problem)}</li>`)
  }</ul>
    ${
    problems.some(({ code }) => code === 'AUTH_EXPIRED') &&
    html`<a class="button" href="/login">${words.value.login.submit}</a>`
  }</div>`
}

/**
 * The button that submits, with its reason when it may not.
 * @param {{ label: string, busy: boolean, off?: string, onSubmit: () => void, again?: boolean, bad?: boolean, note?: any, kept?: boolean }} props
 *   `off`: why not; `note`: what pressing it will do; `kept`: it goes through the outbox and needs no line
 */
export function SubmitActs({ label, busy, off = '', onSubmit, again = false, bad = false, note = null, kept = false }) {
  const t = words.value
  const name = kept || up.value ? label : t.needsLine.button(label)
  return html`<div class="acts">
    ${!kept && !onIncident() && html`<${NeedsLine} />`}
    ${note && html`<p class="note" role="status">${note}</p>`}
    <button type="button" class="button ${bad ? 'bad' : 'main'} full submit" aria-disabled=${
    busy || Boolean(off)
  } onClick=${() => !busy && !off && onSubmit()}>${busy ? t.submitting : again ? t.f.resend : name}</button>
    ${off && html`<p class="why">${off}</p>`}
  </div>`
}

/** Whether the last try had no answer: pressing again is safe. @param {Problem[]} problems */
export function unanswered(problems) {
  return problems.some(({ code }) => code === 'TIMEOUT' || code === 'NETWORK')
}

/**
 * A step that is kept on the phone and sent when it can be. Returns when the phone has it.
 * @param {any} operation
 * @param {any} incident
 * @param {Record<string, any>} input
 * @param {{ photos?: import('../../core/types.js').RowPhoto[] | null, form?: any, draft?: string, verb: string, onUndo?: () => void }} more
 *   `photos`: null where the step knows none
 */
export async function keepStep(operation, incident, input, { photos = [], form = null, draft, verb }) {
  const hold = holdTime()
  const row = await keepOrder({
    operation,
    incidentId: incident.id,
    input: {
      ...input,
      seen: incident.version,
      ...(photos && { photos: photos.map(({ sha256, kind }) => ({ sha256, kind })) }),
    },
    photos: photos ?? [],
    title: {
      classCode: incident.incidentClass?.code,
      className: incident.incidentClass?.name,
      place: incident.place?.address ?? '',
      verb,
      known: knownOf(incident),
    },
    form,
    hold,
    draft,
  })
  forgetWritten()
  return { row, hold }
}

/**
 * 已存手机 · 撤销, on the screen where the work list is.
 * @param {{ opId: string }} row
 * @param {number} hold
 * @param {() => void} reopen opens the form again; its draft is back
 */
export function sayKept(row, hold, reopen) {
  const takeBack = async () => {
    if (await undo(row.opId)) reopen()
  }
  go(home.peek(), { replace: true })
  toast({ text: words.peek().f.kept, undo: takeBack }, hold)
}
