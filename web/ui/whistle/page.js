/**
 * V20: the live board of a whistle, the same for both sides: what each unit has done and when, who is late, what was said.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { WhistleApprove, WhistleSubmit } from '../../api/operations.js'
import { stamp, Time } from '../clock.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Absent } from '../parts/absent.js'
import { placeLine } from '../incident/card.js'
import { printedBy } from '../paper.js'
import { Frame } from '../parts/frame.js'
import { PartyCard } from './party.js'
import { Trouble } from '../parts/quiet.js'
import { people, useRings } from './ring.js'
import { Sheet } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { DueChip, shortWhistle, WhistleState } from './card.js'
import { WhistleStory } from './story.js'
import { closeSheet, openSheet, sheet } from '../route.js'
import { NeedsLine, Problems, useAbout, useAct } from '../parts/act.js'
import {
  AddPartySheet,
  CancelSheet,
  CloseWhistleSheet,
  DecideSheet,
  DeclineSheet,
  ExcuseSheet,
  ReviewSheet,
  SendBackSheet,
  SupervisePartySheet,
  UrgeSheet,
  WhistleNoteSheet,
} from './verbs.js'
import { isOurs, leftToUs, mayTake, partiesFor, settledOf, useWhistle } from './reading.js'
import { named, said, words } from '../words.js'

/** What rings, most likely first. */
const BLOWING = ['APPROVE', 'SUBMIT']
/** @type {Record<string, any>} */
const OF_WHISTLE = {
  DECLINE: DeclineSheet,
  REVIEW: ReviewSheet,
  ADD_PARTY: AddPartySheet,
  CANCEL: CancelSheet,
  CLOSE: CloseWhistleSheet,
  NOTE: WhistleNoteSheet,
}
/** @type {Record<string, any>} */
const OF_PARTY = {
  URGE: UrgeSheet,
  EXCUSE: ExcuseSheet,
  SEND_BACK: SendBackSheet,
  DECIDE: DecideSheet,
  SUPERVISE: SupervisePartySheet,
}

/** @param {{ id: string }} props */
export function Page({ id }) {
  const found = useWhistle(id)
  const { whistle } = found
  const ring = useRings(whistle && ringing(whistle))
  const { w, whistleKind } = words.value
  const title = whistle
    ? `${/** @type {any} */ (whistleKind)[whistle.kind]} ${named(whistle.incident.incidentClass)}`
    : w.one
  return html`<${Frame} title=${title} sub=${whistle && html`<${Line} found=${found} />`} back="/w">
    <div class="stack">
      ${found.line.state === 'LOST' && html`<${Stale} found=${found} />`}
      ${
    found.failure && whistle && found.line.state !== 'LOST' &&
    html`<${Trouble} failure=${found.failure} again=${found.again} />`
  }
      ${whistle && html`<${Board} whistle=${whistle} rings=${ring.rings} />`}
      ${!whistle && html`<${Absent} reading=${found} />`}
    </div>
    ${whistle && html`<${Acts} whistle=${whistle} ring=${ring} onChanged=${found.changed} />`}
  <//>`
}

/** ● 实时 only while the stream is open. @param {{ found: ReturnType<typeof useWhistle> }} props */
function Line({ found }) {
  const { w, asOf } = words.value
  if (found.line.state === 'LIVE' && found.fresh) return html`<span class="live">● ${w.live}</span>`
  return found.fetchedAt ? html`<span>${asOf(stamp(found.fetchedAt))}</span>` : null
}

/** The stream is cut: what one sees may be old. @param {{ found: ReturnType<typeof useWhistle> }} props */
function Stale({ found }) {
  const since = Math.min(found.line.since || Date.now(), found.fetchedAt ?? Date.now())
  return html`<div class="strip wait" role="status"><p>${words.value.strip.stale(stamp(since))}</p>
    <button type="button" class="button" onClick=${found.again}>${words.value.retry}</button></div>`
}

/**
 * Of what is not blown yet: what its main button would ring. Nobody else is told.
 * @param {any} whistle
 * @returns {import('./ring.js').Asked | null}
 */
function ringing(whistle) {
  const { kind, meetAt, doneBy, parties, incident } = whistle
  const units = parties.map((/** @type {any} */ one) => one.unit.id)
  return BLOWING.some((step) => mayTake(whistle, step)) ? { incident: incident.id, kind, units, meetAt, doneBy } : null
}

