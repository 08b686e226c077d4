/**
 * V41, refused work: what lies on the phones of an area, and V09 in a desk's view: what differs, and advice that its person
 * follows with one tap. The work stays theirs.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { IncidentDetail, StuckOperationAdvise, StuckOperations } from '../../api/operations.js'
import { act } from '../../core/api.js'
import { differences, isConflict } from '../../core/outbox/conflict.js'
import { ago, stamp } from '../clock.js'
import { usePages } from '../feed.js'
import { html } from '../html.js'
import { Differing } from '../outbox/differing.js'
import { More } from '../parts/finder.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { toast } from '../parts/toast.js'
import { useRead } from '../read.js'
import { refine } from '../route.js'
import { classOf } from '../suggest.js'
import { named, said, words } from '../words.js'

/** @param {{ area: string | null }} props */
export function Stuck({ area }) {
  const feed = usePages(StuckOperations, { area }, 'stuckOperations')
  const { health } = words.value
  return html`
    <h2>${health.stuck}</h2>
    <p class="note">${health.stuckWhat}</p>
    ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
    ${!feed.data && feed.waiting && html`<${Bones} again=${feed.again} />`}
    ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${health.noneStuck} />`}
    <ul class="cards">${feed.nodes.map((one) => html`<${Operation} key=${one.opId} one=${one} />`)}</ul>
    <${More} feed=${feed} />
    <button type="button" class="button full" onClick=${() => refine({ show: null })}>${health.devices}</button>
  `
}

/** @param {{ one: any }} props */
function Operation({ one }) {
  const [open, setOpen] = useState(false)
  const { health, join, out } = words.value
  const verb = /** @type {Record<string, string>} */ (out.operation)[one.operation] ?? one.operation
  const known = classOf(wrote(one).classCode)
  const facts = [known && named(known), one.recordedAt && ago(one.recordedAt)].filter(Boolean).join(join)
  return html`<li class="card">
    <div class="row"><strong>${verb}</strong><span class="note">${said(one.code)}</span></div>
    <div class="note">${facts}</div>
    ${
    one.advice &&
    html`<p class="note">✓ ${health.advised[/** @type {'MINE'} */ (one.advice)]} ${stamp(one.advisedAt)}</p>`
  }
    <div class="two">
      <a class="button full" href=${`/${one.subjectKind === 'whistle' ? 'w' : 'i'}/${one.subjectId}`}>${out.see}</a>
      ${
    isConflict(one.code) && html`<button type="button" class="button full" aria-expanded=${open} onClick=${() =>
      setOpen(!open)}>${health.compare}</button>`
  }</div>
    ${open && html`<${Compared} one=${one} />`}
  </li>`
}

/** @param {any} one @returns {Record<string, string>} */
function wrote(one) {
  return Object.fromEntries(one.wrote.map((/** @type {any} */ { name, value }) => [name, value]))
}

/** Both sides as they stand now. @param {{ one: any }} props */
function Compared({ one }) {
  const reading = useRead(`incident:${one.incidentId}`, IncidentDetail, { id: one.incidentId })
  const incident = reading.data?.incident
  const [advice, setAdvice] = useState(one.advice)
  const { health, state } = words.value
  if (reading.failure && !incident) return html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
  if (!incident) return reading.fresh ? html`<p>${said('NOT_FOUND')}</p>` : html`<${Bones} again=${reading.again} />`
  const { classCode, ...input } = wrote(one)
  const row = /** @type {any} */ ({ operation: { name: one.operation }, input, title: { classCode } })
  const differing = differences(row, incident)
  const advise = async (/** @type {'MINE' | 'NOW'} */ take) => {
    try {
      const payload = await act(StuckOperationAdvise, { input: { operation: one.opId, take } })
      const code = payload.problems[0]?.code
      if (code) toast({ text: code === 'CONFLICT' ? health.otherwise : said(code) })
      else setAdvice(take)
    } catch (failure) {
      toast({ text: said(/** @type {any} */ (failure).code) })
    }
  }
  return html`<div class="stack-close">
    <${Differing} row=${row} differing=${differing} />
    <p class="note">${words.value.conflict.state(/** @type {any} */ (state)[incident.state] ?? incident.state)}</p>
    ${
    advice ? html`<p role="status">✓ ${health.advised[/** @type {'MINE'} */ (advice)]}</p>` : html`<div class="two">
          <button type="button" class="button full" onClick=${() => advise('MINE')}>${health.advise.MINE}</button>
          <button type="button" class="button full" onClick=${() => advise('NOW')}>${health.advise.NOW}</button></div>`
  }
    <p class="note">${health.adviceSeen}</p>
  </div>`
}
