/**
 * V17: accept with the right class, and file in the same go under a condition whose due time is shown before.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { Accept, File, FilingOptionsOf } from '../../../api/operations.js'
import { html } from '../../html.js'
import { Choices, Pick, Text } from '../../parts/fields.js'
import { toast } from '../../parts/toast.js'
import { useRead } from '../../read.js'
import { openSheet } from '../../route.js'
import { catalogue, classOf, useFound } from '../../suggest.js'
import { named, words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'
import { Conditions, usePast } from './intake.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** What else a desk may do instead, each with its own sheet. */
const INSTEAD = ['SEND_VERIFY', 'MERGE', 'REJECT', 'TRANSFER_OUT']

/** @param {import('./reason.js').Sheet} props */
export function TakeInSheet({ incident, onDone, onStale }) {
  const [code, setCode] = useState(incident.incidentClass.code)
  const [severity, setSeverity] = useState(String(incident.severity))
  const [picked, setPicked] = useState('')
  const options = useOptions(incident, code, Number(severity))
  const condition = options.some((one) => one.condition.id === picked) ? picked : (options[0]?.condition.id ?? '')
  const past = usePast()
  const taking = useTaking(incident, onDone, onStale)
  const t = words.value
  const levels = [1, 2, 3, 4].map((n) => ({ value: String(n), label: /** @type {any} */ (t.severity)[n] }))
  const input = { classCode: code, severity: Number(severity) }
  return html`
    <${Problems} problems=${taking.problems} />
    <${ClassPick} code=${code} onChange=${setCode} />
    <p class="spread"><span class="label">${t.f.grid}</span><span>${incident.grid.path ?? incident.grid.name}</span></p>
    <${Choices} id="severity" legend=${t.f.severity} value=${severity} across=${true} options=${levels}
      onChange=${setSeverity} />
    ${options.length > 0 && html`<${Conditions} options=${options} chosen=${condition} onChange=${setPicked} />`}
    ${condition && past && html`<${past.Past} code=${code} place=${incident.place} />`}
    <${Instead} incident=${incident} />
    ${condition && html`
      <button type="button" class="button full" aria-disabled=${taking.busy} onClick=${() =>
        taking.submit(input, '')}>${t.f.acceptOnly}</button>
    `}
    <${SubmitActs} label=${condition ? t.f.acceptFile : t.f.accept} busy=${taking.busy} again=${unanswered(
      taking.problems,
    )} onSubmit=${() => taking.submit(input, condition)} />
  `
}

/**
 * The conditions as if the incident were of this class and severity: empty for those who may not file.
 * @param {Incident} incident
 * @param {string} classCode
 * @param {number} severity
 * @returns {any[]}
 */
function useOptions({ id, version }, classCode, severity) {
  const variables = { id, classCode, severity }
  const { data } = useRead(`filing:${version}:${JSON.stringify(variables)}`, FilingOptionsOf, variables)
  return data?.incident?.filingOptions ?? []
}

/**
 * One press, two operations: what was accepted stays accepted when filing is refused, and is then filed by its own sheet.
 * @param {Incident} incident
 * @param {(incident: Incident, step?: string) => void} onDone
 * @param {(incident: Incident) => void} onStale
 */
function useTaking(incident, onDone, onStale) {
  const [accepted, setAccepted] = useState(/** @type {any} */ (null))
  const filing = useAct(File, incident, (after) => onDone(after, 'FILE'), onStale)
  const accepting = useAct(Accept, incident, () => {}, onStale)
  /** @param {Record<string, any>} input @param {string} conditionId empty: only accept */
  const submit = async (input, conditionId) => {
    const after = accepted ?? await accepting.submit(input)
    if (!after) return
    if (!conditionId || !mayFile(after)) return onDone(after, 'ACCEPT')
    setAccepted(after)
    const done = await filing.submit({ conditionId }, after)
    if (done || done === null) return
    toast({ text: words.peek().f.acceptedNotFiled })
    onDone(after, 'ACCEPT')
  }
  return { submit, busy: accepting.busy || filing.busy, problems: [...accepting.problems, ...filing.problems] }
}

/** @param {Incident} incident */
function mayFile({ allowedSteps }) {
  return allowedSteps.some((one) => one.step === 'FILE' && one.allowed)
}

/** @param {{ incident: Incident }} props */
function Instead({ incident }) {
  const open = incident.allowedSteps.filter((one) => one.allowed && INSTEAD.includes(one.step))
  if (open.length === 0) return null
  const t = words.value
  return html`<div class="row" role="group" aria-label=${t.f.instead}>${
    open.map(({ step }) =>
      html`<button type="button" class="button" key=${step} onClick=${() => openSheet(step)}>${t.step[step]}</button>`
    )
  }</div>`
}

/** The class as text, changed only on demand. @param {{ code: string, onChange: (code: string) => void }} props */
function ClassPick({ code, onChange }) {
  const [changing, setChanging] = useState(false)
  const [search, setSearch] = useState('')
  const t = words.value.f
  const hits = useFound(search) ?? catalogue.value?.classes ?? []
  if (!changing) {
    return html`
      <p
        class="row"><span class="label">${t.class}</span><span class="grow">${named(classOf(code)) ||
          code}</span><button type="button" class="button" onClick=${() => setChanging(true)}>${t.change}</button></p>
    `
  }
  const options = hits.map((one) => ({ value: one.code, label: `${one.code} ${named(one)}` }))
  const kept = options.some((one) => one.value === code)
    ? options
    : [{ value: code, label: named(classOf(code)) }, ...options]
  return html`
    <${Text} id="class-search" label=${t.searchClass} value=${search} type="search" onInput=${setSearch} />
    <${Pick} id="class" label=${t.class} value=${code} options=${kept} onChange=${onChange} />
  `
}
