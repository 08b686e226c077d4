/**
 * V15: the called unit's side. One question after the other: how soon, here we are, what we do, what came of it. Coming is told by
 * one fix, a meeting or a reason, and may be told without a signal; all else waits for the answer.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import {
  Matters,
  WhistleAck,
  WhistleAckInputWithin,
  WhistleObject,
  WhistleScore,
  WhistleStart,
} from '../../api/operations.js'
import { serverNow } from '../../core/server_time.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { Absent } from '../parts/absent.js'
import { placeLine } from '../incident/card.js'
import { Choices, Pick, Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { Icon } from '../parts/icons.js'
import { Moment, outside } from '../parts/moment.js'
import { Sheet } from '../parts/sheet.js'
import { DueChip, PartyState, PartySteps } from './card.js'
import { useRead } from '../read.js'
import { closeSheet, openSheet } from '../route.js'
import { NeedsLine, Problems, SubmitActs, unanswered, useAbout, useAct } from '../parts/act.js'
import { isOurs, leftToUs, mayTake, useWhistle } from './reading.js'
import { named, words } from '../words.js'
import { Arrive } from './arrive.js'
import { etas } from './etas.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').PartyRow} Party */

/** @param {{ id: string }} props */
export function Page({ id }) {
  const found = useWhistle(id)
  const { whistle } = found
  const { w, whistleKind, part } = words.value
  const party = whistle && (whistle.parties.find((/** @type {any} */ one) => isOurs(one)) ?? leftToUs(whistle)[0])
  const title = whistle && party
    ? `${/** @type {any} */ (whistleKind)[whistle.kind]} ${part[/** @type {'LEAD'} */ (party.part)]}`
    : w.answer.title
  return html`<${Frame} title=${title} sub=${
    whistle && w.answer.from(whistle.street.name, stamp(whistle.blownAt))
  } back=${`/w/${id}`}>
    ${
    !whistle
      ? html`<${Absent} reading=${found} />`
      : party
      ? html`<${Called} whistle=${whistle} party=${party} onChanged=${found.changed} />`
      : html`<p>${w.answer.notCalled}</p>`
  }<//>`
}

/** @param {{ whistle: any, party: any, onChanged: (whistle: any) => void }} props */
function Called({ whistle, party, onChanged }) {
  useAbout(whistle.incident.id)
  const { w, listKind, partyStep } = words.value
  const { answer } = w
  const { incident, matter } = whistle
  const basis = matter && `${/** @type {any} */ (listKind)[matter.listKind]} ${matter.number} ${named(matter)}`
  const stage = party.board.find((/** @type {any} */ one) => one.light !== 'NONE')
  const facts = [
    [
      answer.meet,
      [whistle.meetingPoint || placeLine(incident), whistle.meetAt && stamp(whistle.meetAt)].filter(Boolean).join(' '),
    ],
    [answer.task, party.task],
    [answer.why, whistle.reason],
    [answer.basis, basis],
  ]
  return html`
    <div class="ask">
      <div class="row"><${PartyState} state=${party.state} />${stage &&
        html`<${DueChip} light=${stage.light} dueAt=${stage.dueAt} kind=${whistle.kind} />`}</div>
      <dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) =>
        html`
          <dt>${name}</dt>
          <dd>${value}</dd>
        `
      )}</dl>
      <${PartySteps} party=${party} kind=${whistle.kind} />
      <div class="row"><a class="button" href="geo:${incident.place.lat},${incident.place
        .lon}"><${Icon} name="place" />${answer.navigate}</a>
            <a class="button" href=${`/i/${incident.id}`}>${w.about}</a>
            ${mayTake(party, 'OBJECT') &&
              html`<button type="button" class="button" onClick=${() =>
                openSheet('OBJECT')}>${partyStep.OBJECT}</button>`}</div>
    </div>
    <${Now} key=${party.state} whistle=${whistle} party=${party} onChanged=${onChanged} />
    <${Sheet} name="OBJECT" title=${partyStep.OBJECT}>
      <${Objecting} party=${party} onChanged=${onChanged} />
      <//>
  `
}

/** The step that is the unit's to take now. @param {{ whistle: Whistle, party: Party, onChanged: (whistle: Whistle) => void }} props */
function Now({ whistle, party, onChanged }) {
  const { w } = words.value
  if (mayTake(party, 'ACK')) return html`<${Acking} whistle=${whistle} party=${party} onChanged=${onChanged} />`
  if (mayTake(party, 'ARRIVE')) return html`<${Arrive} whistle=${whistle} party=${party} onChanged=${onChanged} />`
  if (mayTake(party, 'FINISH')) return html`<${Working} whistle=${whistle} party=${party} onChanged=${onChanged} />`
  if (mayTake(party, 'SCORE')) return html`<${Scoring} party=${party} onChanged=${onChanged} />`
  return html`<p class="strip ok">${
    party.call ? w.answer.scored : words.value.partyState[/** @type {'DONE'} */ (party.state)]
  }</p>`
}

