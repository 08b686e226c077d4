/**
 * V11: is it so? (核实) · is it done? (核查). One of three, one line; it is on the phone at once.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { Check, IncidentCheckInputMost, IncidentDetail, IncidentVerifyInputMost, Verify } from '../../api/operations.js'
import { lastFix } from '../../core/place/locate.js'
import { inRing } from '../../core/place/territory.js'
import { useEffect } from '../../vendor/preact-hooks.js'
import { Time } from '../clock.js'
import { useDraft } from '../draft.js'
import { html } from '../html.js'
import { Absent } from '../parts/absent.js'
import { Choices, Text } from '../parts/fields.js'
import { Phrases } from '../parts/taps.js'
import { Frame } from '../parts/frame.js'
import { LightChip } from '../parts/chips.js'
import { placeLine } from './card.js'
import { afterCheck } from './hands.js'
import { PhotoStrip } from '../parts/photo_strip.js'
import { PhotoField } from '../parts/photo_field.js'
import { toast } from '../parts/toast.js'
import { incidentHere, useRead } from '../read.js'
import { go } from '../route.js'
import { keepStep, sayKept } from '../parts/act.js'
import { useSettled } from '../shrinking.js'
import { named, said, toldOf, words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

const BLANK = { verdict: '', text: '', outsideReason: '', photos: /** @type {any[]} */ ([]) }
const LEAST = 10

/** @param {{ id: string, pattern: string }} props */
export function Page({ id, pattern }) {
  const checking = pattern.endsWith('/check')
  const reading = useRead(`incident:${id}`, IncidentDetail, { id }, { otherwise: incidentHere(id) })
  const incident = reading.data?.incident
  const { turn, join } = words.value
  const name = checking ? turn.CHECKER : turn.VERIFIER
  const title = [name, incident && named(incident.incidentClass)].filter(Boolean).join(join)
  return html`<${Frame} title=${title} back=${`/i/${id}`}>
    ${incident ? html`<${Form} incident=${incident} checking=${checking} />` : html`<${Absent} reading=${reading} />`}
  <//>`
}

