/**
 * The body of an incident, the same on a phone's page and in the desk's middle pane.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { ended } from '../../core/clockwords.js'
import { subjectOf } from '../../core/outbox/subject.js'
import { html } from '../html.js'
import { useLayer } from '../map/layer.js'
import { rows } from '../outbox/shown.js'
import { useGrids } from '../map/territory.js'
import { locale, named, words } from '../words.js'
import { holderOf, placeLine, shortNumber } from './card.js'
import { clockOf, LightChip, SendingChip, Severity, StateChip } from '../parts/chips.js'
import { Facts, Units } from './facts.js'
import { Sketch, spanOf } from '../map/sketch.js'
import { printedBy } from '../paper.js'
import { Pending } from './pending.js'
import { PhotoStrip } from '../parts/photo_strip.js'
import { Bones } from '../parts/quiet.js'
import { Stepper } from './stepper.js'
import { Story } from './story.js'
import { WhistleLine } from '../whistle/card.js'

/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

const TABS = /** @type {const} */ (['story', 'facts', 'units'])

/**
 * @param {{ incident: Incident, ahead: import('./ahead.js').Ahead, waiting: boolean, map?: boolean }} props `waiting`: for the server's word;
 *   `map`: a button that opens the sketch; the desk has its own pane for it
 */
export function IncidentBody({ incident, ahead, waiting, map = true }) {
  const [mapShown, showMap] = useState(false)
  const { going } = ahead
  const { i } = words.value
  return html`<article class="stack incident">
    <p class="only-print">${
    [incident.number, named(incident.incidentClass), printedBy()].filter(Boolean).join(' · ')
  }</p>
    <${Headline} incident=${incident} />
    <${Pending} incident=${incident} />
    ${incident.brief ? html`<${Brief} />` : html`<${Stepper} stages=${incident.stepper} />`}
    ${incident.text && html`<p class="quote">${incident.text}</p>`}
    <div class="row"><span class="grow">${placeLine(incident)}</span>${
    map && html`<button type="button" class="button no-print" aria-expanded=${mapShown} onClick=${() =>
      showMap(!mapShown)}>${mapShown ? i.hideMap : i.map}</button>`
  }</div>
    ${going ? html`<${going.Going} place=${incident.place} text=${placeLine(incident)} />` : html`<${NoWay} />`}
    ${mapShown && html`<${PlaceMap} incident=${incident} />`}
    ${
    (incident.brief ? waiting : !ahead.settled)
      ? html`<${Bones} />`
      : html`<${Rest} key=${incident.id} incident=${incident} ahead=${ahead} />`
  }
  </article>`
}

/** The phone's own copy knows no steps: it says so in their place. */
function Brief() {
  const { i, stage } = words.value
  const stages = Object.keys(stage).map((key) => ({ key, status: 'AHEAD' }))
  return html`
    <div class="in-place">
      <div class="unsettled">
        <${Stepper} stages=${stages} />
      </div>
      <p class="note">${i.brief}</p>
    </div>
  `
}

/** Where the ways to a place will be. */
function NoWay() {
  return html`
    <div class="row no-print unsettled" aria-hidden="true"><span class="button">…</span></div>
  `
}

/** What is as long as it is. @param {{ incident: Incident, ahead: import('./ahead.js').Ahead }} props */
function Rest({ incident, ahead: { held, times } }) {
  const [tab, setTab] = useState(/** @type {'story' | 'facts' | 'units'} */ ('story'))
  const { i, severity } = words.value
  const raised = incident.events?.nodes.find((one) => one.payload?.severity_was)?.payload.severity
  return html`
    ${raised && html`<p class="note">${i.severityRaised(/** @type {any} */ (severity)[raised])}</p>`}
    <${PhotoStrip} photos=${incident.photos} />
    <${OnPhone} id=${incident.id} />
    <${WhistlesOf} incident=${incident} />
    ${!incident.brief && held && html`<${held.HeldIncident} times=${times} onStory=${() => setTab('story')} />`}
    <div class="segments no-print" role="group" aria-label=${i.stepper}>${TABS.map((name) =>
      html`<button type="button" key=${name} aria-pressed=${tab === name} onClick=${() => setTab(name)}>${
        i.tabs[name]
      }</button>`
    )}</div>
    <section class=${tab === 'story' ? '' : 'only-print'}>
      <${Story} incident=${incident} />
    </section>
    <section class=${tab === 'facts' ? '' : 'only-print'}>
      <${Facts} incident=${incident} />
    </section>
    <section class=${tab === 'units' ? '' : 'only-print'}>
      <${Units} incident=${incident} />
    </section>
  `
}

/** Number, level, severity, light, whose turn. @param {{ incident: Incident }} props */
function Headline({ incident }) {
  const { level, i, clockStage } = words.value
  const clock = clockOf(incident)
  const stage = clock?.stage ? /** @type {any} */ (clockStage)[clock.stage] : i.caseClock
  const holder = holderOf(incident)
  const whose = holder ? i.whose(holder) : i.nobody
  return html`
    <div class="headline">
      <div class="row"><${StateChip} state=${incident.state} />${clock &&
        html`<${LightChip} clock=${clock} before=${stage} />`}
          ${incident.closedLate !== null && incident.closedLate !== undefined &&
            html`<span class="chip ${incident.closedLate ? 'bad' : 'ok'}">${
              ended(incident.closedLate, locale.value)
            }</span>`}</div>
      <div
        class="row"><span class="note figures">${incident.number
          ? `#${shortNumber(incident.number)}`
          : i.noNumber}</span><span class="note">${/** @type {any} */ (level)[
            incident.level
          ]}</span><${Severity} severity=${incident.severity} /><span class="note">${whose}</span></div>
    </div>
  `
}

/** The whistles blown about it, each a way to its board. @param {{ incident: Incident }} props */
function WhistlesOf({ incident }) {
  if (!incident.whistles?.length) return null
  return html`
    <ul class="cards">${incident.whistles.map((one) =>
      html`
        <${WhistleLine} key=${one.id} whistle=${one} />
      `
    )}</ul>
  `
}

/** What this person did here that is still on the phone. @param {{ id: string }} props */
function OnPhone({ id }) {
  const mine = rows.value.filter((row) =>
    subjectOf(row).id === id && row.state !== 'DELIVERED' && row.state !== 'ACCEPTED'
  )
  if (mine.length === 0) return null
  return html`
    <section class="strip wait no-print">
      <p>${words.value.i.sentHere}</p>
      <ul class="stack-close">${mine.map((row) =>
        html`<li key=${row.opId}><a class="button" href=${`/outbox/${row.opId}`}>${
          row.title.verb ?? ''
        } <${SendingChip} row=${row} /></a></li>`
      )}</ul>
    </section>
  `
}

/** @param {{ incident: Incident, marks?: any[], height?: number }} props */
export function PlaceMap({ incident, marks = [], height }) {
  const known = useGrids()
  const own = { ...incident.grid }
  const grids = known.some((grid) => grid.code === own.code) || !own.shape ? known : [...known, own]
  const grid = grids.find((one) => one.code === own.code)
  const metres = Math.min(spanOf(grid), 1600)
  const ground = useLayer(own.code?.slice(0, 12))
  return html`
    <${Sketch} centre=${incident.place} metres=${metres} grids=${grids} chosen=${own.code} point=${incident.place}
      ground=${ground} marks=${marks} height=${height} label=${`${placeLine(incident)}`} />
  `
}
