/**
 * The big map itself: borders as SVG and marks as elements on Leaflet, without any tile and any request to anybody.
 * Colours come from the style sheet; a mark is a button that a keyboard reaches.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { LatLngBounds, LayerGroup, Map, Polygon, SVG } from '../../vendor/leaflet.js'
import { lamp } from '../../core/clockwords.js'
import { clustered, worst } from '../../core/place/mapping.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { locale, named as nameOf, words } from '../words.js'
import { useLayer } from './layer.js'
import { standing } from './standing.js'

/** @typedef {import('../../core/place/mapping.js').Box} Box */

/**
 * @param {{ start: Box, areas: any[], marks: any[], counts: any[], chosen?: any, label: string, onView: (box: Box) => void,
 *   onMark: (id: string) => void, onArea: (code: string) => void }} props `start`: what is seen at first; `chosen`: the incident to
 *   stand out; `counts`: how many there are in each area
 */
export function LeafletMap({ start, areas, marks, counts, chosen = null, label, onView, onMark, onArea }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null))
  const [drawing, setDrawing] = useState(/** @type {ReturnType<typeof drawingOn> | null} */ (null))
  const [zoom, setZoom] = useState(0)
  const [view, setView] = useState(/** @type {Box | null} */ (null))
  const paint = useLater(() => import('./painting.js'))
  const ground = useLayer(paint?.communityIn(view, zoom, areas))
  const shades = counts.length > 0 ? counts : null
  const latest = useRef({ onView, onMark, onArea })
  latest.current = { onView, onMark, onArea }
  useEffect(() => {
    const made = drawingOn(/** @type {HTMLElement} */ (box.current), () => {
      setZoom(made.map.getZoom())
      setView(viewOf(made.map))
      latest.current.onView(viewOf(made.map))
    })
    made.map.fitBounds(boundsOf(start), { animate: false })
    setDrawing(made)
    return () => made.stop()
  }, [])
  useEffect(() => drawing?.areas(areas, chosen?.grid?.code), [drawing, areas, chosen?.grid?.code])
  useEffect(() => {
    if (drawing && paint) {
      paint.names(
        drawing,
        { areas, counts, own: chosen?.grid?.code, busy: marks.length > 0 },
        (code) => latest.current.onArea(code),
      )
    }
  }, [drawing, paint, areas, counts, marks.length > 0, chosen?.grid?.code, zoom])
  useEffect(() => {
    if (drawing && paint) paint.houses(drawing, ground, { zoom, view, under: shades })
  }, [drawing, paint, ground, zoom, view, shades])
  useEffect(
    () => drawing?.marks(marks, chosen, (id) => latest.current.onMark(id)),
    [drawing, marks, chosen?.id, chosen?.version, zoom],
  )
  useEffect(() => {
    if (chosen) drawing?.map.setView([chosen.place.lat, chosen.place.lon], Math.max(drawing.map.getZoom(), 16))
  }, [drawing, chosen?.id])
  const { desk } = words.value
  return html`
    <div class="big-map">
      <div ref=${box} class="leaflet" role="application" aria-label=${label}></div>
    </div>
    <div class="row">
      <button type="button" class="button" onClick=${() => drawing?.map.zoomIn()}>${desk.zoomIn}</button>
      <button type="button" class="button" onClick=${() => drawing?.map.zoomOut()}>${desk.zoomOut}</button>
    </div>
  `
}

/**
 * @param {HTMLElement} element
 * @param {() => void} onMoved
 */
