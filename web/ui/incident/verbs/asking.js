/**
 * Steps that somebody else has to grant: more time, to suspend, to void; and those that end or take up again without one.
 * Nothing stops before it is granted, and the form says so.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import {
  Appeal,
  CloseUnchecked,
  Extend,
  IncidentExtendInputBetween,
  IncidentSuspendInputWithin,
  Resume,
  Suspend,
  Void,
} from '../../../api/operations.js'
import { html } from '../../html.js'
import { Amount, beyond } from '../../parts/amount.js'
import { Choices, Text } from '../../parts/fields.js'
import { Moment, outside } from '../../parts/moment.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'
import { listed, Reason } from './reason.js'

/** @typedef {import('./reason.js').Sheet} Sheet */

const MORE = IncidentExtendInputBetween.limitAmount
const PLAN = 10 // characters that a plan has at least
/** It rests from tomorrow on, at the earliest. @type {import('../../parts/moment.js').Bound} */
const REST = [-1, IncidentSuspendInputWithin.until[1]]

/**
 * How a person counts it: a limit is kept in minutes or workdays, and asked for in whole hours where it is of whole hours.
 * @param {{ kind: 'CONT' | 'WH' | 'WD', amount: number } | undefined} limit
 * @returns {{ kind: 'CONT' | 'WH' | 'WD' | 'MINUTES', times: number }} `times`: so many of the limit's own make one
 */
export function counted(limit) {
  const { kind, amount } = limit ?? { kind: 'WD', amount: 1 }
  if (kind === 'WD') return { kind, times: 1 }
  return amount % 60 ? { kind: 'MINUTES', times: 1 } : { kind, times: 60 }
}

/** @param {Sheet} props */
export function ExtendSheet({ incident, onDone, onStale }) {
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const { busy, problems, submit } = useAct(Extend, incident, onDone, onStale)
  const { moves, f } = words.value
  const clock = incident.clocks?.find((one) => one.kind === 'CASE' && !one.stoppedAt)
  const { kind, times } = counted(clock?.limit)
  /** @type {import('../../parts/amount.js').Bound} */
  const bound = [MORE[0], (clock?.limit.amount ?? MORE[1]) / times]
  const off = (amount ? beyond(amount, bound) : moves.howMuch) || (reason.trim() ? '' : f.noteHint)
  const unit = clock ? moves.limitUnits[kind] : ''
  return html`
    <${Problems} problems=${problems} />
    <${Amount} id="amount" label=${moves.more(unit)} hint=${clock
      ? moves.notMore(bound[1], unit)
      : ''} value=${amount} bound=${bound} onInput=${setAmount} />
    <${Text} id="reason" label=${f.reason} value=${reason} rows=${3} onInput=${setReason} />
    <p class="note">${moves.runsOn}</p>
    <${SubmitActs} label=${moves.ask} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ limitAmount: Number(amount) * times, reason })} />
  `
}

/** @param {Sheet} props */
export function SuspendSheet({ incident, onDone, onStale }) {
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const [plan, setPlan] = useState('')
  const [until, setUntil] = useState('')
  const { busy, problems, submit } = useAct(Suspend, incident, onDone, onStale)
  const { moves, f } = words.value
  const wanted = [
    [code, f.chooseReason],
    [reason.trim(), f.noteHint],
    [plan.trim().length >= PLAN, moves.planNeed],
    [until, moves.untilNeed],
  ]
  const off = wanted.find(([given]) => !given)?.[1] ?? outside(until, REST)
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="suspend-code" legend=${f.reason} value=${code} options=${listed(
      moves.suspends,
    )} onChange=${setCode} />
    <${Text} id="reason" label=${f.note} value=${reason} rows=${2} onInput=${setReason} />
    <${Text} id="plan" label=${moves.plan} hint=${moves.planHint} value=${plan} rows=${3} onInput=${setPlan} />
    <${Moment} id="until" day=${true} label=${moves.until} hint=${moves.untilHint} value=${until} bound=${REST}
      onInput=${setUntil} />
    <p class="note">${moves.runsOn}</p>
    <${SubmitActs} label=${moves.ask} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ reasonCode: code, reason, plan, until })} />
  `
}

/** @param {Sheet} props */
export function VoidSheet(props) {
  const { moves } = words.value
  return html`
    <${Reason} ...${props} operation=${Void} label=${moves.ask} hint=${moves.voidHint} least=${1}
      bad=${true} />
  `
}

/** @param {Sheet} props */
export function AppealSheet(props) {
  const { moves } = words.value
  return html`<${Reason} ...${props} operation=${Appeal} field="text" label=${moves.appeal} hint=${moves.appealHint} least=${1} />`
}

/** @param {Sheet} props */
export function ResumeSheet(props) {
  const { moves } = words.value
  return html`<${Reason} ...${props} operation=${Resume} field="note" label=${moves.resume} hint=${moves.resumeHint} least=${0} />`
}

/** @param {Sheet} props */
export function CloseUncheckedSheet(props) {
  const { moves } = words.value
  return html`<${Reason} ...${props} operation=${CloseUnchecked} field="note" label=${moves.closeUnchecked} hint=${moves.uncheckedHint} least=${0} />`
}
