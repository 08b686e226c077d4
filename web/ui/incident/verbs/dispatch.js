/**
 * V18: to whom? Only units with a reason: which duty list and item, how near, how busy. Exactly one leads.
 * @module
 */
import { useEffect, useState } from '../../../vendor/preact-hooks.js'
import { CandidatesOf, Dispatch } from '../../../api/operations.js'
import { html } from '../../html.js'
import { Choices, Text } from '../../parts/fields.js'
import { Bones, Trouble } from '../../parts/quiet.js'
import { useRead } from '../../read.js'
import { openSheet } from '../../route.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'
import { usePast } from './intake.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** Said beside the name: it decides at night. */
const CLOSED = 'CLOSED_NOW'

/** @param {import('./reason.js').Sheet & { operation?: any, anew?: boolean }} props `anew`: to another unit than now, with a reason */
export function DispatchSheet({ incident, onDone, onStale, operation = Dispatch, anew = false }) {
  const reading = useRead(`candidates:${incident.id}:${incident.version}`, CandidatesOf, { id: incident.id })
  const [lead, setLead] = useState('')
  const [assists, setAssists] = useState(/** @type {string[]} */ ([]))
  const [task, setTask] = useState('')
  const [reason, setReason] = useState('')
  const { busy, problems, submit } = useAct(operation, incident, onDone, onStale)
  const all = reading.data?.incident?.candidates ?? []
  const candidates = anew ? all.filter((one) => one.unit.id !== incident.leadUnit?.id) : all
  useEffect(() => {
    const best = candidates.find((one) => one.recommended && one.mayDispatch) ?? null
    if (!lead && best) setLead(best.unit.id)
  }, [candidates.length])
  const past = usePast()
  const t = words.value.f
  if (!reading.data) {
    return reading.failure ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />` : html`<${Bones} />`
  }
  if (candidates.length === 0) return html`<p>${t.noCandidates}</p>`
  if (candidates.every(isRecalled)) return html`<${Elsewhere} incident=${incident} candidates=${candidates} />`
  const chosen = candidates.find((one) => one.unit.id === lead)
  const outside = Boolean(chosen && (!chosen.matter || chosen.reasons.includes('NOT_LISTED')))
  const needed = anew ? t.reason : outside ? t.outsideList : ''
  const off = lead ? (needed && !reason.trim() ? needed : '') : t.chooseUnit
  const called = candidates.some((one) => one.approach === 'WHISTLE' && !one.mayDispatch)
  const others = candidates.filter((one) => one.unit.id !== lead && one.mayDispatch).slice(0, 12)
  return html`
    <${Problems} problems=${problems} />
        <${Choices} id="lead" legend=${t.dispatchAsk} value=${lead} onChange=${setLead} options=${candidates.map((
          one,
        ) => ({ value: one.unit.id, label: leadWords(one), note: whyWords(one), off: !one.mayDispatch }))} />
        ${called && html`<${Call} incident=${incident} />`}
        ${past && html`<${past.Past} code=${incident.incidentClass.code} place=${incident.place} />`}
        ${others.length > 0 && html`
          <details>
            <summary>${t.addAssist}${assists.length > 0 ? ` ${assists.length}` : ''}</summary>
            <${Choices} id="assists" legend=${t.assists} hideLegend=${true} value=${assists} onChange=${setAssists}
              options=${others.map((one) => ({ value: one.unit.id, label: one.unit.name }))} />
          </details>
        `}
        <${Text} id="task" label=${t.task} hint=${t.taskHint} optional=${true} value=${task} rows=${2}
      onInput=${setTask} />
        ${needed &&
          html`<${Text} id="reason" label=${needed} value=${reason} rows=${2} onInput=${setReason} />`}
        <${SubmitActs} label=${anew
          ? words.value.step.REDISPATCH
          : t.dispatch} busy=${busy} off=${off} again=${unanswered(problems)}
      onSubmit=${() =>
        submit({
          leadUnitId: lead,
          assistUnitIds: assists.filter((one) => one !== lead),
          task,
          reason: needed ? reason : null,
        })} />
  `
}

/** Its item was taken back by the departments above. @param {any} candidate */
function isRecalled({ matter, mayDispatch }) {
  return !mayDispatch && matter?.listKind === 'RECALLED'
}

/**
 * 上级收回: nobody here may be sent. It goes to whose it is, or the street whistles; there is no button to dispatch.
 * @param {{ incident: Incident, candidates: any[] }} props
 */
function Elsewhere({ incident, candidates }) {
  const { f, step } = words.value
  const may = incident.allowedSteps.some((one) => one.step === 'TRANSFER_OUT' && one.allowed)
  return html`
    <p class="strip warn">${f.recalled}</p>
    <ul class="stack-close">${candidates.map((one) =>
      html`<li key=${one.unit.id}><strong>${one.unit.name}</strong> <span class="note">${factsOf(one)}</span></li>`
    )}</ul>
    <div class="acts">${may &&
      html`<button type="button" class="button main full" onClick=${() =>
        openSheet('TRANSFER_OUT')}>${step.TRANSFER_OUT}</button>`}<${Call} incident=${incident} /></div>
  `
}

/** The way to a unit that is called instead of sent to. @param {{ incident: Incident }} props */
function Call({ incident }) {
  if (!incident.mayWhistle) return null
  return html`<a class="button full whistle" href=${`/w/new?incident=${incident.id}`}>${words.value.w.compose}</a>`
}

/** @param {any} candidate */
function leadWords({ unit, recommended, mayDispatch, approach, reasons }) {
  const { f } = words.value
  const known = /** @type {Record<string, string>} */ (f.approach)
  const how = !mayDispatch && known[approach]
  return html`${unit.name} ${recommended && html`<span class="chip ok">${f.recommended}</span>`}${
    how &&
    html`<span class="chip ${approach === 'WHISTLE' ? 'whistle' : ''}">${how}</span>`
  } ${reasons.includes(CLOSED) && html`<span class="chip warn">${f.reasons.CLOSED_NOW}</span>`}`
}

/** Why this unit: its list and item first. @param {any} candidate */
function whyWords(candidate) {
  const { f, join } = words.value
  return isRecalled(candidate) ? `${factsOf(candidate)}${join}${f.recalled}` : factsOf(candidate)
}

/** @param {any} candidate */
function factsOf({ matter, reasons, openCount, distanceM, unit, onDuty }) {
  const { f, listKind, place, join, between } = words.value
  const known = /** @type {Record<string, string>} */ (f.reasons)
  const item = matter && f.item(/** @type {any} */ (listKind)[matter.listKind], matter.number)
  const rest = /** @type {string[]} */ (reasons).filter((code) =>
    code !== CLOSED && !(matter && (code.endsWith('_DUTY') || code === 'RECALLED'))
  ).map((code) => known[code] ?? code)
  const near = distanceM === null || distanceM === undefined ? '' : place.distance(distanceM)
  const duty = onDuty.length > 0 && f.onDuty(onDuty.map((/** @type {any} */ one) => one.name).join(between))
  return [item, ...rest, near, f.openCount(openCount), unit.hours && f.hours(unit.hours), duty].filter(Boolean).join(
    join,
  )
}
