/**
 * V05: is it here? One fix, a pin that moves by ten metres, and the button that sends.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { gridAt } from '../../core/place/territory.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Pick, Text } from '../parts/fields.js'
import { shrinking } from '../shrinking.js'
import { classOf } from '../suggest.js'
import { useGrids } from '../map/territory.js'
import { words } from '../words.js'

/** @typedef {{ answers: import('./answers.js').Answers, change: (change: any) => void, walk: (step: number) => void, placing: import('./place.js').Placing, off: boolean, map: typeof import('../map/spot.js') | null, send: (how: any) => Promise<void> }} StepProps `off`: which place is meant has to be said first */

/** @param {StepProps} props */
export function WhereStep({ answers, change, walk, placing, off, map, send }) {
  const [moving, setMoving] = useState(false)
  const alike = useLater(() => import('./alike.js'))
  const grids = useGrids()
  const { place } = answers
  const { locating, noFix, locate } = placing
  const t = words.value.report
  useEffect(() => {
    if (place) void placing.look()
    else if (!locating && !noFix) void locate()
  }, [])
  useEffect(() => {
    if (noFix && !place) walk(4) // no fix: the place is chosen by hand, without being asked
  }, [noFix])
  const point = place?.lat === undefined ? null : { lat: place.lat, lon: /** @type {number} */ (place.lon) }
  const grid = point && gridAt(point, grids)
  const severity = answers.severity ?? classOf(answers.classCode)?.severity ?? 1
  return html`
    <div class="ask"><h2>${t.whereAsk}</h2>
        ${!place && html`<div class="viewfinder" role="status">${locating ? t.locating : t.onceOnly}</div>`}
        ${point && map && html`
          <${map.Spot} place=${place} chip=${answers.chip} grid=${grid} grids=${grids} moving=${moving} change=${change}
            label=${t.map.label(placeWords(place, grid))} />
        `}
        ${place && html`<p role="status">${placeWords(place, grid)}</p>`}
        <div class="two">
          ${point
            ? html`<button type="button" class="button full" aria-pressed=${moving} onClick=${() =>
              setMoving(!moving)}>${t.wrongPlace}</button>`
            : html`<button type="button" class="button full" onClick=${locate}>${t.getFix}</button>`}
          <button type="button" class="button full" onClick=${() => walk(4)}>${t.pickBuilding}</button>
        </div>
        ${point && alike && html`<${alike.Alike} answers=${answers} point=${point} change=${change} />`}
        <${Rest} answers=${answers} change=${change} severity=${severity} /></div>
    <${SendActs} answers=${answers} severity=${severity} off=${!place
      ? t.choosePlace
      : off
      ? t.chooseWhich
      : ''} send=${send} />
  `
}

/**
 * @param {any} place
 * @param {any} grid
 */
export function placeWords(place, grid) {
  const { place: t, join } = words.value
  const written = [place?.address, place?.building, place?.unitDoor, place?.floor].filter(Boolean).join(' ')
  const reach = place?.accuracyM ? t.accuracy(place.accuracyM) : ''
  return [written, grid ? t.near(grid.name) : '', reach].filter(Boolean).join(join) ||
    (place?.source === 'GPS' ? t.gps : t.pin)
}

/** A line of text and how urgent. @param {{ answers: import('./answers.js').Answers, change: (change: any) => void, severity: number }} props */
export function Rest({ answers, change, severity }) {
  const t = words.value.report
  const options = [1, 2, 3, 4].map((n) => ({ value: String(n), label: /** @type {any} */ (words.value.severity)[n] }))
  return html`
    <${Text} id="line" label=${t.addLine} optional=${true} value=${answers.text} rows=${2} onInput=${(
      /** @type {string} */ text,
    ) => change({ text })} />
    <${Pick} id="severity" label=${t.howUrgent} value=${String(severity)} options=${options} onChange=${(
      /** @type {string} */ one,
    ) => change({ severity: Number(one) })} />
  `
}

/** The buttons that send. In an emergency the calls come first. @param {{ answers: import('./answers.js').Answers, severity: number, off: string, send: (how: any) => Promise<void> }} props `off`: why not */
export function SendActs({ answers, severity, off, send }) {
  const [busy, setBusy] = useState(false)
  const t = words.value.report
  const go = (/** @type {any} */ how) => () => {
    if (off || busy) return
    setBusy(true)
    void send(how).catch(() => {}).finally(() => setBusy(false))
  }
  return html`<div class="acts">
    ${
    severity === 4 && html`
      <p><strong>${t.emergency}</strong></p>
      <div class="calls">${[110, 119, 120].map((n) =>
        html`<a class="button" href="tel:${n}" aria-label=${t.callFirst(String(n))}>${n}</a>`
      )}</div>
    `
  }
    ${
    classOf(answers.classCode)?.selfResolve && severity < 3 &&
    html`<button type="button" class="button full" aria-disabled=${Boolean(off)} onClick=${
      go({ solved: true })
    }>${t.solved}</button>`
  }
    <button type="button" class="button main tall full" aria-disabled=${Boolean(off) || busy} onClick=${go({})}>${
    busy && shrinking.value.left ? t.afterPhotos : severity === 4 ? t.sendNow : t.send
  }</button>
    ${off && html`<p class="why">${off}</p>`}
  </div>`
}
