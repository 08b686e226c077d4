/**
 * V19: the street drafts a whistle about an incident: why, on which item of the lists, where and when, whom, exactly one of whom
 * leads. What it will do is said before it is submitted; a draft that was kept is opened again until then.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import {
  WhistleComposer,
  WhistleDetail,
  WhistleDraft,
  WhistleDraftInputWithin as PLANNED,
} from '../../api/operations.js'
import { timeOf } from '../../core/clockwords.js'
import { uuid7 } from '../../core/ids.js'
import { now, stamp } from '../clock.js'
import { useDraft } from '../draft.js'
import { html } from '../html.js'
import { placeLine } from '../incident/card.js'
import { Choices, Pick, Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { Moment, outside } from '../parts/moment.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { people, useRings } from './ring.js'
import { useRead } from '../read.js'
import { query } from '../route.js'
import { Problems, SubmitActs, unanswered, useAbout } from '../parts/act.js'
import { mayTake } from './reading.js'
import { named, words } from '../words.js'
import { Lost } from '../lost.js'
import { fromShanghai, matterOptions } from './answer.js'
import { Calls } from './calls.js'
import { answersOf, BLANK, orderOf, useSending } from './order.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

const [WAKES, SLEEPS] = [8, 20]

export function Page() {
  const draft = query.value.get('whistle')
  const known = useRead(draft ? `whistle:${draft}` : null, WhistleDetail, { id: draft })
  const whistle = known.data?.node ?? null
  const id = draft ? whistle?.incident?.id : query.value.get('incident')
  const reading = useRead(id ? `whistle-new:${id}` : null, WhistleComposer, { id, area: null })
  const incident = reading.data?.incident
  const { w } = words.value
  const open = !whistle || (known.fresh ? mayTake(whistle, 'REVISE') : true)
  if (incident && open && (!draft || whistle)) {
    return html`<${Form} incident=${incident} catalogue=${reading.data?.catalogue} whistle=${whistle} />`
  }
  const failed = [known, reading].find((one) => one.failure)
  return html`<${Frame} title=${w.compose} back="/w">
    ${
    (reading.waiting && id) || known.waiting
      ? html`<${Bones} />`
      : failed
      ? html`<${Trouble} failure=${failed.failure} again=${failed.again} />`
      : html`<${Lost} />`
  }<//>`
}

/** @param {{ incident: Incident, catalogue: any, whistle: Whistle }} props `whistle`: the draft that is said anew */
function Form({ incident, catalogue, whistle }) {
  const { id, usual } = useUsual(incident, whistle)
  useAbout(incident.id)
  const key = whistle ? `whistle-draft:${whistle.id}` : `whistle:${incident.id}`
  const [answers, change, at] = useDraft(key, usual, { className: named(incident.incidentClass) })
  const sending = useSending(whistle, id.current, key)
  const { w, whistleKind, f, between } = words.value
  const emergency = answers.kind === 'EMERGENCY'
  const missing = wanting(answers)
  const kinds = Object.entries(whistleKind).map(([value, label]) => ({
    value,
    label,
    note: termsOf(value, catalogue.whistleTerms),
  }))
  const basis = [
    { value: '', label: w.basisNone },
    ...matterOptions(speaking(incident, catalogue.matters, answers.matter)),
  ]
  const { rings } = useRings(ringing(incident, answers))
  const off = missing.length ? w.missing(missing.join(between)) : emergency ? '' : outsideOf(answers)
  const send = (/** @type {boolean} */ submits) => () =>
    !off && !sending.busy && sending.send(orderOf(answers, incident, whistle), submits)
  return html`
    <${Frame} title=${`${w.compose} ${named(incident.incidentClass)}`} sub=${at
      ? f.draftAt(stamp(at))
      : placeLine(incident)} back=${whistle ? `/w/${whistle.id}` : `/i/${incident.id}`}>
      <div class="ask">
          <${Problems} problems=${sending.problems} />
          <${Choices} id="kind" legend=${w.kinds} value=${answers.kind} options=${kinds} onChange=${(
            /** @type {string} */ kind,
          ) => change({ kind })} />
          <${Text} id="reason" label=${w.reason} hint=${w.reasonHint} value=${answers.reason} rows=${2} onInput=${(
            /** @type {string} */ reason,
          ) => change({ reason })} />
          <${Pick} id="basis" label=${w.basis} hint=${w.basisHint} value=${answers.matter} options=${basis} onChange=${(
            /** @type {string} */ matter,
          ) => change({ matter })} />
          <${Text} id="point" of=${WhistleDraft} field="meetingPoint" label=${w.point} hint=${w
            .pointHint} optional=${true} value=${answers.point} onInput=${(
            /** @type {string} */ point,
          ) => change({ point })} />
          ${!emergency && html`<${Times} answers=${answers} change=${change} />`}
          <${Calls} calls=${answers.calls} incident=${incident} units=${catalogue.units} rings=${rings} onChange=${(
            /** @type {import('./calls.js').Call[]} */ calls,
          ) => change({ calls })} />
          <button type="button" class="button full" aria-disabled=${Boolean(off) || sending.busy} onClick=${send(
            false,
          )}>${w.save}</button>
        </div>
      <${SubmitActs} note=${[
        answers.calls.length > 0 && w.rings(answers.calls.length, people(rings)),
        quietWords(emergency),
      ].filter(
        Boolean,
      ).join(between)}
        label=${emergency ? w.blow : w.submit} busy=${sending.busy} off=${off} again=${unanswered(
          sending.problems,
        )} onSubmit=${send(true)} />
      <//>
  `
}

