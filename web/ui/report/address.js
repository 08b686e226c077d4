/**
 * V06: no fix, or the wrong one. A place used lately; for what lies in the street the map and a line first, for what happens inside
 * building, entrance and floor. It never blocks sending.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { Report } from '../../api/operations.js'
import { lastFix, pin } from '../../core/place/locate.js'
import { address, recentPlaces } from '../../core/place/recent.js'
import { reworded } from '../../core/place/naming.js'
import { isOfStreet } from '../../core/place/outdoors.js'
import { gridAt, moved } from '../../core/place/territory.js'
import { ago } from '../clock.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { Choices, Pick, Text } from '../parts/fields.js'
import { catalogue, classOf } from '../suggest.js'
import { useLayer } from '../map/layer.js'
import { useGrids } from '../map/territory.js'
import { words } from '../words.js'
import { NoFixHere } from './allow.js'
import { Columns } from './columns.js'

/**
 * @param {import('./where.js').StepProps & { Rest: any, SendActs: any }} props `Rest`, `SendActs`: of the page, which is here
 *   before this step is
 */
export function AddressStep({ answers, change, placing, off, map, send, Rest, SendActs }) {
  const { noFix } = placing
  const [recent, setRecent] = useState(/** @type {any[]} */ ([]))
  const [last, setLast] = useState(/** @type {any} */ (null))
  const street = isOfStreet(classOf(answers.classCode), catalogue.value?.majors)
  const [onMap, showMap] = useState(street)
  const grids = useGrids()
  useEffect(() => {
    void recentPlaces().then(setRecent)
    void lastFix().then(setLast)
  }, [])
  const t = words.value.report
  const place = answers.place
  const gridCode = place?.gridCode ?? (last && gridAt(last, grids)?.code) ?? grids[0]?.code ?? post.value?.area.code ??
    ''
  const grid = grids.find((one) => one.code === gridCode) ?? null
  const ground = useLayer(gridCode.slice(0, 12))
  /** @param {Record<string, string>} parts */
  const set = (parts) => {
    const point = place?.lat === undefined ? {} : { lat: place.lat, lon: place.lon, accuracyM: place.accuracyM }
    const next = address({
      gridCode,
      building: place?.building,
      unitDoor: place?.unitDoor,
      floor: place?.floor,
      address: place?.address,
      ...parts,
    })
    change({
      place: point.lat === undefined
        ? next
        : { ...next, ...point, source: place?.source, gridCode: undefined, confirmedAt: place?.confirmedAt },
    })
  }
  const severity = answers.severity ?? classOf(answers.classCode)?.severity ?? 1
  const ready = Boolean(place && (place.lat !== undefined || place.building || place.address))
  const near = place?.lat === undefined ? last : place
  const columns = html`<${Columns} place=${place} grid=${grid} ground=${ground} near=${near} set=${set} />`
  const line = html`
    <${Text} id="where" of=${Report} field="place.address" label=${t.writeLine} hint=${t.lineHint}
      value=${place?.address ?? ''} onInput=${(/** @type {string} */ line) => set({ address: line })} />
  `
  return html`
    <div class="ask"><h2>${t.noFixTitle}</h2>
        ${noFix && html`<${NoFixHere} why=${noFix} locate=${placing.locate} locating=${placing.locating} />`}
        ${last && html`
          <div
            class="row"><span class="grow note">${t.lastFix(
              ago(Date.parse(last.confirmedAt)),
            )}</span><button type="button" class="button" onClick=${() => change({ place: last, placeKept: true })}>${t
              .useLast}</button></div>
        `}
        ${recent.length > 0 &&
          html`<${Recent} recent=${recent} place=${place} onPick=${(/** @type {any} */ one) =>
            change({ place: { ...one, confirmedAt: new Date().toISOString() }, placeKept: true })} />`}
        ${street ? '' : [columns, line]}
        <button type="button" class="button full" aria-pressed=${onMap} onClick=${() => showMap(!onMap)}>${t
          .onMap}</button>
        ${onMap && map &&
          html`
            <${Map} map=${map} ground=${ground} grids=${grids} place=${place} chip=${answers.chip}
              gridCode=${gridCode} change=${change} />
          `}
        ${street && [line, columns]}
        ${grids.length > 1 &&
          html`<${Pick} id="grid" label=${t.inGrid} value=${gridCode} options=${
            grids.map((grid) => ({ value: grid.code, label: grid.path ?? grid.name }))
          } onChange=${(/** @type {string} */ code) => set({ gridCode: code })} />`}
          <${Rest} answers=${answers} change=${change} severity=${severity} />
        </div>
    <${SendActs} answers=${answers} severity=${severity} off=${!ready
      ? t.choosePlace
      : off
      ? t.chooseWhich
      : ''} send=${send} />
  `
}

/** @param {{ recent: any[], place: any, onPick: (place: any) => void }} props */
function Recent({ recent, place, onPick }) {
  const label = (/** @type {any} */ one) =>
    [one.address, one.building, one.unitDoor, one.floor].filter(Boolean).join(' ')
  const now = place ? label(place) : ''
  return html`
    <${Choices} id="recent" legend=${words.value.report.recent} value=${now} options=${recent.slice(0, 3).map((
      one,
    ) => ({ value: label(one), label: label(one) }))}
      onChange=${(/** @type {string} */ value) => onPick(recent.find((one) => label(one) === value))} />
  `
}

/** A pin on the sketch of the grid. @param {{ map: typeof import('../map/spot.js'), ground: any, grids: any[], place: any, chip?: string, gridCode: string, change: (change: any) => void }} props */
function Map({ map, ground, grids, place, chip, gridCode, change }) {
  const t = words.value.report
  const grid = grids.find((one) => one.code === gridCode) ?? grids[0]
  const centre = grid ?? post.value?.area
  if (!centre) return null
  const point = place?.lat === undefined ? null : { lat: place.lat, lon: place.lon }
  const set = (/** @type {{ lat: number, lon: number }} */ to) =>
    change({
      place: {
        building: place?.building,
        unitDoor: place?.unitDoor,
        floor: place?.floor,
        address: reworded(place?.address, chip),
        ...pin(to.lat, to.lon),
      },
      chip: '',
    })
  const inside = point && gridAt(point, grids)
  return html`
    <div class="stack-close">
      <${map.Sketch} centre=${point ?? centre} metres=${map.spanOf(
        grid,
      )} grids=${grids} ground=${ground} point=${point}
        chosen=${gridCode}
        label=${t.map.tap} onTap=${set} />
      <p class="note" role="status">${inside ? t.map.moved(inside.name) : t.map.tap}</p>
      <${map.Arrows} names=${t.map} onMove=${(/** @type {number} */ north, /** @type {number} */ east) =>
        set(moved(point ?? centre, north, east))} />
    </div>
  `
}
