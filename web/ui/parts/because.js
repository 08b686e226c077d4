/**
 * Every deadline and every choice of unit explains itself: each stretch of time that counted or did not, and by whose word; on
 * which list the unit stands, and who else stood there. Asked of the server when somebody opens it.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { Because, WhistleBecause } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { useRead } from '../read.js'
import { named, need, words } from '../words.js'
import { Bones, Trouble } from './quiet.js'

/**
 * A line that opens to the reasons.
 * @param {{ title: string, children: (open: boolean) => any }} props
 */
export function Unfolding({ title, children }) {
  const [open, setOpen] = useState(false)
  return html`<details class="because" onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
    <summary>${title}</summary>${open && children(open)}</details>`
}

/** @param {{ incident: any }} props */
export function IncidentBecause({ incident }) {
  const reading = useRead(`because:${incident.id}`, Because, { id: incident.id })
  const found = useWords() && reading.data?.incident
  if (!found) return html`<${Waiting} reading=${reading} />`
  const { i, clockStage, limit } = words.value
  return html`<div class="stack-close">
    <${Choice} incident=${incident} assigned=${found.whyAssigned} />
    ${
    found.clocks.map((one) =>
      html`
        <${Reckoning} key=${one.startedAt + (one.stage ?? '')} title=${`${
          one.stage ? /** @type {any} */ (clockStage)[one.stage] : i.caseClock
        } ${limit(one.limit)}`} clock=${one} />
      `
    )
  }</div>`
}

/** The times of one called unit. @param {{ whistle: any, party: any }} props */
export function PartyBecause({ whistle, party }) {
  const reading = useRead(`because:${whistle.id}`, WhistleBecause, { id: whistle.id })
  const parties = useWords() ? reading.data?.node?.parties : null
  if (!parties) return html`<${Waiting} reading=${reading} />`
  const { partyStage } = words.value
  const found = parties.find((one) => one.id === party.id)
  const dated = (found?.board ?? []).filter((one) => one.dueAt)
  return html`<div class="stack-close">${
    dated.map((one) =>
      html`
        <${Reckoning} key=${one.key} title=${partyStage[/** @type {'ACK'} */ (one.key)]} clock=${one} />
      `
    )
  }</div>`
}

/** Whether the words are there. */
function useWords() {
  const [ready, setReady] = useState(Boolean(words.peek().because))
  useEffect(() => void need(['because']).then(() => setReady(true), () => {}), [])
  return ready
}

/** @param {{ reading: any }} props */
function Waiting({ reading }) {
  return reading.failure ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />` : html`<${Bones} />`
}

/** @param {{ incident: any, assigned: any }} props */
function Choice({ incident, assigned }) {
  const { because } = words.value
  if (isHandled(incident)) return html`<p class="note">${because.assigned(incident.assignee.name)}</p>`
  if (!incident.leadUnit || !assigned) return html`<p class="note">${because.nobody}</p>`
  return html`<div class="quote"><strong>${because.whose} ${incident.leadUnit.name}</strong>
    <p>${
    [/** @type {any} */ (because.rule)[assigned.rule], ...facts(assigned)].filter(Boolean).join(words.value.join)
  }</p>
    ${
    assigned.others.length > 0 && html`
      <p class="note">${because.others}</p>
      <ul>${assigned.others.map((/** @type {any} */ one) =>
        html`<li key=${one.unit.id}>${one.unit.name} <span class="note">${
          facts(one).join(words.value.join)
        }</span></li>`
      )}</ul>
    `
  }</div>`
}

/** Whether one of the community has it in hand. @param {any} incident */
function isHandled({ awaits, assignee }) {
  return awaits === 'HANDLER' && Boolean(assignee)
}

/** Its item, the reasons, how far away. @param {any} one @returns {string[]} */
function facts({ matter, reasons, distanceM }) {
  const { f, listKind, place } = words.value
  const known = /** @type {Record<string, string>} */ (f.reasons)
  const item = matter &&
    `${f.item(/** @type {any} */ (listKind)[matter.listKind], matter.number)} ${named(matter)}`
  const rest = reasons.filter((/** @type {string} */ code) => !matter || !code.endsWith('_DUTY'))
  const far = distanceM === null || distanceM === undefined ? '' : place.distance(distanceM)
  return [item, ...rest.map((/** @type {string} */ code) => known[code] ?? code), far].filter(Boolean)
}

/** @param {{ title: string, clock: any }} props */
function Reckoning({ title, clock }) {
  const { because } = words.value
  return html`<div class="quote"><strong>${title}</strong> <span class="note">${because.due(stamp(clock.dueAt))}</span>
    <ol class="stretches">${clock.whyDue.map(line)}</ol>
    ${
    clock.whyBreached.length > 0 && html`
      <p class="note">${because.late}</p>
      <ol class="stretches">${clock.whyBreached.map(line)}</ol>
    `
  }
  </div>`
}

/** @param {any} one @param {number} index */
function line(one, index) {
  const { because } = words.value
  const code = /** @type {Record<string, string>} */ (because.code)[one.code] ?? one.code
  const told = [
    one.counts ? because.counted(length(one.minutes)) : code,
    source(one),
    one.provisional && because.provisional,
  ]
  return html`<li key=${index}><span class="figures">${stamp(one.startsAt)}–${stamp(one.endsAt)}</span> ${
    told.filter(Boolean).join(words.value.join)
  }</li>`
}

/** @param {number} minutes */
function length(minutes) {
  const { because } = words.value
  return minutes < 60 ? because.minutes(minutes) : because.hours(Math.floor(minutes / 60), minutes % 60)
}

/** Whose word it is: the rule of a limit by its name, of a day the notice as it stands. @param {any} one */
function source({ code, source: given }) {
  if (!given) return ''
  const { because } = words.value
  const [kind = '', number = ''] = given.split(' ')
  const known = /** @type {Record<string, any>} */ (because.source)
  const named = code === 'LIMIT' || code === 'RULES_CHANGED' ? known[given] ?? known[kind] : null
  return because.by(typeof named === 'function' ? named(number) : named ?? given)
}