/**
 * What is known is filled: what the draft says, or the item the incident rests on, where it is, the unit that has it.
 * @param {Incident} incident
 * @param {Whistle} whistle
 */
function useUsual(incident, whistle) {
  const id = useRef(whistle?.id ?? uuid7())
  const [usual] = useState(() =>
    whistle ? answersOf(whistle) : ({
      ...BLANK,
      matter: speakingFirst(incident)[0] ?? '',
      point: placeLine(incident),
      calls: incident.leadUnit
        ? [{ unit: incident.leadUnit.id, name: incident.leadUnit.name, part: 'LEAD', task: '' }]
        : [],
    })
  )
  return { id, usual }
}

/**
 * The items on which units stand here that a street calls, those whose own they are first.
 * @param {any} incident
 * @returns {string[]}
 */
function speakingFirst(incident) {
  const called = [...(incident.candidates ?? [])].sort((one, other) => Number(direct(one)) - Number(direct(other)))
  const items = [...called.map((one) => one.matter), incident.matter]
  return items.filter((one) => one && one.listKind !== 'BASIC').map((one) => one.code)
}

/** @param {any} candidate */
function direct({ approach }) {
  return approach === 'DIRECT'
}

/**
 * The items that speak for a whistle: a street's own duty argues against one, so it is offered only where a draft rests on it.
 * @param {Incident} incident
 * @param {any[]} matters
 * @param {string} chosen
 */
function speaking(incident, matters, chosen) {
  const near = speakingFirst(incident)
  const place = (/** @type {any} */ { code }) => (near.includes(code) ? near.indexOf(code) : near.length)
  return matters.filter((one) => one.listKind !== 'BASIC' || one.code === chosen)
    .sort((one, other) => place(one) - place(other))
}

/** What the rings are asked by. @param {Incident} incident @param {typeof BLANK} answers @returns {import('./ring.js').Asked} */
function ringing(incident, { kind, meetAt, doneBy, calls }) {
  const timed = kind !== 'EMERGENCY' && !outsideOf({ meetAt, doneBy })
  return {
    incident: incident.id,
    kind,
    units: calls.map((one) => one.unit),
    meetAt: timed && meetAt ? fromShanghai(meetAt) : null,
    doneBy: timed && doneBy ? fromShanghai(doneBy) : null,
  }
}

/** What a kind asks of the units, by the limits of now. @param {string} kind @param {any[] | undefined} terms */
function termsOf(kind, terms) {
  const { w, limit, join } = words.value
  const found = terms?.find((one) => one.kind === kind)
  const limits = /** @type {const} */ (['ack', 'arrive', 'done']).map((step) =>
    found?.[step] ? w.within[step](limit(found[step])) : ''
  )
  return [...limits, w.kindHint[/** @type {'EMERGENCY'} */ (kind)]].filter(Boolean).join(join)
}

/** When they meet, and by when it is done; a key task needs both. @param {{ answers: typeof BLANK, change: (change: Partial<typeof BLANK>) => void }} props */
function Times({ answers, change }) {
  const { w } = words.value
  const plan = answers.kind === 'KEY_TASK'
  return html`
    <div class="times">
      <${Moment} id="meet" label=${w.meetAt} optional=${!plan} value=${answers.meetAt} bound=${PLANNED.meetAt}
        onInput=${(
          /** @type {string} */ meetAt,
        ) => change({ meetAt })} />
      <${Moment} id="done" label=${w.doneBy} optional=${!plan} value=${answers.doneBy} bound=${PLANNED.doneBy}
        onInput=${(
          /** @type {string} */ doneBy,
        ) => change({ doneBy })} />
    </div>
  `
}

/** What is wrong with the times. @param {Pick<typeof BLANK, 'meetAt' | 'doneBy'>} answers */
function outsideOf({ meetAt, doneBy }) {
  return outside(meetAt, PLANNED.meetAt) || outside(doneBy, PLANNED.doneBy)
}

/** What is still missing, by name. @param {typeof BLANK} answers */
function wanting({ kind, reason, matter, meetAt, doneBy, calls }) {
  const { w } = words.value
  const plan = kind === 'KEY_TASK'
  return /** @type {[any, string][]} */ ([
    [kind, w.kinds],
    [reason.trim(), w.reason],
    [matter, w.basis],
    [!plan || meetAt, w.meetAt],
    [!plan || doneBy, w.doneBy],
    [calls.length > 0, w.units],
    [calls.length === 0 || calls.filter((one) => one.part === 'LEAD').length === 1, w.leadWanted],
  ]).filter(([there]) => !there).map(([, name]) => name)
}

/** Whom it wakes, and whom not before eight. @param {boolean} emergency */
function quietWords(emergency) {
  const { w } = words.value
  if (emergency) return w.wakes
  const time = timeOf(now.value)
  const hour = Number(time.slice(0, 2))
  return hour >= SLEEPS || hour < WAKES ? w.quiet(time) : ''
}
