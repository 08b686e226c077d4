/**
 * The place of what is filed at the desk: a line of words, the grid that the words or the person name, a point on the map.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { Report } from '../../api/operations.js'
import { pin } from '../../core/place/locate.js'
import { address, recentPlaces } from '../../core/place/recent.js'
import { gridNamed, partsOf } from '../../core/place/naming.js'
import { gridAt, moved } from '../../core/place/territory.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { useGrids } from '../map/territory.js'
import { Pick, Text } from '../parts/fields.js'
import { words } from '../words.js'

/** @typedef {import('../../core/types.js').Place} Place */

/** @param {{ answers: import('./answers.js').Answers, change: (change: any) => void }} props */
export function EntryPlace({ answers, change }) {
  const grids = useGrids()
  const [recent, setRecent] = useState(/** @type {Place[]} */ ([]))
  const map = useLater(() => import('../map/sketch.js'), ['typed'])
  const alike = useLater(() => import('./alike.js'))
  useEffect(() => void recentPlaces().then(setRecent), [])
  const place = /** @type {any} */ (answers.place)
  const point = place?.lat === undefined ? null : { lat: place.lat, lon: place.lon }
  const grid = gridOf(place, grids)
  const { entry: t, report } = words.value
  const write = (/** @type {string} */ line) => {
    const known = recent.find((one) => one.address === line)
    if (known) return change({ place: { ...known, confirmedAt: new Date().toISOString() }, placeKept: true })
    const named = gridNamed(line, grids)
    const gridCode = named?.code ?? grid?.code ?? (grids.length ? '' : post.value?.area.code ?? '')
    const kept = point && (!named || named === gridAt(point, grids)) ? place : null
    change({ place: kept ? { ...kept, address: line } : address({ gridCode, address: line }), placeKept: true })
  }
  const set = (/** @type {{ lat: number, lon: number }} */ to) =>
    change({ place: { address: place?.address, ...pin(to.lat, to.lon) }, placeKept: true })
  const centre = point ?? grid ?? post.value?.area
  return html`
    <div class="stack-close">
      <${Text} id="where" label=${t.where} hint=${t.whereHint} of=${Report} field="place.address" more=${{
        list: 'places',
        autocomplete: 'off',
      }} value=${place?.address ?? ''} onInput=${write} />
      <datalist id="places">${recent.map((one) => one.address && html`<option value=${one.address} />`)}</datalist>
      ${grids.length > 1 && html`
        <${Pick} id="grid" label=${report.inGrid} value=${grid?.code ?? ''} options=${[
          ...(grid ? [] : [{ value: '', label: t.needGrid }]),
          ...grids.map((one) => ({ value: one.code, label: partsOf(one).join(' ') })),
        ]} onChange=${(/** @type {string} */ code) =>
          change({ place: address({ gridCode: code, address: place?.address ?? '' }), placeKept: true })} />
      `}
      ${map && centre && html`
        <${map.Sketch} centre=${centre} metres=${map.spanOf(grid)} grids=${grids} point=${point} chosen=${grid?.code}
          label=${report.map.tap} onTap=${set} />
        <div class="spread"><p class="note" role="status">${point && grid
          ? report.map.moved(partsOf(grid).join(' '))
          : report.map.tap}</p>
          ${point && html`
            <${map.Arrows} names=${report.map} onMove=${(/** @type {number} */ north, /** @type {number} */ east) =>
              set(moved(point, north, east))} />
          `}</div>
      `}
      ${point && alike && html`<${alike.Alike} answers=${answers} point=${point} change=${change} />`}
    </div>
  `
}

/**
 * The grid of a place: where its point lies, else the one that was named. None is guessed, unless there is one alone.
 * @param {any} place
 * @param {any[]} grids
 */
export function gridOf(place, grids) {
  const point = place?.lat === undefined ? null : place
  return (point && gridAt(point, grids)) ?? grids.find(({ code }) => code === place?.gridCode) ??
    (grids.length === 1 ? grids[0] : undefined)
}
