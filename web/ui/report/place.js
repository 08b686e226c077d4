/**
 * The place of a report while it is written: taken by one fix at a time, taken anew when it may be old, and asked about when the
 * person has moved on since.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { fix, permission } from '../../core/place/locate.js'
import { ageOf, isDoubtful, met, metresBetween } from '../../core/place/placing.js'
import { gridAt } from '../../core/place/territory.js'
import { ago, stamp } from '../clock.js'
import { html } from '../html.js'
import { useGrids } from '../map/territory.js'
import { words } from '../words.js'
import { placeWords } from './where.js'

/** @typedef {import('./answers.js').Answers} Answers */
/** @typedef {ReturnType<typeof usePlacing>} Placing */

/** A fix that is older is taken anew when the step that shows it opens, or the phone is looked at again; ms. */
const LOOK = 15_000
/** While somebody writes, it is taken anew before it is too old to be sent; ms. */
const AGEING = 90_000

/**
 * @param {{ current: Answers | null }} latest
 * @param {(change: Partial<Answers>) => void} change
 */
export function usePlacing(latest, change) {
  const [locating, setLocating] = useState(false)
  const [noFix, setNoFix] = useState('')
  const [elsewhere, setElsewhere] = useState(/** @type {ReturnType<typeof met>['elsewhere'] | null} */ (null))
  const found = useRef(/** @type {typeof elsewhere} */ (null))
  const running = useRef(/** @type {Promise<void> | null} */ (null))
  const meet = (/** @type {typeof elsewhere} */ other) => setElsewhere(found.current = other)
  const once = async () => {
    const about = latest.current
    setLocating(true)
    setNoFix('')
    try {
      const place = await fix()
      if (!about || latest.current?.id !== about.id) return // another report is written now
      const { change: next, elsewhere = null } = met(latest.current, place)
      if (next) change(next)
      meet(elsewhere)
    } catch (error) {
      setNoFix(/** @type {any} */ (error).code)
    } finally {
      setLocating(false)
    }
  }
  const locate = () => running.current ??= once().finally(() => (running.current = null))
  /** Takes it (anew) where that needs no question to the person. @param {number} [age] ms, which it must have */
  const look = async (age = LOOK) => {
    const now = latest.current
    if (!now || (now.place && (ageOf(now) ?? 0) <= age)) return
    if (await permission() === 'granted') await locate()
  }
  useEffect(() => {
    const seen = () => void (document.visibilityState === 'visible' && look())
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [])
  return {
    locating,
    noFix,
    elsewhere,
    locate,
    look,
    /** Something was written: a place that is about to be too old is taken anew meanwhile. */
    wrote: () => void look(AGEING),
    /** Another report is opened. */
    reset: () => (meet(null), setNoFix('')),
    /** @param {boolean} here whether it is where the person stands now */
    choose: (here) => {
      change(here && found.current ? { ...found.current, placeKept: false } : { placeKept: true })
      meet(null)
    },
    /** Whether the place may be sent as it is; taken anew first, if it is old. */
    settled: async () => {
      if (latest.current && isDoubtful(latest.current)) await locate()
      return Boolean(latest.current) && !isDoubtful(/** @type {Answers} */ (latest.current)) && !found.current
    },
  }
}

/** Whether the person has to choose first. @param {Answers} answers @param {Placing} placing */
export function mustChoose(answers, { elsewhere, noFix }) {
  return Boolean(elsewhere) || (isDoubtful(answers) && noFix !== '')
}

/** The place was taken earlier, and may not be the one that is meant. @param {{ answers: Answers, placing: Placing, walk: (step: number) => void }} props */
export function Doubt({ answers, placing, walk }) {
  const grids = useGrids()
  const { elsewhere, locating, noFix, choose } = placing
  const { place } = answers
  const t = words.value.report
  if (!place || !(elsewhere || isDoubtful(answers))) return null
  if (!elsewhere && locating) {
    return html`<p class="strip wait" role="status">${t.fixingAgain(ago(Date.parse(place.confirmedAt)))}</p>`
  }
  if (!elsewhere && !noFix) return null
  const there = placeWords(place, place.lat === undefined ? null : gridAt(/** @type {any} */ (place), grids))
  const text = elsewhere
    ? t.moved(
      stamp(Date.parse(place.confirmedAt)),
      there,
      words.value.place.distance(metresBetween(place, elsewhere.place)),
    )
    : t.notAnew(ago(Date.parse(place.confirmedAt)), there)
  return html`
    <div class="strip warn" role="alert">
      <p>${text}</p>
      <div class="two">
        ${elsewhere
          ? html`<button type="button" class="button full" onClick=${() => choose(true)}>${t.hereNow}</button>`
          : html`<button type="button" class="button full" onClick=${() => walk(4)}>${t.pickBuilding}</button>`}
        <button type="button" class="button full" onClick=${() => choose(false)}>${t.thereThen}</button>
      </div>
    </div>
  `
}
