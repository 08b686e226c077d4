/**
 * What a community does with what lies in it: assign it to somebody of its own, take it on, or call the street.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { Assign, AssignableOf, AssignSelf, CallStreet } from '../../../api/operations.js'
import { html } from '../../html.js'
import { Choices, Text } from '../../parts/fields.js'
import { Bones, Trouble } from '../../parts/quiet.js'
import { useRead } from '../../read.js'
import { openSheet } from '../../route.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'
import { Reason } from './reason.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** @typedef {import('./reason.js').Sheet} Sheet */

/** @param {Sheet} props */
export function CallStreetSheet(props) {
  const { f, step } = words.value
  return html`
    <${Reason} ...${props} operation=${CallStreet} label=${step.CALL_STREET} hint=${f.callHint} codes=${f.calls}
      least=${0} note=${f.callNext} />
  `
}

const SELF = 'self'
/** Where it is assigned for the first time. */
const FIRST = 'FILED'

/** @param {Sheet} props */
export function SelfSheet(props) {
  return html`<${AssignSheet} ...${props} chosen=${SELF} />`
}

/**
 * 交办: who does it? Oneself, the people of the community, the units that work in it.
 * @param {Sheet & { chosen?: string }} props
 */
export function AssignSheet({ incident, onDone, onStale, chosen = '' }) {
  const reading = useRead(`assignable:${incident.id}:${incident.version}`, AssignableOf, { id: incident.id })
  const [who, setWho] = useState(chosen)
  const [task, setTask] = useState('')
  const given = useAct(Assign, incident, onDone, onStale)
  const own = useAct(AssignSelf, incident, onDone, onStale)
  const { f, i, join, step } = words.value
  if (!reading.data) {
    return reading.failure ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />` : html`<${Bones} />`
  }
  const hands = reading.data.incident?.assignable ?? []
  const isOwn = who === SELF
  const name = hands.map(optionOf).find((one) => one.value === who)?.label
  const { busy, problems } = isOwn ? own : given
  const submit = () => isOwn ? own.submit({ note: task }) : given.submit({ ...chosenOf(who), task })
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="hand" legend=${f.assignAsk} value=${who} onChange=${setWho} options=${[
      ...(may(incident, 'ASSIGN_SELF') ? [{ value: SELF, label: step.ASSIGN_SELF, note: f.selfHint }] : []),
      ...hands.map(optionOf),
    ]} />
    <${Text} id="task" label=${isOwn ? f.note : f.task} optional=${true} value=${task} rows=${2} onInput=${setTask} />
    ${may(incident, 'CALL_STREET') &&
      html`<button type="button" class="button plain full" onClick=${() =>
        openSheet('CALL_STREET')}>${f.callInstead}</button>`}
    <${SubmitActs} label=${isOwn
      ? step.ASSIGN_SELF
      : incident.state === FIRST
      ? step.ASSIGN
      : i.assignAnew} busy=${busy} note=${[name && f.assignNext(name), f.anotherChecks].filter(Boolean).join(
        join,
      )} off=${who ? '' : f.chooseHand} again=${unanswered(problems)}
      onSubmit=${submit} />
  `
}

/** @param {Incident} incident @param {string} step */
function may(incident, step) {
  return incident.allowedSteps.some((one) => one.step === step && one.allowed)
}

/** @param {any} hand */
function optionOf({ person, role, area, unit }) {
  const t = words.value
  if (unit) {
    return {
      value: `unit ${unit.id}`,
      label: unit.name,
      note: [t.f.worksHere, unit.hours].filter(Boolean).join(t.join),
    }
  }
  const post = /** @type {Record<string, string>} */ (t.role)[role] ?? ''
  return { value: `person ${person.id}`, label: person.name, note: [post, area?.name].filter(Boolean).join(t.join) }
}

/** @param {string} who */
function chosenOf(who) {
  const [kind, id] = who.split(' ')
  return kind === 'unit' ? { unitId: id } : { personId: id }
}
