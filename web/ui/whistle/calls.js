/**
 * Whom a whistle calls: whom the lists name stand first, every other unit is found by its name; several are ticked at once. One leads,
 * the others assist, each with a task. Of each it says who would be rung, by post, and when it would be due.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { WhistleDraftInputMost } from '../../api/operations.js'
import { html } from '../html.js'
import { Choices, Text } from '../parts/fields.js'
import { Ring } from './ring.js'
import { words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** @typedef {{ unit: string, name: string, part: string, task: string }} Call */

const SHOWN = 8 // units at a time; the name narrows them down

/** @param {{ calls: Call[], incident: Incident, units: any[], rings: any[], onChange: (calls: Call[]) => void }} props */
export function Calls({ calls, incident, units, rings, onChange }) {
  const { w } = words.value
  const change = (/** @type {string} */ unit, /** @type {Partial<Call>} */ more) =>
    onChange(calls.map((one) => (one.unit === unit ? { ...one, ...more } : one)))
  const lead = (/** @type {string} */ unit) =>
    onChange(calls.map((one) => ({ ...one, part: one.unit === unit ? 'LEAD' : 'ASSIST' })))
  return html`
    <section class="stack-close">
      <h2>${w.units}</h2>
      <ul class="cards">${calls.map((call) =>
        html`
          <${Called} key=${call.unit} call=${call} rings=${rings} onLead=${() => lead(call.unit)} onTask=${(
            /** @type {string} */ task,
          ) => change(call.unit, { task })}
            onDrop=${() => onChange(calls.filter((one) => one.unit !== call.unit))} />
        `
      )}</ul>
      <${Finder} calls=${calls} named=${offered(incident, units)} onChange=${onChange} />
    </section>
  `
}

/** Units by name, to tick. @param {{ calls: Call[], named: ReturnType<typeof offered>, onChange: (calls: Call[]) => void }} props */
function Finder({ calls, named, onChange }) {
  const [text, setText] = useState('')
  const { w, ring } = words.value
  const full = calls.length >= WhistleDraftInputMost.parties
  const there = calls.map((one) => one.unit)
  const fitting = named.filter((one) => one.name.includes(text.trim()))
  const shown = fitting.slice(0, SHOWN)
  const pick = (/** @type {string[]} */ ticked) => {
    const kept = calls.filter((one) => ticked.includes(one.unit) || !shown.some(({ value }) => value === one.unit))
    const more = shown.filter(({ value }) => ticked.includes(value) && !there.includes(value))
    const added = more.map(({ value, name }) => ({ unit: value, name, part: 'ASSIST', task: '' }))
    const all = [...kept, ...added].slice(0, WhistleDraftInputMost.parties)
    onChange(all.some((one) => one.part === 'LEAD') ? all : all.map((one, n) => (n ? one : { ...one, part: 'LEAD' })))
  }
  return html`
    <${Text} id="add-unit" label=${w.addUnit} hint=${ring.find} type="search" value=${text} onInput=${setText} />
    <${Choices} id="units" legend=${w.units} hideLegend=${true} value=${there} onChange=${pick}
      options=${shown.map((
        one,
      ) => ({ ...one, off: full && !there.includes(one.value) }))} />
    ${fitting.length === 0 && html`<p class="note">${ring.none}</p>`}
    ${fitting.length > SHOWN && html`<p class="note">${ring.more(fitting.length - SHOWN)}</p>`}
  `
}

/** @param {{ call: Call, rings: any[], onLead: () => void, onTask: (task: string) => void, onDrop: () => void }} props */
function Called({ call, rings, onLead, onTask, onDrop }) {
  const { w, part } = words.value
  const leads = call.part === 'LEAD'
  return html`
    <li class="card pad" data-unit=${call.name}>
      <div class="row"><strong class="grow">${call.name}</strong><span class="chip ${leads
        ? 'whistle'
        : ''}">${part[/** @type {'LEAD'} */ (call.part)]}</span></div>
      <${Ring} rings=${rings} unit=${call.unit} />
      <${Text} id=${`task-${call.unit}`} label=${w.answer.task} optional=${true} value=${call.task} onInput=${onTask} />
      <div class="row">${!leads && html`<button type="button" class="button" onClick=${onLead}>${w.makeLead}</button>`}
          <button type="button" class="button" onClick=${onDrop}>${w.drop}</button></div>
    </li>
  `
}

/** Units that may be called, those whom the lists name first, with the item. @param {any} incident @param {any[]} units */
function offered(incident, units) {
  const { f, join, listKind } = words.value
  const hoursOf = (/** @type {any} */ { hours }) => hours && f.hours(hours)
  const candidates = incident.candidates ?? []
  const first = candidates.map((/** @type {any} */ { unit, matter }) => ({
    value: String(unit.id),
    name: String(unit.name),
    label: unit.name,
    note: [matter && f.item(/** @type {any} */ (listKind)[matter.listKind], matter.number), hoursOf(unit)].filter(
      Boolean,
    )
      .join(join),
  }))
  const known = new Set(first.map((/** @type {any} */ one) => one.value))
  const street = incident.street?.code ?? ''
  const serving = units.filter((one) =>
    !known.has(one.id) && (!one.area || street.startsWith(one.area.code) || one.area.code.startsWith(street))
  )
  return [...first, ...serving.map((one) => ({ value: one.id, name: one.name, label: one.name, note: hoursOf(one) }))]
}
