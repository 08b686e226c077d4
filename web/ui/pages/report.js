/**
 * V03–V06: a report in four taps. Every answer is on the phone within a second, and a killed browser opens on the same step.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { draft as readDraft, drafts, dropDraft, saveDraft } from '../../core/drafts.js'
import { uuid7 } from '../../core/ids.js'
import { fix, permission } from '../../core/locate.js'
import { formIsDirty } from '../../core/updates.js'
import { stamp } from '../clock.js'
import { home } from '../here.js'
import { html } from '../html.js'
import { Frame } from '../parts/frame.js'
import { Bones } from '../parts/quiet.js'
import { back, go, query, refine } from '../route.js'
import { classOf } from '../suggest.js'
import { named, said, words } from '../words.js'
import { AddressStep } from './report_address.js'
import { PhotoStep } from './report_photo.js'
import { sendReport } from './report_send.js'
import { WhatStep } from './report_what.js'
import { WhereStep } from './report_where.js'

/**
 * @typedef {object} Answers
 * @property {string} id  of the incident, made here
 * @property {number} step
 * @property {import('../../core/types.js').RowPhoto[]} photos
 * @property {string | null} classCode
 * @property {string} [className]  for the list of drafts, without the catalogue
 * @property {string} text
 * @property {number | null} severity  null: as usual for the class
 * @property {import('../../core/types.js').Place | null} place
 * @property {string | null} duplicateOf
 * @property {string} occurredAt
 */

const HOURS = 12 * 3600_000

/** @returns {Answers} */
function blank() {
  return {
    id: uuid7(),
    step: 1,
    photos: [],
    classCode: null,
    text: '',
    severity: null,
    place: null,
    duplicateOf: null,
    occurredAt: new Date().toISOString(),
  }
}

/** The draft of the address, else the last one of today, else a blank one. */
async function opened() {
  const named = query.peek().get('draft')
  const found = named
    ? await readDraft(`report:${named}`)
    : (query.peek().has('new') ? undefined : (await drafts('report:'))[0])
  const alive = found && (named || Date.now() - found.at < HOURS)
  return { answers: /** @type {Answers} */ (alive ? found.value : blank()), resumed: alive && !named ? found.at : null }
}

export function Page() {
  const [answers, setAnswers] = useState(/** @type {Answers | null} */ (null))
  const [resumed, setResumed] = useState(/** @type {number | null} */ (null))
  const [locating, setLocating] = useState(false)
  const [noFix, setNoFix] = useState('')
  const latest = useRef(/** @type {Answers | null} */ (null))
  const step = Number(query.value.get('step') ?? 1)

  const begin = (/** @type {Answers} */ start) => {
    latest.current = start
    setAnswers(start)
  }
  useEffect(() => {
    void opened().then(({ answers, resumed }) => {
      begin(answers)
      setResumed(resumed)
      if (!query.peek().has('step') && answers.step > 1) refine({ draft: answers.id, step: String(answers.step) })
      if (!answers.place) void permission().then((state) => (state === 'granted' ? locate() : undefined))
    })
    return () => formIsDirty('report', false)
  }, [])

  /** @param {Partial<Answers>} change */
  const change = (change) => {
    const next = { .../** @type {Answers} */ (latest.current), ...change }
    begin(next)
    void keepDraft(next)
  }
  const locate = async () => {
    setLocating(true)
    setNoFix('')
    try {
      const place = await fix()
      if (!latest.current?.place) change({ place })
      else if (latest.current.place.source === 'GPS') change({ place: { ...latest.current.place, ...place } })
    } catch (error) {
      setNoFix(/** @type {any} */ (error).code)
    }
    setLocating(false)
  }
  /** @param {number} to */
  const walk = (to) => {
    change({ step: to })
    refine({ draft: /** @type {Answers} */ (latest.current).id, step: String(to), new: null }, { replace: false })
  }
  if (!answers) {
    return html`
      <${Frame} title=${words.value.report.step(1)} back=${home.value}>
        <${Bones} />
        <//>
    `
  }
  const leave = async () => {
    if (!answers.photos.length && !answers.classCode && !answers.text) await dropDraft(`report:${answers.id}`)
    go(home.value, { replace: true })
  }
  const again = () => {
    begin(blank())
    setResumed(null)
    go('/report?new=1', { replace: true })
  }
  const props = {
    answers,
    change,
    walk,
    locate,
    locating,
    noFix,
    send: (/** @type {any} */ how) => sendReport(/** @type {Answers} */ (latest.current), how),
  }
  const shown = [PhotoStep, WhatStep, WhereStep, AddressStep][step - 1] ?? PhotoStep
  const t = words.value.report
  return html`
    <${Frame} title=${titleOf(step, answers)} sub=${subOf(answers)} back=${home
      .value} onBack=${() => (step > 1 ? back(`/report?draft=${answers.id}&step=${step - 1}`) : leave())}
      action=${html`<button type="button" class="button plain" onClick=${leave}>${t.leave}</button>`}>
        ${resumed &&
          html`<div class="strip"><p>${
            t.resumed(stamp(resumed))
          }</p><button type="button" class="button" onClick=${again}>${t.another}</button></div>`}
        <${shown} key=${step} ...${props} />
        ${noFix && step === 3 && html`<p class="note" role="status">${said(noFix)}</p>`}
      <//>
  `
}

/** @param {Answers} answers */
async function keepDraft(answers) {
  formIsDirty('report', true)
  await saveDraft(`report:${answers.id}`, answers, answers.photos.map((photo) => photo.sha256))
  formIsDirty('report', false) // a draft on the disk loses nothing by a new version
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

/** @param {Answers} answers */
function subOf(answers) {
  const t = words.value.report
  return [answers.photos.length ? t.photos(answers.photos.length) : '', t.draftKept].filter(Boolean).join(
    words.value.join,
  )
}
