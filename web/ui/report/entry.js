/**
 * 新建 at the desk: one page instead of the phone's steps. The source comes first, the class is found from the words; it
 * goes through the same outbox as a phone's report, and is kept as a draft with every change.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { IncidentReportInputMost, Report } from '../../api/operations.js'
import { role } from '../here.js'
import { html } from '../html.js'
import { Choices, Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { PhotoField } from '../parts/photo_field.js'
import { Bones } from '../parts/quiet.js'
import { back } from '../route.js'
import { settled } from '../shrinking.js'
import { classOf } from '../suggest.js'
import { said, words } from '../words.js'
import { channelsOf } from './channels.js'
import { EntryClass } from './entry_class.js'
import { EntryPlace } from './entry_place.js'

/** @typedef {import('./answers.js').Answers} Answers */

/** The channels whose reports bear a number of their own. */
const NUMBERED = new Set(['HOTLINE', 'DEPARTMENT', 'ENTERPRISE', 'RESIDENT'])

/**
 * @param {{ useAnswers: typeof import('./answers.js').useAnswers, sendReport: typeof import('./send.js').sendReport }} props of the
 *   report's page, which is here before this form is
 */
export function Entry({ useAnswers, sendReport }) {
  const latest = useRef(/** @type {Answers | null} */ (null))
  const written = useAnswers(latest, () => {})
  const channels = channelsOf(role.value)
  const busy = useRef(false)
  const { answers, change, trouble, kept } = written
  const t = words.value
  const off = answers ? lacking(answers) : ''
  const send = async () => {
    if (busy.current || !latest.current || lacking(latest.current)) return
    busy.current = true
    try {
      if (!await settled()) return
      written.leave(true)
      await sendReport(filed(latest.current, channels), { to: '/desk' })
    } catch {
      written.leave(false) // why was said
    } finally {
      busy.current = false
    }
  }
  useSubmitKey(send)
  useHeading()
  const action = html`<button type="button" class="button plain" onClick=${written.discard}>${t.report.leave}</button>`
  return html`
    <${Frame} title=${t.entry.title} sub=${kept ? t.entry.kept : null} back="/desk" onBack=${() =>
      back('/desk')} action=${action} wide=${true}>
      ${trouble &&
        html`<p class="strip warn" role="alert">${
          t.report.notKept[/** @type {'PHONE_FULL'} */ (trouble)] ?? said(trouble)
        }</p>`}
      ${channels.length === 0 ? html`<p class="strip wait">${t.entry.cannot}</p>` : answers
        ? html`
          <${Fields} key=${answers.id} answers=${answers} change=${change} channels=${channels} off=${off}
            send=${send} />
        `
        : html`<${Bones} />`}
      <//>
  `
}

/** How it reached the desk: the channel that was chosen, where the post has it. @param {Answers} answers @param {string[]} channels */
function sourceOf({ channel }, channels) {
  return channels.find((one) => one === channel) ?? channels[0]
}

/** What is sent: what the form shows, and no number that it hides. @param {Answers} answers @param {string[]} channels */
export function filed(answers, channels) {
  const channel = sourceOf(answers, channels)
  return { ...answers, channel, externalNo: NUMBERED.has(channel ?? '') ? answers.externalNo : '' }
}

/** What is still to be said, in words. @param {Answers} answers */
export function lacking({ classCode, place }) {
  const t = words.value.entry
  if (!classCode) return t.needClass
  if (place?.lat !== undefined) return ''
  if (!place?.address && !place?.building) return t.needPlace
  return place.gridCode ? '' : t.needGrid
}

/** The form comes after its page, and its heading in the place of the one that had the focus. */
function useHeading() {
  useEffect(() => {
    if (document.activeElement !== document.body) return
    const heading = /** @type {HTMLElement | null} */ (document.querySelector('h1'))
    heading?.focus({ preventScroll: true })
  }, [])
}

/** Ctrl+Enter, or ⌘ Enter. @param {() => void} send */
function useSubmitKey(send) {
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || document.querySelector(':modal')) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

/**
 * @param {{ answers: Answers, change: (change: any) => void, channels: string[], off: string, send: () => void }} props
 */
function Fields({ answers, change, channels, off, send }) {
  const { entry: t, channel: names, report, severity: urgent } = words.value
  const channel = sourceOf(answers, channels) ?? ''
  const severity = answers.severity ?? classOf(answers.classCode)?.severity ?? 1
  const options = channels.map((value) => ({ value, label: /** @type {Record<string, string>} */ (names)[value] }))
  const levels = [1, 2, 3, 4].map((n) => ({ value: String(n), label: /** @type {any} */ (urgent)[n] }))
  return html`
    <form class="entry" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), send())}>
      <div class="stack">
        <${Choices} id="source" legend=${t.source} options=${options} value=${channel} across=${true}
          onChange=${(/** @type {string} */ one) => change({ channel: one })} />
        ${NUMBERED.has(channel) && html`
          <${Text} id="external" label=${t.externalNo} hint=${t.externalHint} optional=${true} of=${Report}
            field="externalNo" value=${answers.externalNo ?? ''}
            onInput=${(/** @type {string} */ externalNo) => change({ externalNo })} />
        `}
        <p class="note">${t.caller}</p>
        <${Text} id="line" label=${t.what} hint=${t.whatHint} rows=${3} value=${answers.text}
          onInput=${(/** @type {string} */ text) => change({ text })} />
        <${EntryClass} answers=${answers} change=${change} />
      </div>
      <div class="stack">
        <${EntryPlace} answers=${answers} change=${change} />
        <${Choices} id="severity" legend=${report.howUrgent} options=${levels} value=${String(severity)} across=${true}
          onChange=${(/** @type {string} */ one) => change({ severity: Number(one) })} />
        <${PhotoField} photos=${answers.photos} kind="BEFORE" label=${t.photo} most=${IncidentReportInputMost.photos}
          onChange=${(/** @type {(before: any[]) => any[]} */ update) =>
            change((/** @type {Answers} */ now) => ({ photos: update(now.photos) }))} />
      </div>
      <div class="acts">
        ${severity === 4 && html`<p><strong>${report.emergency}110 · 119 · 120</strong></p>`}
        <button type="submit" class="button main full submit" aria-disabled=${Boolean(off)}>${t.send}</button>
        <p class="why">${off || t.sendKeys}</p>
      </div>
    </form>
  `
}
