/**
 * The ground of a plan: grids as they are, the pieces that they become, and the line that is drawn. Its colours are the tokens, named in
 * the drawing; what can be tapped here can be chosen from a list and typed beside it as well.
 * @module
 */
import { METRES, RADIANS } from '../../core/place/territory.js'
import { projection } from '../../core/place/projection.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @typedef {{ code: string, name: string, ring: number[][] }} Shape */

const SIZE = { width: 640, height: 440 }
/** How much more than the shapes is seen, and metres that are seen at least. */
const AROUND = 1.3
const LEAST = 120

/** Which piece of a plan it is. @param {number} place */
export const letter = (place) => place < 26 ? String.fromCharCode(65 + place) : String(place + 1)

/** @param {Shape[]} shapes */
function viewOf(shapes) {
  const all = shapes.flatMap(({ ring }) => ring)
  const lons = all.map(([lon = 0]) => lon)
  const lats = all.map(([, lat = 0]) => lat)
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const centre = { lat: (south + north) / 2, lon: (west + east) / 2 }
  const across = (east - west) * METRES * Math.cos(centre.lat * RADIANS)
  const metres = Math.max(across, ((north - south) * METRES * SIZE.width) / SIZE.height, LEAST) * AROUND
  return projection(centre, { ...SIZE, metres })
}

/** A name without its community's, which all of them have. @param {string} name */
const short = (name) => name.split(' ').at(-1) ?? name

/** The middle of a ring's corners. @param {number[][]} ring */
function middle(ring) {
  const own = ring.slice(1)
  const sum = own.reduce(([x = 0, y = 0], [lon = 0, lat = 0]) => [x + lon, y + lat], [0, 0])
  return { lon: (sum[0] ?? 0) / own.length, lat: (sum[1] ?? 0) / own.length }
}

/**
 * @param {{ grids: Shape[], pieces?: { name: string, ring: number[][] }[], chosen?: string[], near?: Shape[], line?: number[][],
 *   onPick?: (code: string) => void, onCorner?: ((corner: [number, number]) => void) | null, label: string }} props `near`: what is looked
 *   at; `onCorner`: a line is drawn, and this is its next corner
 */
export function Ground({ grids, pieces = [], chosen = [], near = grids, line = [], onPick, onCorner = null, label }) {
  if (near.length === 0) return null
  const view = viewOf(near)
  /** @param {MouseEvent & { currentTarget: SVGSVGElement }} event */
  const tap = (event) => {
    const matrix = event.currentTarget.getScreenCTM()
    if (!onCorner || !matrix) return
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
    const { lat, lon } = view.point(x, y)
    onCorner([Number(lon.toFixed(7)), Number(lat.toFixed(7))])
  }
  const at = (/** @type {number[][]} */ ring) => {
    const { lat, lon } = middle(ring)
    return view.xy(lat, lon)
  }
  const drawn = line.map(([lon = 0, lat = 0]) => view.xy(lat, lon))
  return html`
    <svg class="sketch" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="100%" role="img" aria-label=${label}
      onClick=${tap}
      style="background: var(--sunken); border-radius: 8px; max-height: 60vh; cursor: ${onCorner
        ? 'crosshair'
        : 'default'}; touch-action: manipulation">
      ${grids.map((one) =>
        html`
          <path key=${one.code} d=${view.path(one.ring)} fill=${chosen.includes(one.code)
            ? 'var(--primary-soft)'
            : 'var(--surface)'} stroke="var(--line)" stroke-width="1.5" onClick=${() =>
            onCorner ? undefined : onPick?.(one.code)}
            style=${onPick && !onCorner ? 'cursor: pointer' : ''} />
        `
      )}
      ${pieces.map((one, place) =>
        html`
          <path key=${place} d=${view.path(
            one.ring,
          )} fill="var(--primary-soft)" fill-opacity="0.5" stroke="var(--primary)"
            stroke-width="2.5" pointer-events="none" />
        `
      )}
      ${pieces.length === 0 &&
        grids.map((one) => html`<${Word} key=${one.code} ...${at(one.ring)} text=${short(one.name)} />`)}
      ${pieces.map((one, place) =>
        html`<${Word} key=${place} ...${at(one.ring)} text="${letter(place)} ${short(one.name)}" bold />`
      )}
      ${drawn.length > 0 && html`
        <path d=${`M${drawn.map(({ x, y }) => `${x} ${y}`).join('L')}`} fill="none" stroke="var(--ink)"
          stroke-width="3" stroke-dasharray="9 5" pointer-events="none" />
        ${drawn.map(({ x, y }) =>
          html`
            <circle cx=${x} cy=${y} r="6" fill="var(--ink)" stroke="var(--surface)"
              stroke-width="2" pointer-events="none" />
          `
        )}
      `}
      <path fill="var(--ink2)" d="M${SIZE.width - 22} 10l7 18l-7-4l-7 4z" pointer-events="none" />
      <${Word} x=${SIZE.width - 22} y=${46} text=${words.value.grids.north} />
    </svg>
  `
}

/** @param {{ x: number, y: number, text: string, bold?: boolean }} props */
function Word({ x, y, text, bold = false }) {
  return html`
    <text x=${x} y=${y} text-anchor="middle" dominant-baseline="middle" font-size="22" font-weight=${bold ? 700 : 400}
      fill="var(--ink)" stroke="var(--surface)" stroke-width="4" paint-order="stroke"
      pointer-events="none">${text}</text>
  `
}
