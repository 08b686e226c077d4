/**
 * Whom a whistle calls: whom the lists name stand first, every other unit is found by its name; several are ticked at once. One leads,
 * the others assist, each with a task. Of each it says who would be rung, by post, and when it would be due.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { WhistleDraftInputMost } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { Choices, Text } from '../parts/fields.js'
import { words } from '../words.js'

/** @typedef {{ unit: string, name: string, part: string, task: string }} Call */

const SHOWN = 8 // units at a time; the name narrows them down

/** @param {{ calls: Call[], incident: any, units: any[], rings: any[], onChange: (calls: Call[]) => void }} props */
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
          <${Called} key=${call.unit} call=${call} ring=${rings.find((one) => one.unit.id === call.unit)} onLead=${() =>
            lead(call.unit)} onTask=${(
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

/** @param {{ call: Call, ring: any, onLead: () => void, onTask: (task: string) => void, onDrop: () => void }} props */
function Called({ call, ring, onLead, onTask, onDrop }) {
  const { w, part } = words.value
  const leads = call.part === 'LEAD'
  return html`
    <li class="card pad" data-unit=${call.name}>
      <div class="row"><strong class="grow">${call.name}</strong><span class="chip ${leads
        ? 'whistle'
        : ''}">${part[/** @type {'LEAD'} */ (call.part)]}</span></div>
      ${ring && html`
        <p class="note">${ringWords(ring)}</p>
        <p class="note">${dueWords(ring)}</p>
      `}
      <${Text} id=${`task-${call.unit}`} label=${w.answer.task} optional=${true} value=${call.task} onInput=${onTask} />
      <div class="row">${!leads && html`<button type="button" class="button" onClick=${onLead}>${w.makeLead}</button>`}
          <button type="button" class="button" onClick=${onDrop}>${w.drop}</button></div>
    </li>
  `
}

/** Who would be rung, by post. @param {any} ring */
function ringWords({ posts, onDuty }) {
  const { ring, role, between, join } = words.value
  const named = /** @type {Record<string, string>} */ (role)
  const people = posts.map((/** @type {any} */ one) => ring.post(named[one.role] ?? one.role, one.people))
  return [people.length > 0 ? ring.to(people.join(between)) : ring.nobody, onDuty > 0 && ring.duty(onDuty)].filter(
    Boolean,
  ).join(join)
}

/** When it would be due. @param {any} ring */
function dueWords({ ackDueAt, arriveDueAt, doneDueAt, provisional }) {
  const { w, ring, partyStage, join } = words.value
  const due = /** @type {[string, string | null][]} */ ([
    [partyStage.ACK, ackDueAt],
    [partyStage.ARRIVE, arriveDueAt],
    [partyStage.DONE, doneDueAt],
  ])
  return [...due.map(([name, at]) => at && `${name} ${w.dueAt(stamp(at))}`), provisional && ring.provisional].filter(
    Boolean,
  ).join(join)
}

/** Units that may be called, those whom the lists name first, with the item. @param {any} incident @param {any[]} units */
function offered(incident, units) {
  const { f, listKind } = words.value
  const candidates = incident.candidates ?? []
  const first = candidates.map((/** @type {any} */ { unit, matter }) => ({
    value: String(unit.id),
    name: String(unit.name),
    label: unit.name,
    note: matter ? f.item(/** @type {any} */ (listKind)[matter.listKind], matter.number) : '',
  }))
  const known = new Set(first.map((/** @type {any} */ one) => one.value))
  const street = incident.street?.code ?? ''
  const serving = units.filter((one) =>
    !known.has(one.id) && (!one.area || street.startsWith(one.area.code) || one.area.code.startsWith(street))
  )
  return [...first, ...serving.map((one) => ({ value: one.id, name: one.name, label: one.name, note: '' }))]
}
