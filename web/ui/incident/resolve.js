/**
 * V12: settled on the spot. How, in a chip or a line; a photo only where the class asks for one.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { IncidentDetail, IncidentSelfResolveInputMost, SelfResolve } from '../../api/operations.js'
import { subjectOf } from '../../core/outbox/subject.js'
import { useDraft } from '../draft.js'
import { html } from '../html.js'
import { Absent } from '../parts/absent.js'
import { rows } from '../outbox/shown.js'
import { Text } from '../parts/fields.js'
import { Phrases } from '../parts/taps.js'
import { Frame } from '../parts/frame.js'
import { PhotoField } from '../parts/photo_field.js'
import { Bones } from '../parts/quiet.js'
import { toast } from '../parts/toast.js'
import { incidentHere, useRead } from '../read.js'
import { go } from '../route.js'
import { catalogue, classOf } from '../suggest.js'
import { keepStep, sayKept } from '../parts/act.js'
import { handUp } from './verbs/hand_up.js'
import { useSettled } from '../shrinking.js'
import { named, toldOf, words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

const BLANK = { note: '', photos: /** @type {any[]} */ ([]) }

/** The incident as the server knows it, or the report of it that still lies here. @param {string} id @param {any} read */
function incidentOf(id, read) {
  if (read) return read
  const row = rows.value.find((one) => subjectOf(one).id === id && one.operation.name === 'Report')
  const incidentClass = row && classOf(row.input.classCode)
  return row && incidentClass ? { id, version: 1, incidentClass, place: {}, allowedSteps: null } : null
}

/** @param {{ id: string }} props */
export function Page({ id }) {
  const reading = useRead(`incident:${id}`, IncidentDetail, { id }, { otherwise: incidentHere(id) })
  const incident = incidentOf(id, reading.data?.incident)
  const { step, join } = words.value
  const title = [step.SELF_RESOLVE, incident && named(incident.incidentClass)].filter(Boolean).join(join)
  return html`<${Frame} title=${title} back=${`/i/${id}`}>
    ${
    incident
      ? html`<${Form} incident=${incident} />`
      : !catalogue.value
      ? html`<${Bones} />`
      : html`<${Absent} reading=${reading} />`
  }
  <//>`
}

/** @param {{ incident: Incident }} props */
function Form({ incident }) {
  const key = `resolve:${incident.id}`
  const [answers, change, , latest] = useDraft(key, BLANK, { className: named(incident.incidentClass) })
  const [busy, setBusy] = useState(false)
  const photosThere = useSettled()
  const { f, step, photoKind } = words.value
  const { selfResolve, evidence } = incident.incidentClass
  const needsPhoto = evidence === 'ON_CLOSE' && !answers.photos.some((one) => one.kind === 'AFTER')
  const off = !answers.note.trim() ? f.resolveAsk : needsPhoto ? f.needPhoto : ''
  const leaveIt = () => handUp(incident, { draft: key, back: `/i/${incident.id}/resolve` })
  const submit = async () => {
    if (off || busy) return
    setBusy(true)
    if (!(await photosThere())) return setBusy(false)
    try {
      const { row, hold } = await keepStep(SelfResolve, incident, { note: latest.current.note }, {
        photos: latest.current.photos,
        form: latest.current,
        draft: key,
        verb: step.SELF_RESOLVE,
      })
      sayKept(row, hold, () => go(`/i/${incident.id}/resolve`))
    } catch (error) {
      toast({ text: toldOf(error) })
      setBusy(false)
    }
  }
  if (!selfResolve) return html`<p class="strip warn">${f.noSelf}</p>`
  return html`
    <div class="ask">
      <h2>${f.resolveAsk}</h2>
      <${Phrases} label=${f.phrases} phrases=${f.resolved} onPick=${(/** @type {string} */ note) =>
        change({ note: [answers.note, note].filter(Boolean).join('，') })} />
      <${Text} id="note" label=${f.note} hint=${f.other} value=${answers.note} rows=${2} onInput=${(
        /** @type {string} */ note,
      ) => change({ note })} />
      <${PhotoField} photos=${answers.photos} kind="AFTER" most=${IncidentSelfResolveInputMost.photos} label=${photoKind
        .AFTER} hint=${evidence === 'ON_CLOSE' ? f.needPhoto : f.photoOptional}
        onChange=${(/** @type {any} */ update) => change((now) => ({ photos: update(now.photos) }))} />
      <p class="note">${f.sampled}</p>
    </div>
    <div class="acts"><button type="button" class="button full" onClick=${leaveIt}>${f.cannot}</button>
          <button type="button" class="button main tall full" aria-disabled=${busy ||
            Boolean(off)} onClick=${submit}>${f.doneSend}</button>${off && html`<p class="why">${off}</p>`}</div>
  `
}
