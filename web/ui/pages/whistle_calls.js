/**
 * Whom a whistle calls: candidates by their lists first, any other unit after them; one leads, the others assist, each with a task.
 * @module
 */
import { WhistleDraftInputMost } from '../../api/operations.js'
import { html } from '../html.js'
import { Pick, Text } from '../parts/fields.js'
import { words } from '../words.js'

/** @typedef {{ unit: string, name: string, part: string, task: string }} Call */

/** @param {{ calls: Call[], incident: any, units: any[], onChange: (calls: Call[]) => void }} props */
export function Calls({ calls, incident, units, onChange }) {
  const { w } = words.value
  const there = new Set(calls.map((one) => one.unit))
  const named = offered(incident, units).filter((one) => !there.has(one.value))
  const add = (/** @type {string} */ unit) => {
    const name = named.find((one) => one.value === unit)?.name ?? ''
    if (unit) onChange([...calls, { unit, name, part: calls.length ? 'ASSIST' : 'LEAD', task: '' }])
  }
  const change = (/** @type {string} */ unit, /** @type {Partial<Call>} */ more) =>
    onChange(calls.map((one) => (one.unit === unit ? { ...one, ...more } : one)))
  const lead = (/** @type {string} */ unit) =>
    onChange(calls.map((one) => ({ ...one, part: one.unit === unit ? 'LEAD' : 'ASSIST' })))
  return html`
    <section class="stack-close">
      <h2>${w.units}</h2>
      <ul class="cards">${calls.map((call) =>
        html`<${Called} key=${call.unit} call=${call} onLead=${() => lead(call.unit)} onTask=${(
          /** @type {string} */ task,
        ) => change(call.unit, { task })} onDrop=${() => onChange(calls.filter((one) => one.unit !== call.unit))} />`
      )}</ul>
      ${calls.length < WhistleDraftInputMost.parties &&
        html`<${Pick} key=${calls.length} id="add-unit" label=${w.addUnit} value="" options=${[{
          value: '',
          label: w.pickUnit,
        }, ...named]} onChange=${add} />`}
    </section>
  `
}

/** @param {{ call: Call, onLead: () => void, onTask: (task: string) => void, onDrop: () => void }} props */
function Called({ call, onLead, onTask, onDrop }) {
  const { w, part } = words.value
  const leads = call.part === 'LEAD'
  return html`
    <li class="card pad" data-unit=${call.name}>
      <div class="row"><strong class="grow">${call.name}</strong><span class="chip ${leads
        ? 'whistle'
        : ''}">${part[/** @type {'LEAD'} */ (call.part)]}</span></div>
      <${Text} id=${`task-${call.unit}`} label=${w.answer.task} optional=${true} value=${call.task} onInput=${onTask} />
      <div class="row">${!leads && html`<button type="button" class="button" onClick=${onLead}>${w.makeLead}</button>`}
          <button type="button" class="button" onClick=${onDrop}>${w.drop}</button></div>
    </li>
  `
}

/** Units that may be called, those whom the lists name first, with the item. @param {any} incident @param {any[]} units */
function offered(incident, units) {
  const { f, listKind } = words.value
  const candidates = incident.candidates ?? []
  const first = candidates.map((/** @type {any} */ { unit, matter }) => ({
    value: unit.id,
    name: unit.name,
    label: matter
      ? `${unit.name} (${f.item(/** @type {any} */ (listKind)[matter.listKind], matter.number)})`
      : unit.name,
  }))
  const known = new Set(first.map((/** @type {any} */ one) => one.value))
  const street = incident.street?.code ?? ''
  const serving = units.filter((one) =>
    !known.has(one.id) && (!one.area || street.startsWith(one.area.code) || one.area.code.startsWith(street))
  )
  return [...first, ...serving.map((one) => ({ value: one.id, name: one.name, label: one.name }))]
}