/** @param {{ whistle: any, rings: any[] }} props */
function Board({ whistle, rings }) {
  const held = useLater(() => import('../parts/held.js'), ['held'])
  const { w } = words.value
  return html`<article class="stack whistle-board">
    <${Head} whistle=${whistle} />
    <section><h2 class="unseen">${w.board}</h2><ul class="cards">${
    whistle.parties.map((/** @type {any} */ party) =>
      html`<${PartyCard} key=${party.id} whistle=${whistle} party=${party} rings=${rings} />`
    )
  }</ul></section>
    ${whistle.conclusion && html`<p class="quote"><strong>${w.closeAsk}</strong> ${whistle.conclusion}</p>`}
    ${held && html`<${held.HeldWhistle} whistle=${whistle} />`}
    <section><h2>${w.log}</h2><${WhistleStory} whistle=${whistle} /></section>
  </article>`
}

/** @param {{ whistle: any }} props */
function Head({ whistle }) {
  const { w, join, listKind, part } = words.value
  const open = whistle.state !== 'CLOSED' && whistle.state !== 'CANCELLED'
  const basis = whistle.matter &&
    `${/** @type {any} */ (listKind)[whistle.matter.listKind]} ${whistle.matter.number}${join}${named(whistle.matter)}`
  const lead = whistle.parties.find((/** @type {any} */ one) => one.part === 'LEAD')
  const who = [
    whistle.blownAt && w.blownAt(stamp(whistle.blownAt)),
    whistle.approvedBy?.name && w.approvedBy(whistle.approvedBy.name, ''),
    !whistle.blownAt && whistle.draftedBy?.name && w.draftedBy(whistle.draftedBy.name),
  ].filter(Boolean).join(join)
  return html`<div class="headline">
    <p class="only-print">${[whistle.number, printedBy()].filter(Boolean).join(' · ')}</p>
    <div class="row"><${WhistleState} state=${whistle.state} />${
    open && html`<${DueChip} light=${whistle.light} dueAt=${whistle.dueAt} kind=${whistle.kind} />`
  }<span class="note figures">${shortWhistle(whistle.number)}</span></div>
    ${who && html`<p class="note">${who}</p>`}
    ${
    whistle.awaitsReview &&
    html`<p class="strip warn">${w.reviewWaits}${join}${w.reviewLeft(stamp(whistle.reviewDueAt))}</p>`
  }
    <p class="quote">${whistle.reason}</p>
    <dl class="facts">
      ${
    fact(
      w.about,
      html`<a href=${`/i/${whistle.incident.id}`}>${named(whistle.incident.incidentClass)} ${
        placeLine(whistle.incident)
      }</a>`,
    )
  }
      ${fact(w.basis, basis)}${
    fact(w.answer.meet, [whistle.meetingPoint, whistle.meetAt && stamp(whistle.meetAt)].filter(Boolean).join(' '))
  }
      ${whistle.doneBy && fact(w.doneBy, html`<${Time} at=${whistle.doneBy} />`)}
      ${lead && fact(part.LEAD, lead.unit.name)}
    </dl></div>`
}

/** @param {string} name @param {any} value */
function fact(name, value) {
  return value
    ? html`
      <dt>${name}</dt>
      <dd>${value}</dd>
    `
    : null
}

/**
 * One main button, the rest in a sheet. What may be done is the server's word.
 * @param {{ whistle: any, ring: ReturnType<typeof useRings>, onChanged: (whistle: any) => void }} props
 */
function Acts({ whistle, ring, onChanged }) {
  const { w, whistleStep } = words.value
  const approve = useAct(WhistleApprove, whistle, onChanged, onChanged)
  const submit = useAct(WhistleSubmit, whistle, onChanged, onChanged)
  const main = mainOf(whistle)
  const direct = main === 'APPROVE' ? approve : main === 'SUBMIT' ? submit : null
  const decline = whistle.allowedSteps.some((/** @type {any} */ one) => one.step === 'DECLINE')
  useAbout(whistle.incident.id)
  return html`
    <div class="acts steps">
      <${NeedsLine} />
      <${Problems} problems=${[...approve.problems, ...submit.problems]} />
      <${Foretold} whistle=${whistle} main=${main} ring=${ring} />
      <div class=${main ? 'pair' : ''}>
            <button type="button" class="button ${main ? '' : 'full'}" onClick=${() =>
              openSheet(decline ? 'DECLINE' : 'MORE')}>${decline ? whistleStep.DECLINE : w.more}</button>
            ${main && html`<${Main} whistle=${whistle} step=${main} direct=${direct} off=${ring.waiting} />`}
          </div>
    </div>
    <${Sheet} name="MORE" title=${w.more}>
      <${Others} whistle=${whistle} main=${main} />
      <//>
      <${Forms} whistle=${whistle} onChanged=${onChanged} />
  `
}

