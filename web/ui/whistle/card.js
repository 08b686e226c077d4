/**
 * A whistle in a list, its chips, and the five steps of each party. All in whistle violet, so that it is never taken for lateness.
 * @module
 */
import { lamp, left } from '../../core/clockwords.js'
import { now, stamp, Time } from '../clock.js'
import { html } from '../html.js'
import { locale, named, words } from '../words.js'
import { placeLine } from '../incident/card.js'
import { Lamp } from '../parts/chips.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').PartyRow} Party */

/** @param {{ state: string }} props */
export function WhistleState({ state }) {
  return html`<span class="chip plain whistle">${/** @type {any} */ (words.value.whistleState)[state]}</span>`
}

/** @param {{ state: string }} props */
export function PartyState({ state }) {
  const done = state === 'SIGNED_OFF' || state === 'EXCUSED'
  return html`<span class="chip plain ${done ? 'ok' : 'whistle'}">${done ? '✓ ' : ''}${
    /** @type {any} */ (words.value.partyState)[state]
  }</span>`
}

/** The light as it is now: what was cached while green may be late by now. @param {string} light @param {string | null} dueAt */
export function lightNow(light, dueAt) {
  return light !== 'NONE' && dueAt && Date.parse(dueAt) < now.value ? 'RED' : light
}

/** W123456-20261123-007 → #W1123-007, as people say it. @param {string | null} number */
export function shortWhistle(number) {
  if (!number) return words.value.w.noNumber
  const [, day, count] = number.split('-')
  return day && count ? `#W${day.slice(4)}-${count}` : `#${number}`
}

/**
 * When something is due, with its light; an emergency's is counted in minutes.
 * @param {{ light: string, dueAt: string | null, kind: string }} props
 */
export function DueChip({ light, dueAt, kind }) {
  const shown = lightNow(light, dueAt)
  const one = lamp(/** @type {any} */ (shown), locale.value)
  if (!one || !dueAt) return null
  const leftMinutes = (Date.parse(dueAt) - now.value) / 60_000
  const near = kind === 'EMERGENCY' && Math.abs(leftMinutes) < 180
  const clock = { light: /** @type {any} */ (shown), limit: { kind: near ? 'CONT' : 'BY' }, leftMinutes, dueAt }
  const text = [one.beside, left(/** @type {any} */ (clock), locale.value, now.value)].filter(Boolean).join(' ')
  const tone = /** @type {Record<string, string>} */ ({ GREEN: 'ok', YELLOW: 'warn', RED: 'bad' })[shown] ?? ''
  return html`
    <span
      class="chip ${tone}"><${Lamp} light=${shown} /><span class="unseen">${one.name}${words.value
        .between}</span><span class="figures">${text}</span></span>
  `
}

/** @param {{ whistle: any, href?: string }} props */
export function WhistleCard({ whistle, href }) {
  const { whistleKind, w, join } = words.value
  const kind = /** @type {any} */ (whistleKind)[whistle.kind]
  const at = whistle.blownAt ?? whistle.draftedAt
  const open = whistle.state !== 'CLOSED' && whistle.state !== 'CANCELLED'
  return html`
    <li class="card whistle-card" data-id=${whistle.id}>
      <div class="row">
        ${open && html`<${DueChip} light=${whistle.light} dueAt=${whistle.dueAt} kind=${whistle.kind} />`}
        <${WhistleState} state=${whistle.state} />
        ${whistle.awaitsReview && html`<span class="chip warn">${w.reviewWaits}</span>`}
      </div>
      <a class="cover" href=${href ?? `/w/${whistle.id}`}>${kind}${join}${named(whistle.incident.incidentClass)}</a>
      <div class="note">${placeLine(whistle.incident)}</div>
      <div class="note figures">${[`${shortWhistle(whistle.number)}`, whistle.street.name, stamp(at)].filter(Boolean)
        .join(join)}</div>
      ${whistle.parties && html`<${PartyDots} whistle=${whistle} />`}
    </li>
  `
}

