/**
 * V13: what was done, in four elements; the button stays off, and says why, until all are there.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { FeedBack, IncidentDetail, IncidentFeedBackInputMost } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { useDraft } from '../draft.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Absent } from '../parts/absent.js'
import { LightChip } from '../parts/chips.js'
import { BLANK_FOUR, FourElements, fourInput, wantingFour } from '../parts/four.js'
import { Frame } from '../parts/frame.js'
import { Sheet } from '../parts/sheet.js'
import { PhotoField } from '../parts/photo_field.js'
import { toast } from '../parts/toast.js'
import { incidentHere, useRead } from '../read.js'
import { closeSheet, go, openSheet } from '../route.js'
import { keepStep, sayKept, useAbout } from '../parts/act.js'
import { nextHands } from './hands.js'
import { Pending } from './pending.js'
import { useSettled } from '../shrinking.js'
import { named, need, said, toldOf, words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentFull} Incident */

const BLANK = { ...BLANK_FOUR, photos: /** @type {any[]} */ ([]) }

/** @param {{ id: string }} props */
export function Page({ id }) {
  const reading = useRead(`incident:${id}`, IncidentDetail, { id }, { otherwise: incidentHere(id) })
  const incident = reading.data?.incident
  if (incident) return html`<${Form} incident=${incident} again=${reading.again} />`
  return html`
    <${Frame} title=${words.value.f.feedback} back=${`/i/${id}`}>
      <${Absent} reading=${reading} />
      <//>
  `
}

/** When the unit took it over: known, so it is not asked. @param {Incident} incident */
function acceptedAt(incident) {
  const stage = incident.clocks.find((clock) => clock.stage === 'DISPOSE' && !clock.stoppedAt) ??
    incident.clocks.findLast((clock) => clock.stage === 'DISPOSE')
  return stage?.startedAt ?? incident.changedAt
}

/**
 * What is still missing, by name.
 * @param {typeof BLANK} answers
 * @param {Incident} incident
 */
function wanting(answers, incident) {
  const { f, photoKind } = words.value
  const needsPhoto = incident.incidentClass.evidence === 'ON_CLOSE' && answers.photos.length === 0 &&
    !incident.photos.some((one) => one.kind === 'AFTER')
  return [...wantingFour(answers), ...(needsPhoto ? [f.photoOf(photoKind.AFTER)] : [])]
}

/** @param {{ incident: Incident, again: () => void }} props */
function Form({ incident, again }) {
  const key = `feedback:${incident.id}`
  const [answers, change, at, latest] = useDraft(key, BLANK, { className: named(incident.incidentClass) })
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const photosThere = useSettled()
  const asking = useLater(() => import('./verbs/asking.js'), ['moves'])
  const t = words.value
  const accepted = acceptedAt(incident)
  const missing = wanting(answers, incident)
  const off = missing.length ? t.f.missing(missing.join(t.between)) : ''
  const choose = (/** @type {(before: any[]) => any[]} */ update) => {
    const there = (/** @type {any} */ photo) => incident.photos?.some((one) => one.sha256 === photo.sha256)
    const [shown, photos] = [latest.current.photos, update(latest.current.photos)]
    const again = photos.some((one) => there(one) && !shown.includes(one))
    setTrouble('')
    if (again) void need(['typed']).then(() => setTrouble(said('PHOTO_KNOWN')))
    change({ photos: photos.filter((one) => !there(one)) })
  }
  const submit = async () => {
    if (off || busy) return
    setBusy(true)
    if (!(await photosThere())) return setBusy(false)
    try {
      const answers = latest.current
      const input = fourInput(answers, accepted)
      const { row, hold } = await keepStep(FeedBack, incident, input, {
        photos: answers.photos,
        form: answers,
        draft: key,
        verb: t.step.FEED_BACK,
      })
      sayKept(row, hold, () => go(`/i/${incident.id}/feedback`))
    } catch (error) {
      toast({ text: toldOf(error) })
      setBusy(false)
    }
  }
  return html`
    <${Frame} title=${t.f.feedback} sub=${at
      ? t.f.draftAt(stamp(at))
      : named(incident.incidentClass)} back=${`/i/${incident.id}`}>
      <div
        class="ask">
        <div class="row">${incident.clock &&
          html`<${LightChip} clock=${incident.clock} />`}<span class="note">${named(
            incident.incidentClass,
          )}</span></div>
        ${asking && html`<${Pending} incident=${incident} />`}
        <p class="note">${t.f.four}</p>
        <${FourElements} answers=${answers} change=${change} acceptedAt=${accepted} />
        <${PhotoField} photos=${answers.photos} most=${IncidentFeedBackInputMost.photos} kind="AFTER" label=${t.f
          .photoOf(
            t.photoKind.AFTER,
          )} hint=${incident.incidentClass.evidence === 'ON_CLOSE' ? t.f.needPhoto : t.f.photoOptional} error=${trouble}
          onChange=${choose} />
        <p class="note">${nextHands(incident)}</p>
        ${asking && html`<${Asking} incident=${incident} asking=${asking} again=${again} />`}
      </div>
      <div
        class="acts"><button type="button" class="button main tall full" aria-disabled=${busy ||
          Boolean(off)} onClick=${submit}>${t.f.submit}</button>${off && html`<p class="why">${off}</p>`}</div>
      <//>
  `
}

/** What a unit asks for while it is at work, on the page where it notices that it needs it. @type {('EXTEND' | 'SUSPEND')[]} */
const ASKED = ['EXTEND', 'SUSPEND']

/** @param {{ incident: Incident, asking: typeof import('./verbs/asking.js'), again: () => void }} props */
function Asking({ incident, asking, again }) {
  useAbout(incident.id)
  const { step } = words.value
  const open = ASKED.filter((name) => incident.allowedSteps.some((one) => one.step === name && one.allowed))
  if (open.length === 0) return null
  const done = () => {
    closeSheet()
    again()
  }
  const forms = { EXTEND: asking.ExtendSheet, SUSPEND: asking.SuspendSheet }
  return html`
    <div class="row">${open.map((name) =>
      html`<button type="button" class="button" key=${name} onClick=${() => openSheet(name)}>${
        words.value.f.askFor(
          step[name],
        )
      }</button>`
    )}</div>
    ${open.map((name) =>
      html`
        <${Sheet} key=${name} name=${name} title=${words.value.f.askFor(step[name])}>
          <${forms[name]} key=${incident.version} incident=${incident} onDone=${done} onStale=${again} />
          <//>
      `
    )}
  `
}
