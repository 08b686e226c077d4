/**
 * What a sketch shows of a layer: roads, houses, gates and landmarks, and their names as far as there is room for them. Its colours are
 * the tokens, named in the drawing: a style sheet would weigh on pages that show no map.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'
import { clipped } from './clip.js'
import { shortName } from './sketch.js'

/** @typedef {import('../../core/place/layer.js').Layer} Layer */
/** @typedef {ReturnType<typeof import('../../core/place/projection.js').projection>} View */
/** @typedef {{ west: number, south: number, east: number, north: number }} Box */
/** @typedef {{ text: string, x: number, y: number, anchor?: 'start' | 'middle' }} Label */

/** Shapes of one picture. */
const MOST = 400
/** Metres across beyond which houses bear no number, gates and landmarks no name, and houses are left out. */
const NUMBERS = 450
const NAMES = 700
const HOUSES = 2200
/** Room that no name takes: where the person is. */
const RESERVED = { text: '\u3000\u3000', anchor: /** @type {const} */ ('middle') }
/** Pixels of the picture between two names. */
const APART = 2

/**
 * @param {{ layer: Layer, view: View, box: Box, metres: number, shown: { grid: any, ring: number[][], at: { x: number, y: number } }[],
 *   chosen: string | null, size: { width: number, height: number }, me?: { lat: number, lon: number, accuracyM?: number } | null,
 *   Word: any }} props `box`: what can be seen; `shown`: the grids; `me`: where the phone found itself; `Word`: the sketch's own
 */
export function Ground({ layer, view, box, metres, shown, chosen, size, me, Word }) {
  const em = lettering()
  const names = shown.map(({ grid, at }) => ({
    text: grid.code.startsWith(layer.code) ? shortName(grid.name) : grid.name,
    anchor: /** @type {const} */ ('middle'),
    ...at,
  }))
  const marks = [
    { text: words.value.spot.north, x: size.width - 16, y: 26 + em, anchor: /** @type {const} */ ('middle') },
    ...(layer.synthetic ? [{ text: words.value.spot.made, x: 10, y: em + 2 }] : []),
  ]
  const kept = me ? [{ ...RESERVED, ...view.xy(me.lat, me.lon) }] : []
  const labels = fitting([...kept, ...marks, ...labelsOf(layer, view, box, metres), ...names], {
    width: size.width,
    height: size.height - 18,
    em,
  })
  return html`
    <${Shapes} layer=${layer} view=${view} box=${box} metres=${metres} />
    ${shown.map(({ grid, ring }) =>
      html`<path key=${grid.code} d=${view.path(ring)} fill="none" ...${
        grid.code === chosen
          ? { stroke: 'var(--primary)', 'stroke-width': 2.5 }
          : { stroke: 'var(--line)', 'stroke-width': 1.5, 'stroke-dasharray': '5 3' }
      } />`
    )}
    <path fill="var(--ink2)" d="M${size.width - 16} 6l6 15l-6-3.500l-6 3.500z" />
    ${labels.filter(({ text }) => text !== RESERVED.text).map((one) =>
      html`<${Word} key=${`${one.text}${one.x}`} at=${one} ...${one} />`
    )}
    ${me && html`<${Me} at=${view.xy(me.lat, me.lon)} radius=${view.pixels(me.accuracyM ?? 0)} />`}
  `
}

/** The grids that are known, and those around that the layer names. @param {any[]} grids @param {Layer} layer */
export function withNeighbours(grids, layer) {
  const known = new Set(grids.map(({ code }) => code))
  return [...grids, ...layer.grids.filter(({ code }) => !known.has(code))]
}

/** @param {{ at: { x: number, y: number }, radius: number }} props */
function Me({ at, radius }) {
  return html`<g class="here">
    ${radius > 6 && html`<circle class="reach" cx=${at.x} cy=${at.y} r=${Math.min(radius, 400)} />`}
    <circle fill="var(--primary)" stroke="var(--surface)" stroke-width="3" cx=${at.x} cy=${at.y} r="8" />
  </g>`
}

/** Pixels of a letter, as the style sheet has them: they grow with the person's size of letters. */
function lettering() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.667
}