/** One of an incident's whistles, in a line. @param {{ whistle: Whistle }} props */
export function WhistleLine({ whistle }) {
  const { whistleKind, w, join } = words.value
  const settled = whistle.parties.filter((one) => one.state === 'SIGNED_OFF' || one.state === 'EXCUSED')
  return html`
    <li class="card whistle-card">
      <div class="row">
        <${DueChip} light=${whistle.light} dueAt=${whistle.dueAt} kind=${whistle.kind} />
        <${WhistleState} state=${whistle.state} />
      </div>
      <a class="cover" href=${`/w/${whistle.id}`}>${w.one} ${whistleKind[whistle.kind]}</a>
      <div class="note figures">${[`${shortWhistle(whistle.number)}`, w.signed(settled.length, whistle.parties.length)]
        .join(join)}</div>
    </li>
  `
}

/** Every party by name, with its light where one burns. @param {{ whistle: Whistle }} props */
function PartyDots({ whistle }) {
  const { partyState } = words.value
  return html`<ul class="row note party-dots">${
    whistle.parties.map((party) =>
      html`<li key=${party.id}><${Lamp} light=${party.light} /><span>${party.unit.name}</span> <span>${
        whistle.state === 'DRAFT' || whistle.state === 'REVIEW' ? '' : partyState[party.state]
      }</span></li>`
    )
  }</ul>`
}

const ORDER = ['CALLED', 'ACKED', 'ARRIVED', 'WORKING', 'DONE', 'SIGNED_OFF']
const STEPS = /** @type {const} */ (['ACK', 'ARRIVE', 'START', 'DONE', 'SIGN'])

/**
 * 应哨 报到 处置 报结 签认 of one party: what is done and when, what is awaited and until when, what is late.
 * @param {{ party: Party, kind: string }} props
 */
export function PartySteps({ party, kind }) {
  const { partyStage, i } = words.value
  const excused = party.state === 'EXCUSED'
  const reached = ORDER.indexOf(party.state)
  const said = /** @type {Record<string, string>} */ ({ DONE: i.done, CURRENT: i.here, AHEAD: i.ahead })
  return html`<ol class="stepper party-steps">${
    STEPS.map((key, index) => {
      const stage = party.board.find((one) => one.key === key)
      const status = excused
        ? (stage?.at ? 'DONE' : 'AHEAD')
        : index < reached
        ? 'DONE'
        : index === reached
        ? 'CURRENT'
        : 'AHEAD'
      return html`<li key=${key} class=${status} aria-current=${!excused && status === 'CURRENT' ? 'step' : undefined}>
        <span class="knot" aria-hidden="true">${status === 'DONE' && html`<${Tick} />`}</span>
        <span>${partyStage[key]}</span><span class="unseen">${said[status]}</span>
        <${When} stage=${stage} status=${status} excused=${excused} kind=${kind} /></li>`
    })
  }</ol>`
}

function Tick() {
  return html`
    <svg viewBox="0 0 16 16" width="14" height="14">
      <path d="M3 8.500l3.500 3.500L13 4.500" />
    </svg>
  `
}

/** @param {{ stage: any, status: string, excused: boolean, kind: string }} props */
function When({ stage, status, excused, kind }) {
  const { w } = words.value
  if (!stage) return html`<span class="note"></span>`
  if (stage.at) {
    return html`<span class="note"><${Time} at=${stage.at} />${
      stage.late && html`
        <strong class="late">${w.lateDone}</strong>
      `
    }</span>`
  }
  if (excused) return html`<span class="note">${w.skipped}</span>`
  if (!stage.dueAt) return html`<span class="note"></span>`
  return status === 'CURRENT' || stage.late || lightNow(stage.light, stage.dueAt) === 'RED'
    ? html`<${DueChip} light=${stage.light} dueAt=${stage.dueAt} kind=${kind} />`
    : html`<span class="note">${w.dueAt(stamp(stage.dueAt))}</span>`
}
