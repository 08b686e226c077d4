/**
 * The desk's first steps: send somebody to look, file under a condition whose due time is shown.
 * @module
 */
import { useEffect, useState } from '../../../vendor/preact-hooks.js'
import { File, FilingOptionsOf, LookersOf, SendCheck, SendVerify } from '../../../api/operations.js'
import { stamp } from '../../clock.js'
import { html } from '../../html.js'
import { useLater } from '../../later.js'
import { Choices } from '../../parts/fields.js'
import { Bones, Trouble } from '../../parts/quiet.js'
import { useRead } from '../../read.js'
import { named, words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'

/** @typedef {import('./reason.js').Sheet} Sheet */

/** What was done of others like it comes after the form itself. */
export const usePast = () => useLater(() => import('./past.js'), ['past'])

/** V17 for what was taken in before: each condition with its own limit and the moment it would be due. @param {Sheet} props */
export function FileSheet({ incident, onDone, onStale }) {
  const reading = useRead(`filing:${incident.id}:${incident.version}`, FilingOptionsOf, { id: incident.id })
  const [chosen, setChosen] = useState('')
  const { busy, problems, submit } = useAct(File, incident, onDone, onStale)
  const options = reading.data?.incident?.filingOptions ?? []
  const past = usePast()
  useEffect(() => {
    if (!chosen && options[0]) setChosen(options[0].condition.id)
  }, [options.length])
  const t = words.value
  if (!reading.data) {
    return reading.failure ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />` : html`<${Bones} />`
  }
  if (options.length === 0) return html`<p>${t.f.noOptions}</p>`
  return html`
    <${Problems} problems=${problems} />
    <${Conditions} options=${options} chosen=${chosen} onChange=${setChosen} />
    ${past && html`<${past.Past} code=${incident.incidentClass.code} place=${incident.place} />`}
    <${SubmitActs} label=${t.f.file} busy=${busy} off=${chosen ? '' : t.f.chooseCondition} again=${unanswered(
      problems,
    )} onSubmit=${() => submit({ conditionId: chosen })} />
  `
}

/** @param {{ options: any[], chosen: string, onChange: (id: string) => void }} props */
export function Conditions({ options, chosen, onChange }) {
  return html`
    <${Choices} id="condition" legend=${words.value.f.fileAsk} value=${chosen} onChange=${onChange}
      options=${options.map((option) => ({
        value: option.condition.id,
        label: conditionWords(option),
        note: dueWords(option),
      }))} />
  `
}

/** @param {any} option */
function conditionWords({ condition }) {
  return `${condition.number} ${named(condition)}`
}

/** Limit, due time, and what the calendar did to it. @param {any} option */
function dueWords({ condition, dueAt, why }) {
  const { limit, f, join } = words.value
  const counting = /** @type {string[]} */ (why).map(countingWords)
  return [limit(condition.limit), f.fileDue(stamp(dueAt)), ...new Set(counting)].join(join)
}

/** "HOLIDAY 2026-10-01", "PROVISIONAL 2027" or "LUNCH_BREAK". @param {string} said */
function countingWords(said) {
  const [code = '', day] = said.split(' ')
  if (code === 'PROVISIONAL' && day) return words.value.f.provisional(day)
  const known = /** @type {Record<string, string>} */ (words.value.f.counting)[code] ?? code
  return day ? `${known} ${day.slice(5).replace('-', '/')}` : known
}

/** @param {Sheet} props */
export function SendVerifySheet({ incident, onDone, onStale }) {
  const t = words.value.f
  return html`
    <${Send} incident=${incident} onDone=${onDone} onStale=${onStale} operation=${SendVerify} label=${t.sendVerify}
      text=${t.verifyWho(incident.grid.name)} />
  `
}

/** @param {Sheet} props */
export function SendCheckSheet({ incident, onDone, onStale }) {
  const t = words.value.f
  return html`
    <${Send} incident=${incident} onDone=${onDone} onStale=${onStale} operation=${SendCheck} label=${t.sendCheck}
      text=${t.checkWho} />
  `
}

/** So many stand there at first; the others follow on a tap. */
const FEW = 4

/**
 * In which post somebody may be sent, and why they stand where they do.
 * @param {import('../../../api/operations.js').LookerRow} looker
 * @param {boolean} first who goes unless another is chosen
 */
function postWords({ role, area, reasons }, first) {
  const { f, role: roles, join } = words.value
  const known = /** @type {Record<string, string>} */ (f.reasons)
  return [`${area.name} ${roles[role]}`, ...reasons.map((code) => known[code] ?? code), first ? f.byItself : '']
    .filter(Boolean).join(join)
}

/** @param {Sheet & { operation: any, label: string, text: string }} props */
function Send({ incident, onDone, onStale, operation, label, text }) {
  const reading = useRead(`lookers:${incident.id}:${incident.version}`, LookersOf, { id: incident.id })
  const { busy, problems, submit } = useAct(operation, incident, onDone, onStale)
  const [chosen, setChosen] = useState('')
  const [all, showAll] = useState(false)
  const t = words.value.f
  const people = reading.data?.incident?.lookerPosts ?? []
  const shown = all ? people : people.slice(0, FEW)
  const options = shown.map((one, place) => ({
    value: one.person.id,
    label: one.person.name,
    note: postWords(one, place === 0),
  }))
  return html`
    <${Problems} problems=${problems} />
    <p>${text}</p>
    ${!reading.data && !reading.failure && html`<${Bones} lines=${FEW} />`}
    ${options.length > 0 &&
      html`
        <${Choices} id="looker" legend=${t.whom} value=${chosen || options[0]?.value} options=${options}
          onChange=${setChosen} />
      `}
    ${shown.length < people.length &&
      html`<button type="button" class="button full" onClick=${() => showAll(true)}>${
        t.moreLookers(people.length - shown.length)
      }</button>`}
    <${SubmitActs} label=${label} busy=${busy} again=${unanswered(problems)} onSubmit=${() =>
      submit({ assigneeId: chosen || null })} />
  `
}
