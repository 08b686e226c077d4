/**
 * The sheets of a whistle's own steps: approve, decline, review, call one more, cancel, close, note; and of what the street and
 * the district decide about a party: urge, excuse, send back, rule on an objection, supervise.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import {
  Supervise,
  UnitsOf,
  WhistleAddParty,
  WhistleCancel,
  WhistleClose,
  WhistleDecide,
  WhistleDecline,
  WhistleExcuse,
  WhistleNote,
  WhistleReview,
  WhistleSendBack,
  WhistleUrge,
} from '../../api/operations.js'
import { html } from '../html.js'
import { Choices, Pick, Text } from '../parts/fields.js'
import { useRead } from '../read.js'
import { words } from '../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../parts/act.js'
import { Worded } from '../parts/worded.js'

/** @typedef {{ whistle: any, party: any, onDone: (whistle: any) => void, onStale: (whistle: any) => void }} Sheet */

/** @param {Sheet} props */
export function DeclineSheet({ whistle, ...how }) {
  const { w, whistleStep } = words.value
  return html`
    <${Worded} subject=${whistle} operation=${WhistleDecline} field="reason" label=${w.declineReason}
      button=${whistleStep.DECLINE} bad=${true} ...${how} />
  `
}

/** @param {Sheet} props */
export function CancelSheet({ whistle, ...how }) {
  const { w, whistleStep } = words.value
  return html`
    <p class="strip warn">${w.cancelAsk}</p>
    <${Worded} subject=${whistle} operation=${WhistleCancel}
      field="reason" label=${w.reasonOf} button=${whistleStep.CANCEL} bad=${true} ...${how} />
  `
}

/** @param {Sheet} props */
export function WhistleNoteSheet({ whistle, ...how }) {
  const { w, whistleStep } = words.value
  return html`
    <${Worded} subject=${whistle} operation=${WhistleNote} field="text" label=${w.noteText}
      hint=${w.noteAsk} button=${whistleStep.NOTE} ...${how} />
  `
}

/** @param {Sheet} props */
export function UrgeSheet({ party, ...how }) {
  const { w, partyStep } = words.value
  return html`
    <${Worded} subject=${party} operation=${WhistleUrge} field="text" label=${w.urgeText} needed=${false}
      button=${partyStep.URGE} ...${how} />
  `
}

/** @param {Sheet} props */
export function ExcuseSheet({ party, ...how }) {
  const { w, partyStep } = words.value
  return html`
    <${Worded} subject=${party} operation=${WhistleExcuse} field="reason" label=${w.reasonOf}
      button=${partyStep.EXCUSE} ...${how} />
  `
}

/** @param {Sheet} props */
export function SendBackSheet({ party, ...how }) {
  const { w, partyStep } = words.value
  return html`
    <${Worded} subject=${party} operation=${WhistleSendBack} field="reason" label=${w.sign.backReason}
      button=${partyStep.SEND_BACK} bad=${true} ...${how} />
  `
}

