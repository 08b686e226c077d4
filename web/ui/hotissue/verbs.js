/**
 * What is decided about a hot issue: who solves it by when and how, or that it is none; and that it is solved.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import {
  HotIssueAdopt,
  HotIssueAdoptInputWithin,
  HotIssueDecline,
  HotIssueSolve,
  UnitsOf,
} from '../../api/operations.js'
import { html } from '../html.js'
import { Pick, Text } from '../parts/fields.js'
import { Moment, outside } from '../parts/moment.js'
import { useRead } from '../read.js'
import { words } from '../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../parts/act.js'
import { Worded } from '../parts/worded.js'

/** @typedef {{ issue: any, onDone: () => void }} Sheet */

/** @param {Sheet} props */
export function AdoptSheet({ issue, onDone }) {
  const [unit, setUnit] = useState('')
  const [plan, setPlan] = useState('')
  const [due, setDue] = useState('')
  const area = issue.street.code
  const { data } = useRead(`units:${area}`, UnitsOf, { area }, { maxAge: 3600_000 })
  const { busy, problems, submit } = useAct(HotIssueAdopt, issue, onDone, onDone)
  const { board, w } = words.value
  const bound = HotIssueAdoptInputWithin.dueOn
  const units = (data?.catalogue.units ?? []).map((one) => ({ value: one.id, label: one.name }))
  const off = !unit
    ? w.missing(board.hotOwner)
    : !plan.trim()
    ? w.missing(board.hotPlan)
    : !due
    ? w.missing(board.hotDue)
    : outside(due, bound)
  return html`
    <${Problems} problems=${problems} />
    <${Pick} id="owner" label=${board.hotOwner} value=${unit} options=${[
      { value: '', label: w.pickUnit },
      ...units,
    ]} onChange=${setUnit} />
    <${Text} id="plan" label=${board.hotPlan} value=${plan} rows=${3} onInput=${setPlan} />
    <${Moment} id="due" label=${board.hotDue} day=${true} value=${due} bound=${bound} onInput=${setDue} />
    <${SubmitActs} label=${board.hotStep.ADOPT} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ ownerUnitId: unit, plan: plan.trim(), dueOn: due })} />
  `
}

/** @param {Sheet} props */
export function DeclineHotSheet({ issue, onDone }) {
  const { board, w } = words.value
  return html`
    <${Worded} subject=${issue} operation=${HotIssueDecline} field="reason" label=${w.reasonOf}
      button=${board.hotStep.DECLINE} onDone=${onDone} onStale=${onDone} />
  `
}

/** @param {Sheet} props */
export function SolveSheet({ issue, onDone }) {
  const { board } = words.value
  return html`
    <${Worded} subject=${issue} operation=${HotIssueSolve} field="text" label=${board.hotSolved}
      button=${board.hotStep.SOLVE} onDone=${onDone} onStale=${onDone} />
  `
}
