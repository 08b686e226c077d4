/**
 * How to draw a piece of the earth: WGS-84 degrees in, pixels out.
 * @module
 */
import { METRES, RADIANS } from './territory.js'

/** @typedef {import('./territory.js').Point} Point */

/**
 * How to draw around a point into a box: north is up, all directions to one scale.
 * @param {Point} centre
 * @param {{ width: number, height: number, metres: number }} box `metres` that the width shows
 */
export function projection(centre, { width, height, metres }) {
  const scale = width / metres // pixels in a metre
  const eastward = METRES * Math.cos(centre.lat * RADIANS)
  /** @param {number} lat @param {number} lon */
  const xy = (lat, lon) => ({
    x: round(width / 2 + (lon - centre.lon) * eastward * scale),
    y: round(height / 2 - (lat - centre.lat) * METRES * scale),
  })
  return {
    xy,
    /** Pixels of so many metres. @param {number} length */
    pixels: (length) => round(length * scale),
    /** The `d` of an SVG path. @param {number[][]} ring */
    path: (ring) =>
      ring.map(([lon, lat], i) => letter(i, xy(/** @type {number} */ (lat), /** @type {number} */ (lon)))).join('') +
      'Z',
    /** The point under a tap. @param {number} x @param {number} y @returns {Point} */
    point: (x, y) => ({
      lat: centre.lat + (height / 2 - y) / scale / METRES,
      lon: centre.lon + (x - width / 2) / scale / eastward,
    }),
  }
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10
}

/**
 * @param {number} i
 * @param {{ x: number, y: number }} point
 */
function letter(i, { x, y }) {
  return `${i ? 'L' : 'M'}${x} ${y}`
}