/** @param {{ layer: Layer, view: View, box: Box, metres: number }} props */
function Shapes({ layer, view, box, metres }) {
  const { roads, buildings, marks } = inside(layer, box)
  const near = metres <= HOUSES
  const wide = Math.max(1.5, Math.min(7, view.pixels(5)))
  return html`<g>
    ${
    roads.slice(0, MOST).map(({ line }) =>
      html`
        <path fill="none" stroke="var(--hair)" stroke-width=${wide}
          stroke-linejoin="round" d=${view.path(line).slice(0, -1)} />
      `
    )
  }
    ${
    near && buildings.slice(0, MOST).map(({ ring }) =>
      html`<path fill="var(--sunken)" stroke="var(--line)" d=${view.path(clipped(ring, box))} />`
    )
  }
    ${
    near && marks.slice(0, MOST).map((one) => {
      const { x, y } = view.xy(one.lat, one.lon)
      return one.kind === 'GATE'
        ? html`
          <path fill="none" stroke="var(--ink)" stroke-width="2"
            d="M${x - 5} ${y + 4}v-8h10v8" />
        `
        : html`<path fill="var(--whistle)" d="M${x} ${y - 5}l5 5l-5 5l-5-5z" />`
    })
  }
  </g>`
}

/**
 * The names that fit, the more useful first: landmarks and gates, houses, roads.
 * @param {Layer} layer
 * @param {View} view
 * @param {Box} box
 * @param {number} metres
 * @returns {Label[]}
 */
export function labelsOf(layer, view, box, metres) {
  const at = (/** @type {{ lat: number, lon: number }} */ one) => view.xy(one.lat, one.lon)
  const places = metres > NAMES ? [] : layer.marks.filter((one) => isIn(one, box)).map((one) => {
    const { x, y } = at(one)
    return { text: one.name, x: x + 8, y: y + 4 }
  })
  const houses = metres > NUMBERS ? [] : layer.buildings.filter((one) => one.name && isIn(one, box)).map((
    one,
  ) => ({
    text: metres > NUMBERS / 2 ? one.name.match(/^\d+/)?.[0] ?? one.name : one.name,
    anchor: /** @type {const} */ ('middle'),
    x: at(one).x,
    y: at(one).y + 4,
  }))
  const roads = metres > NAMES ? [] : layer.roads.flatMap(({ name, line }) => {
    const middle = line.map(([lon, lat]) => ({ lon: lon ?? 0, lat: lat ?? 0 }))
      .filter((one) => isIn(one, box))
    const one = middle[Math.floor(middle.length / 2)]
    return name && one ? [{ text: name, anchor: /** @type {const} */ ('middle'), ...at(one) }] : []
  })
  return [
    ...places,
    ...houses,
    ...roads.filter(({ text }, i) => roads.findIndex((one) => one.text === text) === i),
  ]
}

/**
 * Those of the labels that lie on none before them, nor beyond the edge.
 * @param {Label[]} labels
 * @param {{ width: number, height: number, em: number }} picture `em`: the height of a letter in it
 * @returns {Label[]}
 */
export function fitting(labels, { width, height, em }) {
  /** @type {{ left: number, right: number, top: number, bottom: number }[]} */
  const taken = []
  return labels.filter(({ text, x, y, anchor }) => {
    const wide = widthOf(text) * em
    const left = anchor === 'middle' ? x - wide / 2 : x
    const box = {
      left: left - APART,
      right: left + wide + APART,
      top: y - em,
      bottom: y + em / 4,
    }
    const outside = box.left < 0 || box.right > width || box.top < 0 ||
      box.bottom > height
    const covered = taken.some((one) =>
      one.left < box.right && one.right > box.left && one.top < box.bottom &&
      one.bottom > box.top
    )
    if (!outside && !covered) taken.push(box)
    return !outside && !covered
  })
}

/** Letters' width in ems. @param {string} text */
function widthOf(text) {
  return [...text].reduce(
    (sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.6),
    0,
  )
}

/** What of a layer lies in a box. @param {Layer} layer @param {Box} box */
export function inside(layer, box) {
  const around = grown(box)
  return {
    roads: layer.roads.filter(({ line }) => line.some(([lon, lat]) => isIn({ lon, lat }, around))),
    buildings: layer.buildings.filter((one) => isIn(one, box)),
    marks: layer.marks.filter((one) => isIn(one, box)),
  }
}

/** @param {{ lat?: number, lon?: number }} point @param {Box} box */
function isIn({ lat = 0, lon = 0 }, box) {
  return lat > box.south && lat < box.north && lon > box.west && lon < box.east
}

/** Half as wide again on each side: a road may cross the picture between two corners. @param {Box} box @returns {Box} */
function grown({ west, south, east, north }) {
  const [x, y] = [(east - west) * 2, (north - south) * 2]
  return { west: west - x, south: south - y, east: east + x, north: north + y }
}
