/**
 * What this viewer may do now: one main button and a sheet with the rest. What may be done is the server's word, never ours.
 * @module
 */
import { useEffect, useState } from '../../../vendor/preact-hooks.js'
import { Sign } from '../../../api/operations.js'
import { html } from '../../html.js'
import { up } from '../../outbox/shown.js'
import { Bones, Trouble } from '../../parts/quiet.js'
import { Sheet } from '../../parts/sheet.js'
import { closeSheet, go, openSheet, sheet } from '../../route.js'
import { said, words } from '../../words.js'
import { NeedsLine, Problems, useAct } from '../../parts/act.js'
import { ConfirmSheet, PassSheet, RateSheet } from './close.js'
import { DispatchSheet } from './dispatch.js'
import { handUp } from './hand_up.js'
import { FileSheet, SendCheckSheet, SendVerifySheet } from './intake.js'
import { NoteSheet } from './note.js'
import { FailSheet, GiveBackSheet, NotFoundSheet, RejectSheet, ReopenSheet } from './reason.js'
import { TakeInSheet } from './take_in.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** Steps with a screen of their own, by its last word. */
const SCREENS = /** @type {Record<string, string>} */ ({
  VERIFY: 'verify',
  CHECK: 'check',
  SELF_RESOLVE: 'resolve',
  FEED_BACK: 'feedback',
})

/** @type {Record<string, any>} */
const SHEETS = {
  ACCEPT: TakeInSheet,
  SEND_VERIFY: SendVerifySheet,
  FILE: FileSheet,
  DISPATCH: DispatchSheet,
  REJECT: RejectSheet,
  NOT_FOUND: NotFoundSheet,
  GIVE_BACK: GiveBackSheet,
  SEND_CHECK: SendCheckSheet,
  PASS: PassSheet,
  FAIL: FailSheet,
  CONFIRM: ConfirmSheet,
  RATE: RateSheet,
  REOPEN: ReopenSheet,
}

/** Rarer ones, whose forms come when they are opened. @type {Record<string, () => Promise<any>>} */
const LATER = {
  CALL_STREET: () => import('./community.js').then(({ CallStreetSheet }) => CallStreetSheet),
  ASSIGN: () => import('./community.js').then(({ AssignSheet }) => AssignSheet),
  ASSIGN_SELF: () => import('./community.js').then(({ SelfSheet }) => SelfSheet),
  MERGE: () => import('./merge.js').then(({ MergeSheet }) => MergeSheet),
  TRANSFER_OUT: () => import('./rerouting.js').then(({ TransferSheet }) => TransferSheet),
  REDISPATCH: () => import('./rerouting.js').then(({ RedispatchSheet }) => RedispatchSheet),
  ESCALATE: () => import('./rerouting.js').then(({ EscalateSheet }) => EscalateSheet),
  EXTEND: () => import('./asking.js').then(({ ExtendSheet }) => ExtendSheet),
  SUSPEND: () => import('./asking.js').then(({ SuspendSheet }) => SuspendSheet),
  RESUME: () => import('./asking.js').then(({ ResumeSheet }) => ResumeSheet),
  VOID: () => import('./asking.js').then(({ VoidSheet }) => VoidSheet),
  APPEAL: () => import('./asking.js').then(({ AppealSheet }) => AppealSheet),
  CLOSE_UNCHECKED: () => import('./asking.js').then(({ CloseUncheckedSheet }) => CloseUncheckedSheet),
  GRANT: () => import('./deciding.js').then(({ GrantSheet }) => GrantSheet),
  DECLINE: () => import('./deciding.js').then(({ DeclineSheet }) => DeclineSheet),
  WITHDRAW: () => import('./deciding.js').then(({ WithdrawSheet }) => WithdrawSheet),
  SUPERVISE: () => import('./oversight.js').then(({ SuperviseSheet }) => SuperviseSheet),
  ANSWER_SUPERVISION: () => import('./oversight.js').then(({ AnswerSupervisionSheet }) => AnswerSupervisionSheet),
  SPOT_CHECK: () => import('./oversight.js').then(({ SpotCheckSheet }) => SpotCheckSheet),
}

/** Which open step is the main one, most likely first. */
const LIKELY = [
  'VERIFY',
  'CHECK',
  'FEED_BACK',
  'SIGN',
  'PASS',
  'FAIL',
  'ASSIGN',
  'ASSIGN_SELF',
  'DISPATCH',
  'FILE',
  'ACCEPT',
  'SEND_VERIFY',
  'SEND_CHECK',
  'GRANT',
  'CONFIRM',
  'RATE',
  'NOT_FOUND',
  'SELF_RESOLVE',
  'ANSWER_SUPERVISION',
  'SPOT_CHECK',
]

/** Done by the tap itself, through the outbox. @type {Record<string, (incident: any) => Promise<void>>} */
const TAPS = { HAND_UP: handUp }

/** What usually follows at the same desk: opened by itself when it is allowed. */
const NEXT = /** @type {Record<string, string[]>} */ ({ ACCEPT: ['FILE'], FILE: ['ASSIGN', 'ASSIGN_SELF', 'DISPATCH'] })

/** Whether its form opens: it is allowed, or says whose it is instead. @param {any} one */
export function opens({ allowed, why }) {
  return allowed || why === 'RECALLED'
}

/** @param {string} step whether we have a form for it */
function known(step) {
  return step in SCREENS || step in SHEETS || step in LATER || step in TAPS || step === 'SIGN'
}

/** Taken again they take the work from somebody: never what a desk most likely came for. */
const AGAIN = { ASSIGN: true, ASSIGN_SELF: true }

