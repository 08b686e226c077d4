/**
 * One party on the board: who, its five steps with times and lights, its objection and results, and what may be done about it.
 * @module
 */
import { stamp, Time } from '../clock.js'
import { html } from '../html.js'
import { openSheet } from '../route.js'
import { isOurs, mayTake } from './reading.js'
import { named, said, words } from '../words.js'
import { PartyBecause, Unfolding } from '../parts/because.js'
import { Icon } from '../parts/icons.js'
import { ResultWords } from '../parts/four.js'
import { Ring } from './ring.js'
import { lightNow, PartyState, PartySteps } from './card.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').PartyRow} Party */

const ASKED = /** @type {const} */ (['DECIDE', 'URGE', 'SEND_BACK', 'EXCUSE'])

/** @param {{ whistle: Whistle, party: Party, rings: any[] }} props `rings`: whom it would ring, while it is not blown */
export function PartyCard({ whistle, party, rings }) {
  const { part, w, join } = words.value
  const called = party.calledAt !== null
  const late = lightNow(party.light, null) === 'RED' ||
    party.board.some((one) => lightNow(one.light, one.dueAt) === 'RED')
  return html`<li class="card pad party" data-unit=${party.unit.name} data-late=${late ? 'true' : undefined}>
    <div class="side"><div><strong>${party.unit.name}</strong><div class="note">${
    [part[/** @type {'LEAD'} */ (party.part)], party.unit.hours].filter(Boolean).join(join)
  }</div></div>${called && html`<${PartyState} state=${party.state} />`}</div>
    ${party.task && html`<p>${party.task}</p>`}
    ${!called && html`<${Ring} rings=${rings} unit=${party.unit.id} />`}
    ${called && html`<${PartySteps} party=${party} kind=${whistle.kind} />`}
    ${
    called && html`<${Unfolding} title=${w.because}>${() =>
      html`<${PartyBecause} whistle=${whistle} party=${party} />`}<//>`
  }
    <${Told} party=${party} />
    <${Objection} objection=${party.objection} />
    ${
    party.results.length > 0 &&
    html`<details><summary>${w.sign.result}</summary>${
      party.results.map((one) => html`<${ResultWords} key=${one.round} result=${one} />`)
    }</details>`
  }
    <${Marks} party=${party} />
    ${called && html`<${PartyActs} whistle=${whistle} party=${party} late=${late} />`}
  </li>`
}

/** When it comes, how it came, how often it was sent back, whom its silence was told. @param {{ party: any }} props */
function Told({ party }) {
  const { w, join } = words.value
  const lines = [
    party.state === 'ACKED' && party.eta && w.eta(stamp(party.eta)),
    party.arrival && w.arrivedBy[/** @type {'PLACE'} */ (party.arrival)](party.arrivalM),
    party.arrivalReason,
    party.ackedBy?.name,
    party.sentBack > 0 && w.sentBack(party.sentBack),
    party.urgedAt && `${words.value.whistleEvent['whistle.urged']} ${stamp(party.urgedAt)}`,
  ].filter(Boolean)
  return html`${lines.length > 0 && html`<p class="note">${lines.join(join)}</p>`}
    ${
    party.silence > 0 && html`<p class="strip bad"><span>${/** @type {any} */ (w.silence)[party.silence]}</span></p>`
  }`
}

/** @param {{ objection: any }} props */
function Objection({ objection }) {
  if (!objection) return null
  const { w, ruling, listKind } = words.value
  const { matter } = objection
  const item = matter && `${/** @type {any} */ (listKind)[matter.listKind]} ${matter.number} ${named(matter)}`
  return html`<div class="quote"><strong>${
    objection.ruling ? ruling[/** @type {'UPHELD'} */ (objection.ruling)] : w.objects
  }</strong>
    <p>${objection.text}</p>${item && html`<p class="note">${w.cites} ${item}</p>`}
    <p class="note">${
    objection.ruling
      ? html`${objection.rulingText} <${Time} at=${objection.ruledAt} />`
      : w.rulingDue(stamp(objection.dueAt))
  }</p>
  </div>`
}

/** What the two sides think of each other, once both have said it. @param {{ party: any }} props */
function Marks({ party }) {
  const { w, mark, markItem, join } = words.value
  const { marks, call } = party
  const items = marks && /** @type {const} */
    (['prompt', 'quality', 'content', 'initiative']).map((key) =>
      `${markItem[key]} ${mark[/** @type {'GOOD'} */ (marks[key])]}`
    )
  return html`${
    marks &&
    html`<p class="note"><strong>${w.answer.marksOf}</strong> ${items.join(join)} ${
      w.answer.worth(marks.worth)
    } ${marks.text}</p>`
  }${
    call &&
    html`<p class="note"><strong>${w.sign.theirs}</strong> ${
      [w.answer.needed[call.needed ? 'yes' : 'no'], w.answer.fitted[call.fitted ? 'yes' : 'no'], call.text].filter(
        Boolean,
      )
        .join(join)
    }</p>`
  }`
}

/** @param {{ whistle: Whistle, party: Party, late: boolean }} props */
function PartyActs({ whistle, party, late }) {
  const { partyStep, whistleStep, w } = words.value
  const supervise = late &&
    whistle.incident.allowedSteps.some((one) => one.step === 'SUPERVISE' && one.allowed)
  const urged = party.allowedSteps.find((one) => one.step === 'URGE' && !one.allowed)
  return html`<div class="row no-print">
    ${
    ASKED.filter((step) => mayTake(party, step)).map((step) =>
      html`<button type="button" key=${step} class="button" onClick=${() => openSheet(`${step} ${party.id}`)}>${
        partyStep[step]
      }</button>`
    )
  }
    ${
    party.unit.phone && !isOurs(party) &&
    html`<a class="button" href="tel:${party.unit.phone}"><${Icon} name="phone" />${w.call}</a>`
  }
    ${
    supervise &&
    html`<button type="button" class="button whistle" onClick=${() =>
      openSheet(`SUPERVISE ${party.id}`)}>${whistleStep.SUPERVISE}</button>`
  }</div>${urged && html`<p class="why">${said(urged.why)}</p>`}`
}
