/**
 * The desk's rows: light, class, place, where it stands, age. One line each, or two in the roomy density; one row is in
 * the order of Tab, the arrows walk the others.
 * @module
 */
import { useRef } from '../../vendor/preact-hooks.js'
import { lamp, left } from '../../core/clockwords.js'
import { carried, now, stamp } from '../clock.js'
import { html } from '../html.js'
import { placeLine, shortNumber } from '../incident/card.js'
import { clockOf, Lamp, Severity } from '../parts/chips.js'
import { locale, named, words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentCard} Incident */

const MINUTE = 60_000

/** How old, in one word. @param {string} at */
export function aged(at) {
  const { age } = words.value.rows
  const minutes = Math.floor((now.value - Date.parse(at)) / MINUTE)
  if (minutes < 1) return age.now
  if (minutes < 60) return age.minutes(minutes)
  return minutes < 48 * 60 ? age.hours(Math.floor(minutes / 60)) : age.days(Math.floor(minutes / 60 / 24))
}

/** @param {{ nodes: any[], chosen?: string, roomy: boolean, open: (id: string) => (event: Event) => void }} props */
export function Rows({ nodes, chosen, roomy, open }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null))
  const first = nodes.some((one) => one.id === chosen) ? chosen : nodes[0]?.id
  const walk = (/** @type {KeyboardEvent} */ event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!way) return
    event.preventDefault()
    const links = /** @type {HTMLElement[]} */ ([...(list.current?.querySelectorAll('a.cover') ?? [])])
    links[links.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + way]?.focus()
  }
  return html`
    <ul class="lines" ref=${list} data-roomy=${roomy} onKeyDown=${walk}>${nodes.map((one) =>
      html`
        <${Row} key=${one.id} incident=${one} chosen=${one.id === chosen} inTurn=${one.id === first}
          roomy=${roomy} onOpen=${open(one.id)} />
      `
    )}</ul>
  `
}

/** @param {{ incident: Incident, chosen: boolean, inTurn: boolean, roomy: boolean, onOpen: (event: Event) => void }} props */
function Row({ incident, chosen, inTurn, roomy, onOpen }) {
  const t = words.value
  const place = placeLine(incident)
  const state = /** @type {Record<string, string>} */ (t.state)[incident.state] ?? incident.state
  const current = chosen ? 'true' : undefined
  return html`
    <li data-id=${incident.id} data-chosen=${current}>
      <a class="cover" href=${`/i/${incident.id}`} onClick=${onOpen} aria-current=${current} tabindex=${inTurn
        ? 0
        : -1}>
        <${Light} incident=${incident} />
        <span class="what">${incident.severity > 2 && html`<${Bars} severity=${incident.severity} />`}${named(
          incident.incidentClass,
        )}</span>
        <span class="where" title=${place}>${place}</span>
        <span class="stands">${state}</span>
        <time class="age" datetime=${incident.receivedAt} title=${t.rows.received(stamp(incident.receivedAt))}>${aged(
          incident.receivedAt,
        )}</time>
      </a>
      ${roomy && html`<${Second} incident=${incident} />`}
    </li>
  `
}

/** Shape, word and what is left; wide lists say all three. @param {{ incident: Incident }} props */
function Light({ incident }) {
  const clock = carried(clockOf(incident))
  const one = clock && lamp(clock.light, locale.value)
  if (!one) return html`<span class="lit"></span>`
  const text = [one.beside, left(clock, locale.value)].filter(Boolean).join(' ')
  return html`
    <span
      class="lit ${clock.light}"><${Lamp} light=${clock.light} /><span class="unseen">${one.name}${words.value
        .between}</span><b aria-hidden="true">${one.word}</b><span class="left unseen">${text}</span></span>
  `
}

/** How urgent, as bars; the word is for readers, and in the open case. @param {{ severity: number }} props */
function Bars({ severity }) {
  const word = /** @type {Record<number, string>} */ (words.value.severity)[severity] ?? ''
  return html`
    <span class="bars" aria-hidden="true" title=${word}>${[1, 2, 3, 4].map((n) =>
      html`<i class=${n <= severity ? 'on' : ''}></i>`
    )}</span><span
      class="unseen">${word}${words.value.between}</span>
  `
}

/** @param {{ incident: Incident }} props */
function Second({ incident }) {
  const { channel, join } = words.value
  const facts = [
    incident.number && `#${shortNumber(incident.number)}`,
    /** @type {Record<string, string>} */ (channel)[incident.channel],
    incident.leadUnit?.name,
  ].filter(Boolean).join(join)
  return html`<div class="note second"><span>${facts}</span><${Severity} severity=${incident.severity} quiet=${true} /></div>`
}
