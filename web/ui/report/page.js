/**
 * V03–V06: a report in four taps. Every answer is on the phone within a second, and a killed browser opens on the same step. ⊕ always
 * begins a new one; an unfinished one is a card that says what and where, to be continued or thrown away.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import { home, sections } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Frame } from '../parts/frame.js'
import { PhotoTrouble } from '../parts/photos.js'
import { Bones } from '../parts/quiet.js'
import { back, go, query, refine } from '../route.js'
import { settled, shrinking } from '../shrinking.js'
import { classOf } from '../suggest.js'
import { wide } from '../wide.js'
import { named, said, words } from '../words.js'
import { useAnswers } from './answers.js'
import { MOST, PhotoStep } from './photo.js'
import { Doubt, mustChoose, usePlacing } from './place.js'
import { sendReport } from './send.js'
import { WhatStep } from './what.js'
import { Rest, SendActs, WhereStep } from './where.js'

/** @typedef {import('./answers.js').Answers} Answers */
/** @typedef {import('./answers.js').Change} Change */

/** The phone's steps; at a desk the form, which comes with what it shares with them. */
export function Page() {
  const desk = wide.value && sections.value.includes('desk')
  const entry = useLater(() => desk && form(), desk ? ['rows', 'desk'] : [], desk)
  if (!desk) return html`<${Steps} />`
  if (entry) return html`<${entry.Entry} useAnswers=${useAnswers} sendReport=${sendReport} />`
  return html`
    <${Frame} title=${words.value.tabs.report} back=${home.value}>
      <${Bones} again=${() => location.reload()} />
      <//>
  `
}

/** The desk's form. A failure is left uncaught once more, so that the app says it. */
function form() {
  const found = import('./entry.js')
  void found.then()
  return found
}

function Steps() {
  const latest = useRef(/** @type {Answers | null} */ (null))
  const placing = usePlacing(latest, (next) => written.change(next))
  const written = useAnswers(latest, () => {
    placing.reset()
    void placing.look()
  })
  const map = useLater(() => import('../map/spot.js'), ['typed'])
  const address = useLater(() => import('./address.js'))
  const pictures = useLater(() => import('../parts/pictures.js'), ['typed'])
  const came = useLater(() => import('./came.js'))
  const step = Number(query.value.get('step') ?? 1)
  const [photoTrouble, tell] = useState('')
  const { answers, discard } = written
  const trouble = written.trouble || query.value.get('problem')
  const t = words.value.report
  if (!answers) {
    return html`
      <${Frame} title=${t.step(1)} back=${home.value}>
        <${Bones} />
        <//>
    `
  }
  const change = (/** @type {Change} */ next) => {
    written.change(next)
    placing.wrote()
  }
  const walk = (/** @type {number} */ to) => {
    change({ step: to })
    refine({ step: String(to), problem: null }, { replace: false })
  }
  /** Waits for the photos and the place, unless the person goes elsewhere meanwhile. */
  const send = async (/** @type {any} */ how) => {
    const [{ id }, at] = [answers, String(step)]
    const fine = await settled() && await placing.settled()
    if (!fine || latest.current?.id !== id || query.peek().get('step') !== at || !written.here()) return
    written.leave(true)
    await sendReport(/** @type {Answers} */ (latest.current), how).catch((error) => {
      written.leave(false)
      throw error
    })
  }
  const props = { answers, change, walk, placing, send, off: mustChoose(answers, placing), map, tell, Rest, SendActs }
  const shown = [PhotoStep, WhatStep, WhereStep, address?.AddressStep ?? Bones][step - 1] ?? PhotoStep
  const before =
    () => (step > 1 ? back(`/report?draft=${answers.id}&step=${step - 1}`) : go(home.value, { replace: true }))
  return html`
    <${Frame} title=${titleOf(step, answers)} sub=${subOf(answers, written.kept)} back=${home.value} onBack=${before}
      action=${html`<button type="button" class="button plain" onClick=${discard}>${t.leave}</button>`}>
        ${trouble &&
          html`<p class="strip warn" role="alert">${
            t.notKept[/** @type {'PHONE_FULL'} */ (trouble)] ?? said(trouble)
          }</p>`}
        <${PhotoTrouble} trouble=${photoTrouble} onDone=${() => tell('')} />
        ${answers.shared?.photos && came &&
          html`<${came.Came} parts=${answers.shared} onRead=${() => change({ shared: null })} />`}
        ${step > 1 && pictures && html`<${pictures.OfReport} ...${props} most=${MOST} />`}
        ${step >= 3 && html`<${Doubt} answers=${answers} placing=${placing} walk=${walk} />`}
        <${shown} key=${`${answers.id}${step}`} ...${props} />
        ${placing.noFix && step === 3 && html`<p class="note" role="status">${said(placing.noFix)}</p>`}
      <//>
  `
}

/**
 * @param {number} step
 * @param {Answers} answers
 */
function titleOf(step, answers) {
  const t = words.value.report
  const one = step >= 3 ? classOf(answers.classCode) : null
  return [t.step(Math.min(step, 3)), one && named(one)].filter(Boolean).join(' ')
}

/** @param {Answers} answers @param {boolean} kept */
function subOf(answers, kept) {
  const { report: t, join, shrinking: making } = words.value
  const { left, of } = shrinking.value
  if (left > 0) return making(of - left, of)
  const photos = answers.photos.length ? t.photos(answers.photos.length) : ''
  return [photos, kept ? t.draftKept : ''].filter(Boolean).join(join) || null
}