function drawingOn(element, onMoved) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = new Map(element, {
    attributionControl: false,
    zoomControl: false,
    minZoom: 9,
    maxZoom: 19,
    zoomSnap: 0.5,
    zoomAnimation: !still,
    fadeAnimation: false,
    inertia: !still,
  })
  const renderer = new SVG({ padding: 0.5 })
  const borders = new LayerGroup().addTo(map)
  const [named, built, shown] = [new LayerGroup().addTo(map), new LayerGroup().addTo(map), new LayerGroup().addTo(map)]
  let left = false // leaving the screen moves nothing
  map.on('moveend', () => left || onMoved())
  let zooming = false
  map.on('zoomanim', () => zooming = true)
  map.on('zoomend', () => zooming = false)
  const size = new ResizeObserver(() => {
    if (element.clientWidth && element.clientHeight) map.invalidateSize({ animate: false }) // hidden is not a view
  })
  size.observe(element)
  return {
    map,
    element,
    renderer,
    named,
    built,
    /** @param {any[]} all @param {string | undefined} own */
    areas: (all, own) => {
      borders.clearLayers()
      for (const one of [...all].reverse()) {
        if (!one.shape) continue
        const className = one.code === own ? 'grid own' : 'grid'
        const ring = one.shape.ring.map((/** @type {number[]} */ [lon, lat]) => [lat, lon])
        new Polygon(ring, { className, interactive: false, renderer, smoothFactor: 0.5 }).addTo(borders)
          .bringToBack() // under the houses, which stay
      }
    },
    /** @param {any[]} one @param {any} chosen @param {(id: string) => void} onMark */
    marks: (one, chosen, onMark) => {
      shown.clearLayers()
      const pixels = (/** @type {any} */ { lat, lon }) => map.latLngToContainerPoint([lat, lon])
      const others = /** @type {any[]} */ (one).filter((mark) => mark.id !== chosen?.id).map((mark) => ({
        ...mark,
        ...mark.place,
      }))
      for (const group of clustered(others, pixels)) {
        const only = group.inside.length === 1 ? group.inside[0] : null
        const mark = only ? single(only, () => onMark(only.id)) : together(map, group)
        mark.addTo(shown)
      }
      if (chosen) here(chosen).addTo(shown)
    },
    stop: () => {
      size.disconnect()
      left = true
      if (zooming) map.on('zoomend', () => setTimeout(() => map.remove())) // a timer ends it, and needs the map's parts
      else map.remove()
    },
  }
}

/** @param {Map} map @returns {Box} */
function viewOf(map) {
  const bounds = map.getBounds()
  return { south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast() }
}

/** @param {Box} box */
function boundsOf({ south, west, north, east }) {
  return new LatLngBounds([south, west], [north, east])
}

const SHAPES = /** @type {Record<string, string>} */ ({
  GREEN: 'M12 5a7 7 0 1 0 .01 0z',
  YELLOW: 'M12 4l8 14H4z',
  RED: 'M5 5h14v14H5z',
  PAUSED: 'M6 5h4v14H6zM14 5h4v14h-4z',
})
const LAMPS = /** @type {Record<string, string>} */ ({
  GREEN: 'lamp-green',
  YELLOW: 'lamp-yellow',
  RED: 'lamp-red',
})

/**
 * A button on the map; without `onPress` only a sign.
 * @param {{ lat: number, lon: number }} at
 * @param {{ light?: string, text?: string, name: string, className: string }} look
 * @param {(() => void) | null} onPress
 */
function pressed({ lat, lon }, { light, text, name, className }, onPress) {
  const press = (/** @type {Event} */ event) => (event.stopPropagation(), onPress?.())
  const inside = html`${light !== undefined && html`<${Lamp} light=${light} />`}${text}`
  return standing(
    { lat, lon },
    onPress
      ? html`<button type="button" class=${className} aria-label=${name} onClick=${press}>${inside}</button>`
      : html`<span class=${className}>${inside}</span>`,
  )
}

/** @param {{ light: string }} props */
function Lamp({ light }) {
  return html`
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path class=${LAMPS[light] ?? 'lamp-wait'} d=${SHAPES[light] ?? 'M12 7a5 5 0 1 0 .01 0z'} />
    </svg>
  `
}

/** @param {any} mark @param {() => void} onPress */
function single(mark, onPress) {
  const name = [nameOf(mark.incidentClass), lamp(mark.light, locale.peek())?.name].filter(Boolean).join(
    words.peek().join,
  )
  return pressed(mark, { light: mark.light, name, className: 'map-mark' }, onPress)
}

/** Pressing it goes nearer. @param {Map} map @param {{ lat: number, lon: number, inside: any[] }} group */
function together(map, group) {
  const size = group.inside.length
  const look = { light: worst(group.inside), text: String(size), name: words.peek().desk.clusterName(size) }
  return pressed(group, { ...look, className: 'map-mark many' }, () => nearer(map, group))
}

/** @param {Map} map @param {{ lat: number, lon: number }} at */
function nearer(map, { lat, lon }) {
  map.setView([lat, lon], map.getZoom() + 2)
}

/** @param {any} incident */
function here(incident) {
  return pressed(incident.place, { light: incident.light, name: '', className: 'map-mark here' }, null)
}