/** @param {Incident} incident @param {string} step what it is called */
function nameOf(incident, step) {
  const { i, step: names } = words.value
  if (step === 'ASSIGN' && incident.state !== 'FILED') return i.assignAnew
  return /** @type {Record<string, string>} */ (names)[step] ?? ''
}

/** @param {any} incident the step of the main button, or null */
export function mainStep(incident) {
  const open = new Set(
    incident.allowedSteps.filter((/** @type {any} */ one) => one.allowed).map((/** @type {any} */ one) => one.step),
  )
  return LIKELY.find((step) => open.has(step) && !(step in AGAIN && incident.state !== 'FILED')) ?? null
}

/**
 * Opens the form of a step.
 * @param {Incident} incident
 * @param {string} step
 */
export function takeStep(incident, step) {
  if (step in TAPS) void TAPS[step]?.(incident)
  else if (step in SCREENS) go(`/i/${incident.id}/${SCREENS[step]}`)
  else openSheet(step)
}

/** @typedef {(incident: Incident, done?: { step: string, next: boolean }) => void} Changed `done`: the step that was taken, and whether the form of the one that follows it opens by itself */

/**
 * The bar below an incident.
 * @param {{ incident: Incident, onChanged: Changed }} props
 */
export function Steps({ incident, onChanged }) {
  const main = mainStep(incident)
  const others = incident.allowedSteps.filter((one) => one.step !== main && known(one.step))
  const signed = (/** @type {any} */ after) => onChanged(after, { step: 'SIGN', next: false })
  const sign = useAct(Sign, incident, signed, onChanged)
  const t = words.value
  const name = /** @type {Record<string, string>} */ (t.step)
  const take = (/** @type {string} */ step) => () => (step === 'SIGN' ? sign.submit({}) : takeStep(incident, step))
  return html`
    <div class="acts steps">
      ${main === 'SIGN' && html`<${NeedsLine} />`}
      <${Problems} problems=${sign.problems} />
      <div class=${main ? 'pair' : ''}>
            <button type="button" class="button ${main ? '' : 'full'}" onClick=${() => openSheet('MORE')}>${t.moreSteps(
              others.length + 1,
            )}</button>
            ${main &&
              html`<button type="button" class="button main" aria-disabled=${sign.busy} onClick=${take(main)}>${
                sign.busy ? t.submitting : waits(main) ? t.needsLine.button(name[main] ?? '') : name[main]
              }</button>`}
          </div>
    </div>
    <${Sheet} name="MORE" title=${t.i.otherSteps}>
      <${Others} incident=${incident} others=${others} take=${take} />
      <//>
      <${Forms} incident=${incident} onChanged=${onChanged} />
  `
}

/** @param {string} step whether it waits for the server, and there is no line */
function waits(step) {
  return !up.value && !(step in SCREENS)
}

/** @param {{ incident: Incident, others: any[], take: (step: string) => () => void }} props */
function Others({ incident, others, take }) {
  const t = words.value
  const name = /** @type {Record<string, string>} */ (t.step)
  return html`
    <ul
      class="stack-close others">${others.map(({ step, allowed, why }) =>
        html`
          <li
            key=${step}><button type="button" class="button full" aria-disabled=${!opens({
              allowed,
              why,
            })} onClick=${opens({ allowed, why }) ? take(step) : undefined}>${nameOf(
              incident,
              step,
            )}</button>${!allowed &&
              html`<p class="why">${said(why)}</p>`}</li>
        `
      )}${incident.mayWhistle &&
        html`
          <li><a class="button full whistle" href=${`/w/new?incident=${incident.id}`}>${t.w.compose}</a></li>
        `}<li><button type="button" class="button full" onClick=${() => openSheet('NOTE')}>${name
        .NOTE}</button></li></ul>
  `
}

/** The sheet of the step that the address names. @param {{ incident: Incident, onChanged: Changed }} props */
function Forms({ incident, onChanged }) {
  const step = sheet.value ?? ''
  const t = words.value
  const title = nameOf(incident, step)
  if (step === 'NOTE') {
    return html`
      <${Sheet} name="NOTE" title=${t.f.noteTitle}>
        <${NoteSheet} incident=${incident} onKept=${closeSheet} />
        <//>
    `
  }
  const Form = SHEETS[step] ?? (step in LATER ? Later : null)
  if (!Form) return null
  const done = (/** @type {any} */ after, taken = step) => {
    const open = new Set(
      after?.allowedSteps?.filter((/** @type {any} */ one) => one.allowed).map((/** @type {any} */ one) => one.step),
    )
    const next = NEXT[taken]?.find((one) => open.has(one))
    onChanged(after, { step: taken, next: Boolean(next) })
    if (next) openSheet(next)
    else closeSheet()
  }
  return html`
    <${Sheet} name=${step} title=${title}>
      <${NeedsLine} />
      <${Form} key=${`${step}${incident.version}`} step=${step} incident=${incident} onDone=${done} onStale=${(
        /** @type {any} */ now,
      ) => onChanged(now)} />
      <//>
  `
}

/** A form that is still on its way. @param {import('./reason.js').Sheet & { step: string }} props */
function Later({ step, ...rest }) {
  const [form, setForm] = useState(/** @type {{ Form?: any, failure?: any }} */ ({}))
  const fetched = () => {
    setForm({})
    LATER[step]?.().then((Form) => setForm({ Form }), () => setForm({ failure: { code: 'NETWORK' } }))
  }
  useEffect(fetched, [step])
  if (form.failure) return html`<${Trouble} failure=${form.failure} again=${fetched} />`
  return form.Form ? html`<${form.Form} ...${rest} />` : html`<${Bones} />`
}
