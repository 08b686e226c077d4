/**
 * What the big map shows beyond borders and marks, and comes after them: names and figures in the areas, which are shaded by how many
 * of their incidents are late, and from near the houses, gates and landmarks of the community in sight.
 * @module
 */
import { Polygon } from '../../vendor/leaflet.js'
import { communityOf } from '../../core/place/layer.js'
import { laidAnew } from '../../core/place/mapping.js'
import { html } from '../html.js'
import { AreaName, namedAreas, shadeOf } from './areas.js'
import { fitting, inside } from './ground.js'
import { standing } from './standing.js'

/** @typedef {import('../../vendor/leaflet.js').LayerGroup} Group */
/** @typedef {{ map: import('../../vendor/leaflet.js').Map, element: HTMLElement, renderer: import('../../vendor/leaflet.js').SVG, named: Group, built: Group }} Drawing of `leaflet.js` */
/** @typedef {import('../../core/place/mapping.js').Box} Box */

/** Zooms from which houses are drawn, and bear their numbers. */
const CLOSE = 15.5
const NUMBERS = 17
/** Pixels of a letter. */
const EM = 14

/**
 * The community whose houses are drawn; null from far away.
 * @param {Box | null} view
 * @param {number} zoom
 * @param {any[]} areas
 */
export function communityIn(view, zoom, areas) {
  if (!view || zoom < CLOSE) return null
  const middle = { lat: (view.south + view.north) / 2, lon: (view.west + view.east) / 2 }
  return communityOf(middle, areas.filter(({ code }) => code.length >= 12))
}

/**
 * Names in the areas. Where they are counted, an area is pressed itself or by its name.
 * @param {Drawing} drawing
 * @param {{ areas: any[], counts: import('./areas.js').Count[], own?: string, busy: boolean }} what `own`: the code of the grid that
 *   stands out; `busy`: there are marks, and names stay under them
 * @param {(code: string) => void} onArea
 */
export function names({ map, element, renderer, named }, { areas, counts, own, busy }, onArea) {
  named.clearLayers()
  const pixels = (/** @type {{ lat: number, lon: number }} */ { lat, lon }) => map.latLngToContainerPoint([lat, lon])
  const size = { width: element.clientWidth, height: element.clientHeight }
  const drawn = new Map(areas.filter(({ shape }) => shape).map((one) => [one.code, one]))
  const counted = counts.filter(({ code }) => drawn.has(code))
  const most = Math.max(...counted.map(({ late }) => late), 0)
  for (const { code, late } of counted) {
    const ring = drawn.get(code).shape.ring.map((/** @type {number[]} */ [lon, lat]) => [lat, lon])
    const className = `grid${code === own ? ' own' : ''} shade-${shadeOf(late, most)}`
    new Polygon(ring, { className, interactive: true, renderer, smoothFactor: 0.5 }).addTo(named).on(
      'click',
      () => onArea(code),
    )
  }
  for (const one of namedAreas(counted, pixels, size)) {
    standing(one, html`<${AreaName} one=${one} plain=${busy} onPress=${() => onArea(one.code)} />`, busy).addTo(named)
  }
  if (counted.length > 0) return
  const plain = areas.map((one) => ({ text: one.name, anchor: /** @type {const} */ ('middle'), one, ...pixels(one) }))
  for (const { one } of /** @type {any[]} */ (fitting(plain, { ...size, em: EM }))) {
    standing(one, html`<span class="area-name plain">${one.name}</span>`, true).addTo(named)
  }
}

/** What is drawn, by the group of a map. @type {WeakMap<Group, import('../../core/place/mapping.js').Laid>} */
const laid = new WeakMap()

/**
 * @param {Drawing} drawing
 * @param {import('./layer.js').Ground | null} ground
 * @param {Omit<Parameters<typeof laidAnew>[1], 'layer'>} seen
 */
export function houses({ map, renderer, built }, ground, seen) {
  const next = laidAnew(laid.get(built), { layer: ground && seen.zoom >= CLOSE ? ground.layer : null, ...seen })
  if (!next) return
  laid.set(built, next)
  built.clearLayers()
  const { layer, box, zoom } = next
  if (!layer || !box) return
  const { roads, buildings, marks } = inside(layer, box)
  const path = (/** @type {number[][]} */ line, /** @type {string} */ className) =>
    new Polygon(line.map(([lon = 0, lat = 0]) => [lat, lon]), { className, interactive: false, renderer }).addTo(built)
  for (const { line } of roads) path([...line, ...line.slice().reverse()], 'road')
  for (const { ring } of buildings) path(ring, 'house')
  const corner = map.latLngToContainerPoint([box.north, box.west])
  const end = map.latLngToContainerPoint([box.south, box.east])
  const all = zoom < NUMBERS ? marks : [...marks, ...buildings.filter(({ name }) => name)]
  const labels = all.map((one) => {
    const { x, y } = map.latLngToContainerPoint([one.lat, one.lon])
    return { text: one.name, anchor: /** @type {const} */ ('middle'), x: x - corner.x, y: y - corner.y, one }
  })
  const room = { width: end.x - corner.x, height: end.y - corner.y, em: EM }
  for (const { one } of /** @type {any[]} */ (fitting(labels, room))) {
    standing(one, html`<span class="area-name plain small">${one.name}</span>`, true).addTo(built)
  }
}
