/**
 * An incident in a list: its light, what it is, where it is. The whole card is one link.
 * @module
 */
import { html } from '../html.js'
import { named, words } from '../words.js'
import { clockOf, LightChip, Severity, StateChip } from '../parts/chips.js'
import { Thumb } from '../parts/thumb.js'

/** @typedef {import('../../api/operations.js').IncidentCard} Incident */

/** Where it is, in one line. @param {Pick<Incident, 'place' | 'grid'>} incident */
export function placeLine(incident) {
  return words.value.place.whole({
    ...incident.place,
    grid: incident.grid?.path?.split(' · ').slice(-2).join(' ') ?? incident.grid?.name,
  })
}

/** Whose turn it is, as what is to be done; what a community has filed it assigns. @param {Incident} incident */
export function turnOf({ awaits, level }) {
  const turn = /** @type {Record<string, string>} */ (words.value.turn)
  return (awaits === 'DISPATCHER' && level <= 1 ? turn.ASSIGNER : turn[awaits]) ?? ''
}

/** Who has it now: a unit, a person, or the posts whose desks work its level. @param {any} incident */
export function holderOf({ awaits, level, leadUnit, assignee }) {
  const { join, role } = words.value
  if (awaits === 'NOBODY') return ''
  if (awaits === 'UNIT') return leadUnit?.name ?? ''
  if (['HANDLER', 'VERIFIER', 'CHECKER'].includes(awaits)) return assignee?.name ?? role.GRID_WORKER
  if (level <= 1) return role.COMMUNITY
  const street = awaits === 'INTAKE' ? role.STREET_INTAKE : role.STREET_DISPATCH
  return level > 2 ? `${street}${join}${role.DISTRICT_DISPATCH}` : street // the district's beside the street's
}

/**
 * @param {{ incident: Incident, href?: string, before?: string, extra?: any, chosen?: boolean, onOpen?: (event: Event) => void,
 *   under?: any }} props `before`: what is to be done; `under`: buttons below
 */
export function IncidentCard({ incident, href, before = '', extra, chosen, onOpen, under }) {
  const { state } = incident
  const photo = incident.photos?.find((one) => one.arrived)
  const title = [before, named(incident.incidentClass)].filter(Boolean).join(' ')
  const facts = [incident.number && `#${shortNumber(incident.number)}`, sourceOf(incident), extra].filter(Boolean).join(
    words.value.join,
  )
  const current = chosen ? 'true' : undefined
  return html`
    <li class="card" data-chosen=${current} data-id=${incident.id}>
      <div class="row">${incident.clock &&
        html`<${LightChip} clock=${clockOf(incident)} />`}<${StateChip} state=${state} /></div>
      <div class="side">
          <div>
            <a class="cover" href=${href ?? `/i/${incident.id}`} onClick=${onOpen} aria-current=${current}>${title}</a>
            <div class="note">${placeLine(incident)}</div>
            <div class="row note"><${Severity} severity=${incident.severity} quiet=${true} /><span>${facts}</span></div>
          </div>
          ${photo && html`<${Thumb} photo=${photo} quiet=${true} />`}
        </div>
      ${under}
    </li>
  `
}

/** @param {Incident} incident */
function sourceOf(incident) {
  return /** @type {Record<string, string>} */ (words.value.channel)[incident.channel] ?? ''
}

/** 123456-20261123-00042 → 1123-00042, as people say it. @param {string} number */
export function shortNumber(number) {
  const [, day, count] = number.split('-')
  return day && count ? `${day.slice(4)}-${count}` : number
}
