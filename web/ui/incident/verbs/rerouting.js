/**
 * Steps that send an incident another way: to another unit, a level up, to another authority.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { Escalate, Redispatch, TransferOut } from '../../../api/operations.js'
import { html } from '../../html.js'
import { Choices, Text } from '../../parts/fields.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'
import { DispatchSheet } from './dispatch.js'
import { listed, Reason } from './reason.js'

/** @typedef {import('./reason.js').Sheet} Sheet */

/** @param {Sheet} props */
export function EscalateSheet(props) {
  const { moves } = words.value
  return html`
    <${Reason} ...${props} operation=${Escalate} label=${moves.escalate} hint=${moves.escalateHint(
      props.incident.level + 1,
    )} codes=${moves.escalates}
      least=${1} />
  `
}

/** @param {Sheet} props */
export function RedispatchSheet(props) {
  return html`<${DispatchSheet} ...${props} operation=${Redispatch} anew=${true} />`
}

/** They answer with a receipt; of the others a call is told. */
const WRITTEN = ['COURT', 'OTHER_DISTRICT']
const NUMBERS = /** @type {Record<string, string>} */ ({ POLICE: '110', FIRE: '119', MEDICAL: '120', TRAFFIC: '122' })

/** @param {Sheet} props */
export function TransferSheet({ incident, onDone, onStale }) {
  const [receiver, setReceiver] = useState('')
  const [receipt, setReceipt] = useState('')
  const [note, setNote] = useState('')
  const { busy, problems, submit } = useAct(TransferOut, incident, onDone, onStale)
  const { moves } = words.value
  const told = WRITTEN.includes(receiver) ? receipt.trim() : receipt.trim() || note.trim()
  const off = !receiver ? moves.chooseReceiver : told ? '' : moves.transferNeed
  const phone = NUMBERS[receiver]
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="receiver" legend=${moves.receiver} value=${receiver} options=${listed(
      moves.receivers,
    )} onChange=${setReceiver} />
    ${phone && html`<a class="button full" href=${`tel:${phone}`}>${moves.call(phone)}</a>`}
    <${Text} id="receipt" of=${TransferOut} field="receiptNo" label=${moves.receipt} optional=${!WRITTEN.includes(
      receiver,
    )} value=${receipt}
      onInput=${setReceipt} />
    <${Text} id="note" label=${moves.transferNote} optional=${true} value=${note} rows=${2} onInput=${setNote} />
    <p class="note">${moves.transferHint}</p>
    <${SubmitActs} label=${moves.transfer} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ receiver, receiptNo: receipt || null, note: note || null })} />
  `
}
