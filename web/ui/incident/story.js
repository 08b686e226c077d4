/**
 * What happened, newest first: the server's time, the post or unit, the word for it, what was said.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { IncidentEvents } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { timeOf } from '../../core/clockwords.js'
import { Time } from '../clock.js'
import { html } from '../html.js'
import { said, words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */
/** @typedef {import('../../api/operations.js').EventRow} Happening */

const APART = 5 * 60_000

/** @param {{ incident: Incident }} props */
export function Story({ incident }) {
  const first = incident.events ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }
  const [older, setOlder] = useState(/** @type {{ nodes: any[], page: any }} */ ({ nodes: [], page: first.pageInfo }))
  const [trouble, setTrouble] = useState('')
  useEffect(() => setOlder({ nodes: [], page: first.pageInfo }), [incident.id, incident.version])
  const more = async () => {
    try {
      const { incident: found } =
        /** @type {any} */ (await ask(IncidentEvents, { id: incident.id, after: older.page.endCursor }))
      setOlder({ nodes: [...older.nodes, ...found.events.nodes], page: found.events.pageInfo })
      setTrouble('')
    } catch (failure) {
      setTrouble(said(/** @type {any} */ (failure).code))
    }
  }
  const events = [...first.nodes, ...older.nodes]
  return html`<ol class="timeline">${
    events.map((event) => html`<${Happened} key=${event.id} event=${event} incident=${incident} />`)
  }</ol>
    ${
    older.page?.hasNextPage &&
    html`<button type="button" class="button full" onClick=${more}>${words.value.i.earlier}</button>`
  }
    ${trouble && html`<p class="error" role="alert">${trouble}</p>`}`
}

/** @param {{ event: Happening, incident: Incident }} props */
function Happened({ event, incident }) {
  const t = words.value
  const name = /** @type {Record<string, string>} */ (t.event)[event.kind] ?? t.event.unknown
  const who = event.unit?.name ??
    [t.role[/** @type {'COMMUNITY'} */ (event.role)], event.by?.name].filter(Boolean).join(' ')
  const text = textOf(event, incident)
  return html`
    <li id="event-${event.id}" tabindex="-1">
      <${Time} at=${event.at} />
      <div><div><strong>${name}</strong> <span class="note">${who}</span></div>
        ${text && html`<p>${text}</p>`}${phoneTime(event, incident)}</div>
    </li>
  `
}

/**
 * What a person wrote or chose, out of the event's payload.
 * @param {Happening} event
 * @param {any} incident
 */
function textOf({ payload: told }, incident) {
  const t = words.value
  const verdict = told.verdict && (told.step === 'CHECK' ? t.checked : t.verdict)[/** @type {'TRUE'} */ (told.verdict)]
  const coded =
    { .../** @type {any} */ (t.f.rejects), ...t.f.giveBacks, ...t.f.suspends, ...t.f.escalates, ...t.f.calls }[
      told.reason_code
    ]
  const receiver = t.f.receivers[/** @type {'COURT'} */ (told.receiver)]
  const limit = told.limit_kind &&
    `${told.condition}${t.join}${t.limit({ kind: told.limit_kind, amount: told.limit_amount })}`
  const raised = told.severity_was && t.i.severityRaised(t.severity[/** @type {1} */ (told.severity)])
  const vacant = told.stands_in && t.i.standsIn(t.role[/** @type {'COMMUNITY'} */ (told.stands_in)])
  const deputy = told.stands_for && t.i.standsFor(t.role[/** @type {'COMMUNITY'} */ (told.stands_for)])
  const left = told.former_left && t.i.formerLeft
  const units = [incident.leadUnit, ...(incident.assistUnits ?? [])].filter(Boolean)
  const lead = told.lead && units.find((one) => one.id === told.lead)?.name
  const rating = told.rating && t.rating[/** @type {'FAIR'} */ (told.rating)]
  const kept = told.not_reopened && t.why[/** @type {'REOPEN_LIMIT'} */ (told.not_reopened)]
  const outcome = told.outcome && t.outcome[/** @type {'SOLVED'} */ (told.outcome)]
  const written = [told.text, told.reason, told.note, told.measures, told.task]
  return [coded, receiver, verdict, limit, raised, vacant, deputy, left, lead, rating, kept, outcome, ...written]
    .filter(
      Boolean,
    )
    .join(t.join)
}

/**
 * Both times, when the phone's and the server's differ by more than five minutes.
 * @param {Happening} event
 * @param {Incident} incident
 */
function phoneTime(event, incident) {
  if (event.kind !== 'incident.reported' || !incident.reportedAt) return null
  const phone = Date.parse(incident.reportedAt)
  const server = Date.parse(incident.receivedAt)
  return Math.abs(server - phone) > APART
    ? html`<p class="note">${words.value.i.phoneTime(timeOf(phone), timeOf(server))}</p>`
    : null
}
