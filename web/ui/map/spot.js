/**
 * The map of one spot: the community's houses and gates around it, borders and neighbours named, where the phone found itself and how
 * exactly, nearer and further, and the three nearest names as chips that put themselves behind the words of the place, and go from there
 * when it is moved.
 * @module
 */
import { useMemo, useState } from '../../vendor/preact-hooks.js'
import { Report } from '../../api/operations.js'
import { communityOf, nearest } from '../../core/place/layer.js'
import { lastFix, pin } from '../../core/place/locate.js'
import { holds, reworded } from '../../core/place/naming.js'
import { isRough } from '../../core/place/rough.js'
import { gridAt, moved } from '../../core/place/territory.js'
import { html } from '../html.js'
import { Nearer } from '../parts/nearer.js'
import { words } from '../words.js'
import { useLayer } from './layer.js'
import { Arrows, Sketch, spanOf } from './sketch.js'

export { Arrows, Sketch, spanOf }

/** @typedef {import('../../core/types.js').Place} Place */
/** @typedef {import('../../core/types.js').Grid} Grid */
/** @typedef {import('./sketch.js').Point} Point */

/** Metres across, nearest first. */
const WIDTHS = [120, 240, 400, 800, 1600]

/**
 * @param {{ place: Place, chip?: string, grid: Grid | null, grids: Grid[], moving: boolean, label: string, change: (change: any) => void }} props
 *   `chip`: what a chip put into its words; `grid`: of the person's own that holds it; `moving`: a tap sets it elsewhere
 */
export function Spot({ place, chip = '', grid, grids, moving, label, change }) {
  const point = {
    lat: /** @type {number} */ (place.lat),
    lon: /** @type {number} */ (place.lon),
  }
  const ground = useLayer(communityOf(point, grids))
  const [wide, setWide] = useState(() => fitting(place.accuracyM))
  const [fix, setFix] = useState(place.source === 'GPS' ? place : null)
  const t = words.value.report
  const move = (/** @type {{ lat: number, lon: number }} */ to) => {
    if (!fix) {
      void lastFix().then((found) =>
        found && Date.now() - Date.parse(found.confirmedAt) < 600_000 &&
        setFix(found)
      )
    }
    change({
      place: { ...place, ...pin(to.lat, to.lon), accuracyM: undefined, address: reworded(place.address, chip) },
      chip: '',
    })
  }
  const there = place.source === 'GPS'
  return html`
    <div class="stack-close">
      <div style=${{ position: 'relative' }}>
        <${Sketch} centre=${point} grids=${grids} ground=${ground} metres=${WIDTHS[wide]} chosen=${grid?.code}
          point=${there ? null : point} me=${there ? { ...point, accuracyM: place.accuracyM } : fix}
          height=${moving ? 300 : 210} label=${label} onTap=${moving ? move : undefined} />
        <${Zoom} wide=${wide} set=${setWide} />
      </div>
      ${ground && html`<${Near} place=${place} chip=${chip} point=${point} ground=${ground} change=${change} />`}
      ${moving && html`
        <p class="note">${t.map.tap}</p>
        <${Arrows} names=${t.map} onMove=${(/** @type {number} */ north, /** @type {number} */ east) =>
          move(moved(point, north, east))} />
      `}
      <${Told} place=${place} point=${point} grid=${grid} ground=${ground} />
    </div>
  `
}

/** The narrowest width in which the circle of a fix fits. @param {number} [accuracy] m */
function fitting(accuracy = 0) {
  const found = WIDTHS.findIndex((metres) => metres >= 240 && metres >= accuracy * 2.4)
  return found < 0 ? WIDTHS.length - 1 : found
}

/** @param {{ wide: number, set: (wide: number) => void }} props */
function Zoom({ wide, set }) {
  const t = words.value.spot
  if (!t) return null
  const corner = { position: 'absolute', insetInlineEnd: '8px', insetBlockEnd: '36px' }
  const ends = { nearer: wide === 0, further: wide === WIDTHS.length - 1 }
  return html`
    <div class="stack-close" style=${corner}>
      <${Nearer} names=${t} ends=${ends} onStep=${(
        /** @type {number} */ by,
      ) => set(wide - by)} />
    </div>
  `
}

/** What is not as it seems: the fix is rough, or the spot is in another's grid, or in none. @param {{ place: Place, point: Point, grid: Grid | null, ground: import('./layer.js').Ground | null }} props */
function Told({ place, point, grid, ground }) {
  const t = words.value.spot
  const other = !grid && ground ? gridAt(point, ground.layer.grids) : null
  const text = isRough(place, grid ?? other)
    ? words.value.rough
    : other
    ? t.elsewhere(other.name)
    : !grid && ground
    ? t.outside
    : ''
  return text ? html`<p class="strip warn" role="status">${text}</p>` : null
}

/** Letters of the words of a place. */
const LINE = /** @type {{ place: { address: number } }} */ (Report.texts).place.address

/** @param {{ place: Place, chip: string, point: Point, ground: import('./layer.js').Ground, change: (change: any) => void }} props */
function Near({ place, chip, point, ground, change }) {
  const t = words.value.spot
  const found = useMemo(() => nearest(ground.layer, point), [ground.layer, point.lat, point.lon])
  if (found.length === 0) return null
  return html`<div class="row">${
    found.map(({ name, metres }) => {
      const text = metres === 0 ? t.inside(name) : t.by(name)
      const there = holds(place.address, text)
      const address = there ? reworded(place.address, text) : reworded(place.address, chip, text)
      return html`
        <button type="button" key=${name} class="button" aria-pressed=${there} aria-label=${text}
          disabled=${[...address].length > LINE} onClick=${() =>
            change({ place: { ...place, address }, chip: there ? '' : text })}>${name}</button>
      `
    })
  }</div>`
}
