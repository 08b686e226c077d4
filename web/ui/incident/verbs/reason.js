/**
 * Steps that take a reason: reject, end as not so, give back, fail, reopen.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { Fail, GiveBack, NotFound, Reject, Reopen, UnitsOf } from '../../../api/operations.js'
import { html } from '../../html.js'
import { Choices, Pick, Text } from '../../parts/fields.js'
import { Phrases } from '../../parts/taps.js'
import { useRead } from '../../read.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** @typedef {{ incident: Incident, onDone: (incident: Incident, step?: string) => void, onStale: (incident: Incident) => void }} Sheet */

const LEAST = 10

/** @param {Sheet} props */
export function RejectSheet({ incident, onDone, onStale }) {
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const { busy, problems, submit } = useAct(Reject, incident, onDone, onStale)
  const t = words.value.f
  const off = code ? (reason.trim().length < LEAST ? t.tenMore : '') : t.chooseReason
  return html`
    <${Problems} problems=${problems} />
        <${Choices} id="reject-code" legend=${t.reason} value=${code} options=${listed(
          t.rejects,
        )} onChange=${setCode} />
        ${code === 'UNREASONABLE' && html`<p class="note">${t.second}</p>`}
        <${Text} id="reason" label=${t.note} hint=${t.rejectHint} value=${reason} rows=${3}
      onInput=${setReason} />
        <${SubmitActs} label=${t.rejectTitle} bad=${true} busy=${busy} off=${off} again=${unanswered(problems)}
      onSubmit=${() => submit({ reasonCode: code, reason })} />
  `
}

/** @param {Sheet} props */
export function NotFoundSheet(props) {
  const t = words.value.f
  return html`<${Reason} ...${props} operation=${NotFound} label=${t.notFound} hint=${t.notFoundHint} bad=${true} />`
}

/** @param {Sheet} props */
export function FailSheet(props) {
  const t = words.value.f
  return html`
    <${Reason} ...${props} operation=${Fail} label=${t.fail} hint=${t.failAsk} phrases=${t.wrongs}
      least=${1} />
  `
}

/** @param {Sheet} props */
export function ReopenSheet(props) {
  const t = words.value.f
  return html`<${Reason} ...${props} operation=${Reopen} label=${t.reopen} hint=${t.reopenAsk} />`
}

/**
 * A step that takes a line of why, and perhaps a coded reason.
 * @param {Sheet & { operation: any, label: string, hint: string, phrases?: readonly string[], least?: number, bad?: boolean,
 *   codes?: Record<string, string>, field?: string, note?: string | null }} props `field`: what the input calls the line; `note`: what
 *   happens next
 */
export function Reason(
  {
    incident,
    onDone,
    onStale,
    operation,
    label,
    hint,
    phrases = [],
    least = LEAST,
    bad = false,
    codes,
    field = 'reason',
    note = null,
  },
) {
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const { busy, problems, submit } = useAct(operation, incident, onDone, onStale)
  const t = words.value.f
  const short = reason.trim().length < least ? (least > 1 ? t.tenMore : t.noteHint) : ''
  const off = codes && !code ? t.chooseReason : short
  const input = { [field]: reason.trim() || null, ...(codes ? { reasonCode: code } : {}) }
  return html`
    <${Problems} problems=${problems} />
        ${codes && html`<${Choices} id="reason-code" legend=${t.reason} value=${code} options=${
          listed(
            codes,
          )
        } onChange=${setCode} />`}
        ${phrases.length > 0 &&
          html`<${Phrases} label=${t.phrases} phrases=${phrases} onPick=${(/** @type {string} */ one) =>
            setReason([reason, one].filter(Boolean).join('；'))} />`}
        <${Text} id="reason" label=${codes ? t.note : t.reason} hint=${hint} optional=${least === 0} value=${reason}
      rows=${3} onInput=${setReason} />
        <${SubmitActs} label=${label} bad=${bad} busy=${busy} off=${off} note=${note} again=${unanswered(problems)}
      onSubmit=${() => submit(input)} />
  `
}

/** @param {Sheet} props */
export function GiveBackSheet({ incident, onDone, onStale }) {
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const [unit, setUnit] = useState('')
  const { busy, problems, submit } = useAct(GiveBack, incident, onDone, onStale)
  const { data } = useRead(`units:${incident.street?.code}`, UnitsOf, { area: incident.street?.code ?? null }, {
    maxAge: 3600_000,
  })
  const t = words.value.f
  const units = [
    { value: '', label: t.proposedNone },
    ...(data?.catalogue.units ?? []).map((one) => ({ value: one.id, label: one.name })),
  ]
  const off = code ? (reason.trim().length < LEAST ? t.tenMore : '') : t.chooseReason
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="give-back-code" legend=${t.reason} value=${code} options=${listed(
      t.giveBacks,
    )} onChange=${setCode} />
    <${Text} id="reason" label=${t.note} hint=${t.giveBackHint} value=${reason} rows=${3} onInput=${setReason} />
    <${Pick} id="proposed" label=${t.proposed} value=${unit} options=${units} onChange=${setUnit} />
    <${SubmitActs} label=${t.giveBack} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ reasonCode: code, reason, proposedUnitId: unit || null })} />
  `
}

/** @param {Record<string, string>} names */
export function listed(names) {
  return Object.entries(names).map(([value, label]) => ({ value, label }))
}