/** @param {{ incident: any, checking: boolean }} props */
function Form({ incident, checking }) {
  const key = `${checking ? 'check' : 'verify'}:${incident.id}`
  const [answers, change, , latest] = useDraft(key, BLANK, { className: named(incident.incidentClass) })
  const [busy, setBusy] = useState(false)
  const photosThere = useSettled()
  const outside = useOutside(incident)
  const t = words.value
  const refused = incident.allowedSteps.find((/** @type {any} */ one) =>
    one.step === (checking ? 'CHECK' : 'VERIFY') && !one.allowed
  )
  const off = offWords(answers, checking)
  const submit = async () => {
    if (off || busy) return
    setBusy(true)
    if (!(await photosThere())) return setBusy(false)
    try {
      const answers = latest.current
      const { verdict, text, outsideReason, photos } = answers
      const input = checking ? { verdict, text } : { verdict, text, outsideReason: outsideReason || null }
      const { row, hold } = await keepStep(checking ? Check : Verify, incident, input, {
        photos,
        form: answers,
        draft: key,
        verb: checking ? t.turn.CHECKER : t.turn.VERIFIER,
      })
      sayKept(row, hold, () => go(`/i/${incident.id}/${checking ? 'check' : 'verify'}`))
    } catch (error) {
      toast({ text: toldOf(error) })
      setBusy(false)
    }
  }
  if (refused) {
    return html`<p class="strip warn">${refused.why === 'CHECKER_IS_DISPOSER' ? t.f.checkerNot : said(refused.why)}</p>`
  }
  const verdicts = checking
    ? (/** @type {const} */ (['TRUE', 'FALSE', 'PARTIAL']))
    : (/** @type {const} */ (['TRUE', 'FALSE', 'NO_PLACE']))
  const names = checking ? t.checked : t.verdict
  return html`
    <div class="ask">
          <${Reported} incident=${incident} checking=${checking} />
          <${Choices} id="verdict" legend=${checking ? t.f.checkAsk : t.f.verifyAsk} big=${true} value=${answers
            .verdict} options=${verdicts.map((value) => ({ value, label: names[value] }))} onChange=${(
            /** @type {string} */ verdict,
          ) => change({ verdict })} />
          ${checking && (answers.verdict === 'FALSE' || answers.verdict === 'PARTIAL') &&
            html`<${Phrases} label=${t.f.whatWrong} phrases=${t.f.wrongs} onPick=${(/** @type {string} */ one) =>
              change({ text: [answers.text, one].filter(Boolean).join('；') })} />`}
          <${Text} id="seen" label=${t.f.seen} hint=${needsText(answers, checking)
            ? t.f.tenMore
            : t.f.seenHint} optional=${!needsText(answers, checking)} value=${answers.text} rows=${2} onInput=${(
            /** @type {string} */ text,
          ) => change({ text })} />
          ${!checking && (outside || answers.outsideReason) &&
            html`
              <${Text} id="outside" of=${Verify} field="outsideReason" label=${t.f
                .outside} optional=${true} value=${answers.outsideReason}
                onInput=${(
                  /** @type {string} */ outsideReason,
                ) => change({ outsideReason })} />
            `}
          <${PhotoField} photos=${answers.photos} most=${(checking ? IncidentCheckInputMost : IncidentVerifyInputMost)
            .photos} kind=${checking ? 'AFTER' : 'EVIDENCE'} label=${t.f.photoOf(
              t.photoKind[checking ? 'AFTER' : 'EVIDENCE'],
            )} hint=${t.f.photoOptional} onChange=${(/** @type {any} */ update) =>
            change((now) => ({ photos: update(now.photos) }))} />
          ${checking && html`<p class="note">${afterCheck(incident)}</p>`}
        </div>
    <div
      class="acts"><button type="button" class="button main tall full" aria-disabled=${busy ||
        Boolean(off)} onClick=${submit}>${t.f.saveSend}</button>${off && html`<p class="why">${off}</p>`}</div>
  `
}

/** @param {any} answers @param {boolean} checking */
function needsText(answers, checking) {
  return !checking && (answers.verdict === 'FALSE' || answers.verdict === 'NO_PLACE')
}

/** @param {any} answers @param {boolean} checking */
function offWords(answers, checking) {
  const { f } = words.value
  if (!answers.verdict) return checking ? f.checkAsk : f.verifyAsk
  return needsText(answers, checking) && answers.text.trim().length < LEAST ? f.tenMore : ''
}

/** What it is about: what was reported, or what the unit says it did. @param {{ incident: any, checking: boolean }} props */
function Reported({ incident, checking }) {
  const { channel, clockStage } = words.value
  const last = checking ? incident.disposals.at(-1) : null
  return html`<div class="stack-close">
    <p class="note">${last ? last.unit.name : /** @type {any} */ (channel)[incident.channel]} <${Time} at=${
    last ? last.at : incident.receivedAt
  } /> · ${placeLine(incident)}</p>
    ${(last?.measures || incident.text) && html`<p class="quote">${last?.measures || incident.text}</p>`}
    <div class="row">${
    incident.clock &&
    html`<${LightChip} clock=${incident.clock} before=${/** @type {any} */ (clockStage)[incident.clock.stage] ?? ''} />`
  }</div>
    <${PhotoStrip} photos=${incident.photos} /></div>`
}

/** Whether the last fix lies outside the incident's grid. @param {Incident} incident */
function useOutside(incident) {
  const [outside, setOutside] = useState(false)
  useEffect(() => {
    const ring = incident.grid.shape?.ring
    void lastFix().then((place) =>
      setOutside(Boolean(ring && place?.lat !== undefined && !inRing(/** @type {any} */ (place), ring)))
    )
  }, [incident.id])
  return outside
}
