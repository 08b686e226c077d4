/**
 * Building, entrance, floor: as the community's layer numbers them, the nearest building first; without a layer any that there may be.
 * What has one choice alone is chosen by itself.
 * @module
 */
import { buildingsOf } from '../../core/place/layer.js'
import { gridAt } from '../../core/place/territory.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @typedef {import('../../core/place/layer.js').Building} Building */

const BUILDINGS = Array.from({ length: 30 }, (_, n) => n + 1)
const UNITS = 8
const FLOORS = 18
const BASEMENTS = 2
/** Buildings of one column. */
const MOST = 200

/**
 * @param {{ place: any, grid: any, ground: import('../map/layer.js').Ground | null, near: { lat: number, lon: number } | null,
 *   set: (parts: Record<string, string>) => void }} props `near`: where the person last was
 */
export function Columns({ place, grid, ground, near, set }) {
  const t = words.value.report
  const known = ground ? buildingsOf(ground.layer, grid, near).slice(0, MOST) : []
  const names = known.length ? known.map(({ name }) => name) : BUILDINGS.map(t.buildingNo)
  const house = known.find(({ name }) => name === place?.building) ?? null
  const { units, floors } = choices(house)
  const pick = (/** @type {string} */ field, /** @type {string} */ value) => {
    if (field !== 'building') return set({ [field]: value })
    const next = known.find(({ name }) => name === value) ?? null
    const { units, floors } = choices(next)
    const stays = (
      /** @type {string} */ now,
      /** @type {string[]} */ options,
    ) => options.length === 1 ? options[0] ?? '' : options.includes(now) ? now : ''
    const gridCode = next && ground ? gridAt(next, ground.layer.grids)?.code : undefined
    set({
      building: value,
      unitDoor: value && stays(place?.unitDoor, units),
      floor: value && stays(place?.floor, floors),
      ...(gridCode && { gridCode }),
    })
  }
  const column = (
    /** @type {string} */ field,
    /** @type {string} */ legend,
    /** @type {string[]} */ options,
  ) =>
    html`
      <fieldset>
        <legend class="label">${legend}</legend>
        <div class="scroll" tabindex="-1">${options.map((option) => {
          const chosen = option === (place?.[field] ?? '')
          return html`
            <button type="button" key=${option} aria-pressed=${chosen}
              onClick=${() => pick(field, chosen ? '' : option)}>${option}</button>
          `
        })}</div>
      </fieldset>
    `
  return html`<div class="columns">${column('building', t.building, names)}${column('unitDoor', t.unit, units)}${
    column('floor', t.floor, floors)
  }</div>`
}

/** Entrances and floors of a building; of one that says none, those that there may be. @param {Building | null} house */
function choices(house) {
  const t = words.peek().report
  const up = house?.floors || FLOORS
  const down = house?.floors ? house.basements : BASEMENTS
  return {
    units: count(house?.units || UNITS).map(t.unitNo),
    floors: [...count(up), ...count(down).map((n) => -n)].map(t.floorNo),
  }
}

/** @param {number} most */
function count(most) {
  return Array.from({ length: most }, (_, n) => n + 1)
}