/** Two answers and a word: nothing is preselected. @param {Sheet} props */
export function ReviewSheet({ whistle, onDone, onStale }) {
  const [verdict, setVerdict] = useState('')
  const [note, setNote] = useState('')
  const { busy, problems, submit } = useAct(WhistleReview, whistle, onDone, onStale)
  const { w, whistleStep } = words.value
  const options = [{ value: 'yes', label: w.justified }, { value: 'no', label: w.unjustified }]
  const off = !verdict ? w.decide.choose : verdict === 'no' && !note.trim() ? w.missing(w.reviewNote) : ''
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="review" legend=${w.reviewAsk} value=${verdict} options=${options} onChange=${setVerdict} />
    <${Text} id="note" label=${w.reviewNote} optional=${verdict !== 'no'} value=${note} rows=${2} onInput=${setNote} />
    <${SubmitActs} label=${whistleStep.REVIEW} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ justified: verdict === 'yes', note: note.trim() || null })} />
  `
}

/** 异议裁定 by the district. @param {Sheet} props */
export function DecideSheet({ party, onDone, onStale }) {
  const [verdict, setVerdict] = useState('')
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(WhistleDecide, party, onDone, onStale)
  const { w } = words.value
  const options = [{ value: 'yes', label: w.decide.upheld }, { value: 'no', label: w.decide.refused }]
  const off = !verdict ? w.decide.choose : text.trim() ? '' : w.missing(w.decide.text)
  return html`
    <${Problems} problems=${problems} />
    <p class="quote"><strong>${party.unit.name}</strong> ${party.objection?.text}</p>
    <${Choices} id="ruling" legend=${w.decide.ask} value=${verdict} options=${options} onChange=${setVerdict} />
    <${Text} id="ruling-text" label=${w.decide.text} value=${text} rows=${2} onInput=${setText} />
    <${SubmitActs} label=${w.decide.submit} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ upheld: verdict === 'yes', text: text.trim() })} />
  `
}

/** One more unit, of those that are not called yet. @param {Sheet} props */
export function AddPartySheet({ whistle, onDone, onStale }) {
  const [unit, setUnit] = useState('')
  const [task, setTask] = useState('')
  const { data } = useRead(`units:${whistle.street.code}`, UnitsOf, { area: whistle.street.code }, { maxAge: 3600_000 })
  const { busy, problems, submit } = useAct(WhistleAddParty, whistle, onDone, onStale)
  const { w, whistleStep } = words.value
  const there = new Set(whistle.parties.map((/** @type {any} */ one) => one.unit.id))
  const units = (data?.catalogue.units ?? []).filter((one) => !there.has(one.id))
  const options = [
    { value: '', label: w.pickUnit },
    ...units.map((one) => ({
      value: one.id,
      label: one.name,
    })),
  ]
  return html`
    <${Problems} problems=${problems} />
    <${Pick} id="unit" label=${w.addPartyAsk} value=${unit} options=${options} onChange=${setUnit} />
    <${Text} id="task" label=${w.answer.task} optional=${true} value=${task} rows=${2} onInput=${setTask} />
    <${SubmitActs} label=${whistleStep.ADD_PARTY} busy=${busy} off=${unit ? '' : w.pickUnit} again=${unanswered(
      problems,
    )} onSubmit=${() => submit({ unitId: unit, part: 'ASSIST', task: task.trim() || null })} />
  `
}

/** 销哨, at n/n. @param {Sheet} props */
export function CloseWhistleSheet({ whistle, onDone, onStale }) {
  const [text, setText] = useState('')
  const [cost, setCost] = useState('')
  const { busy, problems, submit } = useAct(WhistleClose, whistle, onDone, onStale)
  const { w } = words.value
  return html`
    <${Problems} problems=${problems} />
    <${Text} id="conclusion" label=${w.closeAsk} hint=${w.closeHint} value=${text} rows=${3}
      onInput=${setText} />
    <${Text} id="cost" label=${w.cost} optional=${true} value=${cost} rows=${2} onInput=${setCost} />
    <${SubmitActs} label=${w.close} busy=${busy} off=${text.trim() ? '' : w.missing(w.closeAsk)} again=${unanswered(
      problems,
    )} onSubmit=${() => submit({ conclusion: text.trim(), costNote: cost.trim() || null })} />
  `
}

/** 督办 of a party that is late: an opinion, answered by its unit on the incident. @param {Sheet} props */
export function SupervisePartySheet({ whistle, party, onDone }) {
  const [opinion, setOpinion] = useState('')
  const { busy, problems, submit } = useAct(Supervise, whistle.incident, () => onDone(null), () => onDone(null))
  const { board } = words.value
  return html`
    <${Problems} problems=${problems} />
    <p class="note">${party.unit.name}</p>
    <${Text} id="opinion" label=${board.opinion} hint=${board
      .opinionHint} value=${opinion} rows=${3} onInput=${setOpinion} />
    <${SubmitActs} label=${board.supervise} busy=${busy} off=${opinion.trim()
      ? ''
      : words.value.w.missing(board.opinion)} again=${unanswered(problems)} onSubmit=${() =>
      submit({ opinion: opinion.trim(), unitId: party.unit.id, whistleId: whistle.id })} />
  `
}
