/**
 * The answers of a report while it is written, kept as a draft on the phone: a new one, or the draft that the address names.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { draft as readDraft, drafts, dropDraft, MOST_REPORTS, saveDraft } from '../../core/outbox/drafts.js'
import { uuid7 } from '../../core/ids.js'
import { formIsDirty } from '../../core/live/dirty.js'
import { home } from '../here.js'
import { toast } from '../parts/toast.js'
import { go, path, query, refine } from '../route.js'
import { words } from '../words.js'

/**
 * @typedef {object} Answers
 * @property {string} id  of the incident, made here
 * @property {number} step
 * @property {import('../../core/types.js').RowPhoto[]} photos
 * @property {string | null} classCode
 * @property {string} [channel]  how it reached the desk
 * @property {string} [externalNo]
 * @property {string} [className]  for the list of drafts, without the catalogue
 * @property {string} text
 * @property {number | null} severity  null: as usual for the class
 * @property {import('../../core/types.js').Place | null} place
 * @property {boolean} [placeKept]  the person said that it is this place
 * @property {string} [chip]  what a chip put into its words: it goes when the place is moved
 * @property {number} [fixedAt]  ms, when the phone took the place
 * @property {string | null} duplicateOf
 * @property {string} occurredAt
 * @property {import('../../core/photo/shared.js').Parts | null} [shared]  what became of what another app shared, until it was read
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
export function useAnswers(latest, onOpen) {
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
    if (isHere() && (!asked || asked !== latest.current?.id)) void open()
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
    if (draft.current.left || !latest.current || !isHere()) return // it was sent or thrown away
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

/** Whether the address is the report's: the page stands on for a moment when it is another's already. */
function isHere() {
  return path.peek() === '/report'
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
function isEmpty({ photos, classCode, text, place, placeKept, externalNo }) {
  return photos.length === 0 && !classCode && !text.trim() && !externalNo &&
    !(place && (placeKept || place.source !== 'GPS'))
}
