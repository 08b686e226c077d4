/**
 * Elements that stand at a place of the big map.
 * @module
 */
import { render } from '../../vendor/preact.js'
import { DivIcon, Marker } from '../../vendor/leaflet.js'

/** Something that stands at a place of the map. @param {{ lat: number, lon: number }} at @param {any} what @param {boolean} [under] marks */
export function standing({ lat, lon }, what, under = false) {
  const place = document.createElement('div')
  render(what, place)
  const icon = new DivIcon({ html: place, className: 'mark-at', iconSize: null })
  return new Marker([lat, lon], { icon, keyboard: false, interactive: false, zIndexOffset: under ? -10_000 : 0 })
}
