/**
 * A request and its decision: who asks for what and why, what granting would do, and yes or no by somebody else.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { Decline, Grant, Withdraw } from '../../../api/operations.js'
import { stamp } from '../../clock.js'
import { html } from '../../html.js'
import { Text } from '../../parts/fields.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'

/** @typedef {import('./reason.js').Sheet} Sheet */
/** @typedef {import('./reason.js').Incident['clocks'][number]} Clock */

/** @param {Sheet} props */
export function GrantSheet({ incident, onDone, onStale }) {
  const [note, setNote] = useState('')
  const { busy, problems, submit } = useAct(Grant, incident, onDone, onStale)
  const { moves } = words.value
  const asked = incident.pendingApproval
  if (!asked) return html`<p>${moves.nothingAsked}</p>`
  return html`
    <${Problems} problems=${problems} />
    <${Asked} approval=${asked} clocks=${incident.clocks} />
    <p class="strip">${consequence(asked)}</p>
    <${Text} id="note" label=${moves.grantNote} optional=${true} value=${note} rows=${2} onInput=${setNote} />
    <${SubmitActs} label=${moves.grant} busy=${busy} again=${unanswered(problems)} onSubmit=${() =>
      submit({ approvalId: asked.id, note: note || null })} />
  `
}

/** @param {Sheet} props */
export function DeclineSheet({ incident, onDone, onStale }) {
  const [reason, setReason] = useState('')
  const { busy, problems, submit } = useAct(Decline, incident, onDone, onStale)
  const { moves, f } = words.value
  const asked = incident.pendingApproval
  if (!asked) return html`<p>${moves.nothingAsked}</p>`
  return html`
    <${Problems} problems=${problems} />
    <${Asked} approval=${asked} clocks=${incident.clocks} />
    <${Text} id="reason" label=${f.reason} hint=${moves.declineHint} value=${reason} rows=${3} onInput=${setReason} />
    <${SubmitActs} label=${moves.decline} bad=${true} busy=${busy} off=${reason.trim()
      ? ''
      : f.noteHint} again=${unanswered(
        problems,
      )}
      onSubmit=${() => submit({ approvalId: asked.id, reason })} />
  `
}

/** @param {Sheet} props */
export function WithdrawSheet({ incident, onDone, onStale }) {
  const { busy, problems, submit } = useAct(Withdraw, incident, onDone, onStale)
  const { moves } = words.value
  const asked = incident.pendingApproval
  if (!asked) return html`<p>${moves.nothingAsked}</p>`
  return html`
    <${Problems} problems=${problems} />
    <${Asked} approval=${asked} clocks=${incident.clocks} />
    <${SubmitActs} label=${moves.withdraw} busy=${busy} again=${unanswered(problems)} onSubmit=${() =>
      submit({ approvalId: asked.id })} />
  `
}

/** What is asked, by whom, and why. @param {{ approval: any, clocks: readonly Clock[] | undefined }} props */
export function Asked({ approval, clocks }) {
  const limit = clocks?.find(({ kind }) => kind === 'CASE')?.limit
  const { moves, f } = words.value
  const codes = /** @type {Record<string, string>} */ ({ ...f.giveBacks, ...moves.suspends })
  const lines = [
    approval.reasonCode && codes[approval.reasonCode],
    approval.reason,
    approval.plan && moves.planIs(approval.plan),
    approval.until && moves.untilIs(stamp(approval.until)),
    approval.limitAmount &&
    moves.moreIs(limit ? words.value.limit({ ...limit, amount: approval.limitAmount }) : approval.limitAmount),
    approval.proposedUnit && moves.proposedIs(approval.proposedUnit.name),
  ].filter(Boolean)
  const by = [approval.unit?.name, approval.askedBy?.name, stamp(approval.askedAt)].filter(Boolean)
  return html`<div class="stack-close">
    <p><strong>${/** @type {any} */ (moves.kinds)[approval.kind]}</strong></p>
    ${lines.map((line) => html`<p class="quote">${line}</p>`)}
    <p class="note">${by.join(words.value.join)}</p>
  </div>`
}

/** What granting it does. @param {any} approval @returns {string} */
export function consequence({ kind, until }) {
  const { moves } = words.value
  return kind === 'SUSPEND' ? moves.grants.SUSPEND(stamp(until)) : /** @type {any} */ (moves.grants)[kind]
}
