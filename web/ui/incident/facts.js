/**
 * The fields of an incident, and its units with their clocks.
 * @module
 */
import { Time } from '../clock.js'
import { html } from '../html.js'
import { named, words } from '../words.js'
import { IncidentBecause, Unfolding } from '../parts/because.js'
import { placeLine } from './card.js'
import { LightChip } from '../parts/chips.js'
import { ResultWords } from '../parts/four.js'
import { Icon } from '../parts/icons.js'

/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** @param {{ incident: Incident }} props */
export function Facts({ incident }) {
  const { i, level, channel, listKind, join, limit, rating, place } = words.value
  const matter = incident.matter &&
    `${listKind[incident.matter.listKind]} ${incident.matter.number}${join}${named(incident.matter)}`
  const condition = incident.condition?.limit && // the phone's copy knows only how it is checked
    `${incident.condition.number} ${named(incident.condition)}${join}${limit(incident.condition.limit)}`
  const counts = [
    incident.reworkCount && i.reworked(incident.reworkCount),
    incident.returnCount && i.returned(incident.returnCount),
    incident.reopenCount && i.reopened(incident.reopenCount),
  ]
  const reach = incident.place.accuracyM ? place.accuracy(incident.place.accuracyM) : ''
  const source = /** @type {Record<string, string>} */ ({ GPS: place.gps, PIN: place.pin, ADDRESS: place.address })[
    incident.place.source
  ]
  const rows = /** @type {[string, any][]} */ ([
    [i.number, incident.number ?? i.noNumber],
    [i.class, `${named(incident.incidentClass.major)} / ${named(incident.incidentClass)}`],
    [i.condition, condition],
    [i.matter, matter],
    [i.source, channel[incident.channel]],
    [i.external, incident.externalNo],
    [i.level, /** @type {any} */ (level)[incident.level]],
    [i.grid, incident.grid.path ?? incident.grid.name],
    [i.place, [placeLine(incident), source, reach].filter(Boolean).join(join)],
    [i.reporter, incident.reporter?.name ?? i.hidden],
    [i.assignee, incident.assignee?.name],
    [i.occurred, html`<${Time} at=${incident.occurredAt} />`],
    [i.received, html`<${Time} at=${incident.receivedAt} />`],
    [i.filed, incident.filedAt && html`<${Time} at=${incident.filedAt} />`],
    [i.closed, incident.closedAt && html`<${Time} at=${incident.closedAt} />`],
    [i.ratedAs, incident.rating && rating[incident.rating]],
    ['', counts.filter(Boolean).join(join)],
  ])
  return html`<dl class="facts">${
    rows.filter(([, value]) => value).map(([name, value]) =>
      html`
        <dt>${name}</dt>
        <dd>${value}</dd>
      `
    )
  }</dl>
    ${
    incident.duplicateOf &&
    html`<p class="strip wait"><span>${i.duplicate}</span> <a class="button" href="/i/${incident.duplicateOf}">${i.see}</a></p>`
  }
    <${Seen} findings=${incident.findings} /><${Done} disposals=${incident.disposals} />`
}

/** What workers found at the place. @param {{ findings: any[] }} props */
function Seen({ findings }) {
  if (!findings?.length) return null
  const { i, verdict, checked, turn } = words.value
  return html`
    <h3 class="gap-top">${i.findings}</h3>
    <ul class="stack-close">${findings.map((one) =>
      html`<li class="quote"><strong>${one.kind === 'CHECK' ? turn.CHECKER : turn.VERIFIER} · ${
        /** @type {any} */ (one.kind === 'CHECK' ? checked : verdict)[one.verdict]
      }</strong> ${one.text}
        ${
        one.outsideReason && html`<p class="note">${i.outside}：${one.outsideReason}</p>`
      }<p class="note">${one.by?.name} <${Time} at=${one.at} /></p></li>`
    )}</ul>
  `
}

/** The four elements of each answer. @param {{ disposals: any[] }} props */
function Done({ disposals }) {
  if (!disposals?.length) return null
  return html`<h3 class="gap-top">${words.value.i.disposals}</h3>${
    disposals.map((one) => html`<${ResultWords} key=${one.round} result=${one} unit=${one.unit?.name} />`)
  }`
}

/** @param {{ incident: Incident }} props */
export function Units({ incident }) {
  const { i, clockStage } = words.value
  const unit = (/** @type {any} */ one, /** @type {string} */ part) =>
    html`
      <li class="card">
        <div class="side"><div><strong>${one.name}</strong><div class="note">${[part, one.hours].filter(Boolean).join(
          words.value.join,
        )}</div></div>${one.phone &&
          html`<a class="button" href="tel:${one.phone}"><${Icon} name="phone" />${i.call}</a>`}</div>
      </li>
    `
  return html`
    ${!incident.leadUnit &&
      html`<p class="note">${incident.awaits === 'HANDLER' ? i.inHand(incident.assignee?.name ?? '') : i.noUnit}</p>`}
        <ul class="cards">${incident.leadUnit && unit(incident.leadUnit, i.lead)}${(incident.assistUnits ?? []).map((
          /** @type {any} */ one,
        ) => unit(one, i.assist))}</ul>
        <h3 class="gap-top">${i.clocks}</h3><ul class="stack-close">${(incident.clocks ?? []).map((
          /** @type {any} */ clock,
        ) =>
          html`<li class="spread"><span><strong>${
            clock.stage ? /** @type {any} */ (clockStage)[clock.stage] : i.caseClock
          }</strong> ${words.value.limit(clock.limit)}</span>
        ${
            clock.stoppedAt ? html`<span class="note">${i.stopped('')}<${Time} at=${clock.stoppedAt} /></span>` : html`
              <span
                class="row"><${LightChip} clock=${clock} /><span class="note">${i.due('')}<${Time} at=${clock
                  .dueAt} /></span></span>
            `
          }</li>`
        )}</ul><${Unfolding}
      title=${i.because}>${() => html`<${IncidentBecause} incident=${incident} />`}<//>
  `
}
