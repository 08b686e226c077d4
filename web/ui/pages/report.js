/**
 * V03–V06: a report in four taps. Every answer is on the phone within a second, and a killed browser opens on the same step. ⊕ always
 * begins a new one; an unfinished one is a card that says what and where, to be continued or thrown away.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { draft as readDraft, drafts, dropDraft, MOST_REPORTS, saveDraft } from '../../core/drafts.js'
import { uuid7 } from '../../core/ids.js'
import { formIsDirty } from '../../core/updates.js'
import { home } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Frame } from '../parts/frame.js'
import { PhotoTrouble } from '../parts/photos.js'
import { Bones } from '../parts/quiet.js'
import { toast } from '../parts/toast.js'
import { back, go, query, refine } from '../route.js'
import { settled, shrinking } from '../shrinking.js'
import { classOf } from '../suggest.js'
import { named, said, words } from '../words.js'
import { PhotoStep } from './report_photo.js'
import { Doubt, mustChoose, usePlacing } from './report_place.js'
import { sendReport } from './report_send.js'
import { WhatStep } from './report_what.js'
import { Rest, SendActs, WhereStep } from './report_where.js'

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
 * @property {boolean} [placeKept]  the person said that it is this place
 * @property {number} [fixedAt]  ms, when the phone took the place
 * @property {string | null} duplicateOf
 * @property {string} occurredAt
 * @property {import('../../core/shared.js').Parts | null} [shared]  what became of what another app shared, until it was read
 */

/** @typedef {Partial<Answers> | ((now: Answers) => Partial<Answers>)} Change */

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

/**
 * The answers of the report that is written, on the screen and on the phone: a new one, or the draft that the address names.
 * @param {{ current: Answers | null }} latest
 * @param {() => void} onOpen
 */
function useAnswers(latest, onOpen) {
  const [answers, setAnswers] = useState(/** @type {Answers | null} */ (null))
  const [trouble, setTrouble] = useState('')
  const [kept, setKept] = useState(false)
  const draft = useRef({ begun: false, full: false, left: false })
  const saving = useRef(Promise.resolve()) // the last save of the draft
  const asked = query.value.get('draft')
  const begin = (/** @type {Answers} */ start) => setAnswers(latest.current = start)
  const open = async () => {
    const found = asked ? await readDraft(`report:${asked}`) : null
    if (asked && !found) return refine({ draft: null, step: null }) // sent, thrown away or another's: a new one begins
    draft.current = { begun: found !== null, full: !found && await tooMany(), left: false }
    setKept(found !== null)
    setTrouble(draft.current.full ? 'TOO_MANY_DRAFTS' : '')
    begin({
      ...blank(),
      ...found?.value,
      ...(found && !found.value.occurredAt && { occurredAt: new Date(found.at).toISOString() }),
    })
    if (found?.value.step > 1 && !query.peek().has('step')) refine({ step: String(found?.value.step) })
    onOpen()
  }
  useEffect(() => {
    if (!asked || asked !== latest.current?.id) void open()
  }, [asked])
  useEffect(() => () => {
    draft.current.left = true
    formIsDirty('report', false)
  }, [])
  /** @param {Answers} next */
  const keep = async (next) => {
    const { begun, full } = draft.current
    if (full || (!begun && isEmpty(next))) return
    formIsDirty('report', true)
    const photos = next.photos.map((photo) => photo.sha256)
    const saved = await saveDraft(`report:${next.id}`, next, photos, { begun })
    if (saved) draft.current.begun = true
    else if (begun && !draft.current.left) goneElsewhere()
    setKept(saved)
    setTrouble('')
    formIsDirty('report', false) // a draft on the disk loses nothing by a new version
  }
  /** @param {Change} change */
  const change = (change) => {
    if (draft.current.left || !latest.current) return // it was sent or thrown away
    const next = { ...latest.current, ...(typeof change === 'function' ? change(latest.current) : change) }
    begin(next)
    if (!query.peek().has('draft')) refine({ draft: next.id })
    saving.current = keep(next).catch((error) => {
      setKept(false)
      setTrouble(error.code)
    })
  }
  /** 取消: it is thrown away, and can be brought back for some seconds. */
  const discard = async () => {
    const key = `report:${latest.current?.id}`
    const there = location.pathname + location.search
    draft.current.left = true
    go(home.peek(), { replace: true })
    await saving.current
    if (!draft.current.begun) return
    await dropDraft(key)
    toast({ text: words.peek().report.thrown, undo: () => void dropDraft(key, true).then(() => go(there)) })
  }
  return {
    answers,
    change,
    discard,
    trouble,
    kept,
    here: () => !draft.current.left,
    /** @param {boolean} left whether nothing is to be changed any more */
    leave: (left) => (draft.current.left = left),
  }
}

async function tooMany() {
  return (await drafts('report:')).length >= MOST_REPORTS
}

/** It was sent or thrown away in another tab. */
function goneElsewhere() {
  toast({ text: words.peek().report.gone })
  go(home.peek(), { replace: true })
}

/** Whether a person has said anything yet. @param {Answers} answers */
function isEmpty({ photos, classCode, text, place, placeKept }) {
  return photos.length === 0 && !classCode && !text.trim() && !(place && (placeKept || place.source !== 'GPS'))
}

export function Page() {
  const latest = useRef(/** @type {Answers | null} */ (null))
  const placing = usePlacing(latest, (next) => written.change(next))
  const written = useAnswers(latest, () => {
    placing.reset()
    void placing.look()
  })
  const map = useLater(() => import('../parts/map.js'))
  const address = useLater(() => import('./report_address.js'))
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
        ${answers.shared?.photos && html`<${Came} parts=${answers.shared} onRead=${() => change({ shared: null })} />`}
        ${step >= 3 && html`<${Doubt} answers=${answers} placing=${placing} walk=${walk} />`}
        <${shown} key=${`${answers.id}${step}`} ...${props} />
        ${placing.noFix && step === 3 && html`<p class="note" role="status">${said(placing.noFix)}</p>`}
      <//>
  `
}

/** What became of each part that another app shared. @param {{ parts: import('../../core/shared.js').Parts, onRead: () => void }} props */
function Came({ parts, onRead }) {
  const { report: t, between } = words.value
  const count = (/** @type {string} */ became) => parts.photos.filter((one) => one === became).length
  const names = /** @type {const} */ (['KEPT', 'PHOTO_UNREADABLE', 'PHOTO_FULL', 'TOO_MANY'])
  const told = names.filter(count).map((one) => t.photosCame[one](count(one)))
  const all = [...told, parts.text && t.textCame[parts.text]].filter(Boolean).join(between)
  const fine = parts.photos.every((one) => one === 'KEPT') && parts.text !== 'CUT'
  return html`
    <div class="strip ${fine ? 'ok' : 'warn'}"
      role="status"><p>${t.came(all)}</p><button type="button" class="button" onClick=${onRead}>${t.read}</button></div>
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