/** 应哨: one tap on an estimate answers; the estimates come of the whistle's own clock. @param {{ whistle: Whistle, party: Party, onChanged: (whistle: Whistle) => void }} props */
function Acking({ whistle, party, onChanged }) {
  const [other, setOther] = useState(false)
  const [time, setTime] = useState('')
  const { busy, problems, submit } = useAct(WhistleAck, party, onChanged, onChanged)
  const { answer } = words.value.w
  const { submitting } = words.value
  const fits = time && !outside(time, WhistleAckInputWithin.eta)
  const due = party.board.find((one) => one.key === 'ARRIVE')?.dueAt
  const offered = etas(serverNow(), due, whistle.meetAt)
  const says = (/** @type {import('./etas.js').Eta} */ one) => submit({ eta: new Date(at(one)).toISOString() })
  return html`<div class="acts">
    <${NeedsLine} />
    <${Problems} problems=${problems} />
    <h2 class="label">${busy ? submitting : answer.etaAsk}</h2>
    <div class="eta">${
    offered.map((one, place) =>
      html`
        <button type="button" key=${place} class="button ${place === 0 ? 'main' : ''}" aria-disabled=${busy}
          onClick=${() => !busy && says(one)}>${one.minutes && one.minutes < 60
            ? answer.minutes(one.minutes)
            : stamp(new Date(one.at).toISOString())}${one.why && html`
            <span class="note">${answer.etaWhy[one.why]}</span>
          `}</button>
      `
    )
  }</div>
    ${
    other
      ? html`
        <${Moment} id="eta" label=${answer.etaTime} value=${time} bound=${WhistleAckInputWithin
          .eta} onInput=${setTime} />
        <button type="button" class="button full" aria-disabled=${busy || !fits} onClick=${() =>
          fits && !busy && submit({ eta: fromShanghai(time) })}>${answer.ack}</button>
      `
      : html`<button type="button" class="button full" onClick=${() => setOther(true)}>${answer.etaOther}</button>`
  }</div>`
}

/** Minutes count from the tap. @param {import('./etas.js').Eta} eta */
function at({ at, minutes }) {
  return minutes === null ? at : serverNow() + minutes * 60_000
}

/** What a person wrote into a date field is Shanghai's time, wherever the phone thinks it is. @param {string} text */
export function fromShanghai(text) {
  return new Date(`${text}:00+08:00`).toISOString()
}

/** P4, P5: begin, then the four elements. @param {{ whistle: Whistle, party: Party, onChanged: (whistle: Whistle) => void }} props */
function Working({ whistle, party, onChanged }) {
  const [task, setTask] = useState(party.task)
  const { busy, problems, submit } = useAct(WhistleStart, party, onChanged, onChanged)
  const { answer } = words.value.w
  const finish = html`<a class="button full ${
    mayTake(party, 'START') ? '' : 'main'
  }" href=${`/w/${whistle.id}/finish`}>${answer.finish}</a>`
  if (!mayTake(party, 'START')) return html`<div class="acts">${finish}</div>`
  return html`
    <${Text} id="task" label=${answer.agreed} value=${task} rows=${2} onInput=${setTask} />
    <div class="acts"><${NeedsLine} /><${Problems} problems=${problems} />
          <button type="button" class="button main full" aria-disabled=${busy} onClick=${() =>
            !busy && submit({ task: task.trim() || null })}>${busy
            ? words.value.submitting
            : answer.start}</button>${finish}</div>
  `
}

/** 提异议: cites an item of the lists; the clock runs on. @param {{ party: Party, onChanged: (whistle: Whistle) => void }} props */
function Objecting({ party, onChanged }) {
  const [item, setItem] = useState('')
  const [text, setText] = useState('')
  const { data } = useRead('matters', Matters, {}, { maxAge: 3600_000 })
  const done = (/** @type {any} */ whistle) => {
    onChanged(whistle)
    closeSheet()
  }
  const { busy, problems, submit } = useAct(WhistleObject, party, done, onChanged)
  const { answer, basisNone, missing } = words.value.w
  const options = [{ value: '', label: basisNone }, ...matterOptions(data?.catalogue.matters ?? [])]
  const off = !item ? missing(answer.objectItem) : text.trim() ? '' : missing(answer.objectText)
  return html`
    <${Problems} problems=${problems} />
    <p class="note">${answer.objectHint}</p>
    <${Pick} id="matter" label=${answer.objectItem} value=${item} options=${options} onChange=${setItem} />
    <${Text} id="objection" label=${answer.objectText} value=${text} rows=${3} onInput=${setText} />
    <${SubmitActs} label=${answer.object} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ matterCode: item, text: text.trim() })} />
  `
}

/** The items of the duty lists as one picks them. @param {any[]} matters */
export function matterOptions(matters) {
  const { listKind } = words.value
  return matters.map((one) => ({
    value: one.code,
    label: `${/** @type {any} */ (listKind)[one.listKind]} ${one.number} ${named(one)}`,
  }))
}

/** What the unit thinks of the call; nothing is preselected. @param {{ party: Party, onChanged: (whistle: Whistle) => void }} props */
function Scoring({ party, onChanged }) {
  const [needed, setNeeded] = useState('')
  const [fitted, setFitted] = useState('')
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(WhistleScore, party, onChanged, onChanged)
  const { answer } = words.value.w
  const listed = (/** @type {Record<string, string>} */ names) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  const no = needed === 'no' || fitted === 'no'
  const off = !needed || !fitted ? answer.scoreNeed : no && !text.trim() ? answer.scoreText : ''
  return html`
    <div class="ask">
      <h2>${answer.score}</h2>
      <${Problems} problems=${problems} />
      <${Choices} id="needed" legend=${answer.scoreAsk} value=${needed} across=${true} options=${listed(answer.needed)}
        onChange=${setNeeded} />
      <${Choices} id="fitted" legend=${answer.fittedAsk} value=${fitted} across=${true} options=${listed(answer.fitted)}
        onChange=${setFitted} />
      <${Text} id="score-text" label=${answer.scoreWhy} optional=${!no} value=${text} rows=${2}
        onInput=${setText} />
    </div>
    <${SubmitActs} label=${answer.score} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ needed: needed === 'yes', fitted: fitted === 'yes', text: text.trim() || null })} />
  `
}