/** How far it is, or what the main button will do. @param {{ whistle: any, main: string | null, ring: ReturnType<typeof useRings> }} props */
function Foretold({ whistle, main, ring }) {
  const { w } = words.value
  const count = whistle.parties.length
  if (whistle.blownAt) return html`<p class="note centre">${w.signed(settledOf(whistle), count)}</p>`
  if (main === 'APPROVE') return html`<p class="note">${w.approveAsk(count, people(ring.rings))}</p>`
  return main === 'SUBMIT' ? html`<p class="note">${w.rings(count, people(ring.rings))}</p>` : null
}

/**
 * @param {{ whistle: any, step: string, direct: ReturnType<typeof useAct> | null, off: boolean }} props `direct`: done by this
 *   press alone, once what it would do is said (`off` until then)
 */
function Main({ whistle, step, direct, off }) {
  const { w, whistleStep, submitting } = words.value
  if (step === 'ANSWER') return html`<a class="button main" href=${`/w/${whistle.id}/answer`}>${w.answer.title}</a>`
  if (step === 'SIGN') return html`<a class="button main" href=${`/w/${whistle.id}/sign`}>${w.toSign}</a>`
  const blows = step === 'SUBMIT' && whistle.kind === 'EMERGENCY'
  const label = blows ? w.blow : /** @type {any} */ (whistleStep)[step]
  return html`<button type="button" class="button main" aria-disabled=${
    direct?.busy ||
    off
  } onClick=${() => (off ? undefined : direct ? direct.submit({}) : openSheet(step))}>${
    direct?.busy ? submitting : label
  }</button>`
}

/** What this viewer most likely came for. @param {any} whistle */
function mainOf(whistle) {
  for (const step of BLOWING) if (mayTake(whistle, step)) return step
  if (whistle.parties.some((/** @type {any} */ one) => isOurs(one))) return 'ANSWER'
  if (mayTake(whistle, 'CLOSE')) return mayTake(whistle, 'REVIEW') ? 'REVIEW' : 'CLOSE'
  if (partiesFor(whistle, 'SIGN').length > 0) return 'SIGN'
  return mayTake(whistle, 'REVIEW') ? 'REVIEW' : null
}

/** @param {{ whistle: any, main: string | null }} props */
function Others({ whistle, main }) {
  const { whistleStep, partyStep, w } = words.value
  const left = leftToUs(whistle)
  const steps = whistle.allowedSteps.filter((/** @type {any} */ one) => one.step !== main && one.step in OF_WHISTLE)
  return html`<ul class="stack-close others">${
    mayTake(whistle, 'REVISE') &&
    html`<li><a class="button full" href=${`/w/new?whistle=${whistle.id}`}>${whistleStep.REVISE}</a></li>`
  }${
    steps.map((/** @type {any} */ { step, allowed, why }) =>
      html`
        <li
          key=${step}><button type="button" class="button full" aria-disabled=${!allowed} onClick=${allowed
            ? () => openSheet(step)
            : undefined}>${/** @type {any} */ (whistleStep)[step]}</button>${!allowed &&
            html`<p class="why">${said(why)}</p>`}</li>
      `
    )
  }
    ${
    partiesFor(whistle, 'SIGN').length > 0 && main !== 'SIGN' &&
    html`<li><a class="button full" href=${`/w/${whistle.id}/sign`}>${w.toSign}</a></li>`
  }
    ${
    left.length > 0 &&
    html`<li><a class="button full" href=${`/w/${whistle.id}/answer`}>${partyStep.FINISH} · ${
      left[0]?.unit.name
    }</a></li>`
  }
    <li><button type="button" class="button full" onClick=${() =>
    openSheet('NOTE')}>${whistleStep.NOTE}</button></li></ul>`
}

/** The sheet that the address names: of the whistle, or "STEP party". @param {{ whistle: any, onChanged: (whistle: any) => void }} props */
function Forms({ whistle, onChanged }) {
  const { whistleStep, partyStep, w } = words.value
  const [opened] = useState(() => Date.now())
  const [step = '', about] = (sheet.value ?? '').split(' ')
  const party = about ? whistle.parties.find((/** @type {any} */ one) => one.id === about) : null
  const Form = about ? party && OF_PARTY[step] : OF_WHISTLE[step]
  if (!Form) return null
  const names = /** @type {Record<string, string>} */ ({ ...whistleStep, ...partyStep })
  const done = (/** @type {any} */ after) => {
    onChanged(after)
    closeSheet()
    toast({ text: w.answer.done })
  }
  return html`
    <${Sheet} name=${sheet.value ?? ''} title=${names[step]}>
      <${Form} key=${`${step}${about}${opened}`} whistle=${whistle} party=${party} onDone=${done} onStale=${onChanged} />
      <//>
  `
}
