/**
 * The sketch map: grids, a point with its accuracy, other incidents; an inline SVG of our own, no tile from anywhere.
 * @module
 */
import { useId, useMemo } from '../../vendor/preact-hooks.js'
import { projection } from '../../core/place/projection.js'
import { clipped } from './clip.js'
import { html } from '../html.js'
import { words } from '../words.js'
import { Icon } from '../parts/icons.js'

const WIDTH = 360
const HEIGHT = 220
/** Polygons in one sketch. */
const MOST = 60

/** @typedef {{ lat: number, lon: number }} Point */
/** @typedef {Point & { light?: string, label?: string, here?: boolean }} Mark */

/**
 * @param {{ centre: Point, metres?: number, grids: any[], point?: (Point & { accuracyM?: number }) | null, marks?: Mark[], label: string,
 *   chosen?: string | null, height?: number, ground?: import('./layer.js').Ground | null, me?: (Point & { accuracyM?: number }) | null,
 *   onTap?: (point: Point) => void }} props `chosen`: the code of the grid to stand out; `ground`: what lies on it, and the neighbours;
 *   `me`: where the phone found itself
 */
export function Sketch(
  { centre, metres = 400, grids, point = null, marks = [], label, chosen = null, height = HEIGHT, ground, me, onTap },
) {
  const { view, shown, laid } = useShapes(centre, { height, metres, grids, ground, chosen, me })
  const tap = (/** @type {any} */ event) => {
    const box = event.currentTarget.getBoundingClientRect()
    const scale = Math.max(WIDTH / box.width, height / box.height)
    onTap?.(
      view.point(
        (event.clientX - box.left - box.width / 2) * scale + WIDTH / 2,
        (event.clientY - box.top - box.height / 2) * scale + height / 2,
      ),
    )
  }
  const seen = marks.filter((mark) => within(view.xy(mark.lat, mark.lon), height, 8))
  return html`
    <svg class="sketch ${onTap ? 'tappable' : ''}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}
      onClick=${onTap ? tap : undefined}>
        ${shown.map(({ grid, ring }) =>
          html`<path key=${grid.code} class=${grid.code === chosen ? 'grid own' : 'grid'} d=${view.path(ring)} />`
        )}
        ${ground
          ? laid
          : shown.filter(({ grid, at }) => within(at, height, 24) && !(point && grid.code === chosen)).map((
            { grid, at },
          ) => html`<${Word} key=${grid.code} at=${at} anchor="middle" text=${shortName(grid.name)} />`)}
        ${seen.map((mark, index) => html`<${Dot} key=${index} at=${view.xy(mark.lat, mark.lon)} mark=${mark} />`)}
        ${point && html`<${Here} at=${view.xy(point.lat, point.lon)} radius=${view.pixels(point.accuracyM ?? 0)} />`}
        <${Scale} pixels=${view.pixels(metres / 4)} metres=${metres / 4} height=${height} />
      </svg>
  `
}

/**
 * The grids that can be seen and what lies on them: hundreds of shapes, which are made anew when the view changes or what is in it, and
 * not with each letter that is typed beside them.
 * @param {Point} centre
 * @param {{ height: number, metres: number, grids: import('../../core/types.js').Grid[], ground?: import('./layer.js').Ground | null, chosen: string | null,
 *   me?: (Point & { accuracyM?: number }) | null }} what
 */
function useShapes({ lat, lon }, { height, metres, grids, ground, chosen, me }) {
  const view = useMemo(() => projection({ lat, lon }, { width: WIDTH, height, metres }), [lat, lon, height, metres])
  const box = useMemo(() => boxOf(view, height), [view])
  const all = useMemo(() => ground ? ground.withNeighbours(grids, ground.layer) : grids, [ground, grids])
  const shown = useMemo(() => drawn(all, { lat, lon }, view, box), [all, view])
  const laid = useMemo(() =>
    ground && html`
      <${ground.Ground} layer=${ground.layer} view=${view} box=${box} metres=${metres} shown=${shown} chosen=${chosen}
        size=${{ width: WIDTH, height }} me=${me} Word=${Word} />
    `, [ground, shown, chosen, me?.lat, me?.lon, me?.accuracyM, words.value])
  return { view, shown, laid }
}

/** A grid's own name, without that of its community. @param {string} name */
export function shortName(name) {
  return name.replace(/^.*?(第)/, '$1')
}

/** What can be seen, and a little more. @param {ReturnType<typeof projection>} view @param {number} height */
function boxOf(view, height) {
  const low = view.point(-2, height + 2)
  const high = view.point(WIDTH + 2, -2)
  return { west: low.lon, south: low.lat, east: high.lon, north: high.lat }
}

/**
 * The grids that can be seen, cut at the edge, the nearest first, and where their names stand.
 * @param {any[]} grids
 * @param {Point} centre
 * @param {ReturnType<typeof projection>} view
 * @param {ReturnType<typeof boxOf>} box
 */
function drawn(grids, centre, view, box) {
  const far = (/** @type {any} */ grid) => Math.hypot(grid.lat - centre.lat, grid.lon - centre.lon)
  return grids.filter((grid) => grid.shape).map((grid) => ({
    grid,
    ring: clipped(grid.shape.ring, box),
    at: view.xy(grid.lat, grid.lon),
  }))
    .filter(({ ring }) => ring.length > 0).sort((a, b) => far(a.grid) - far(b.grid)).slice(0, MOST)
}

/**
 * @param {{ x: number, y: number }} at
 * @param {number} height
 * @param {number} margin
 */
function within({ x, y }, height, margin) {
  return x > margin && x < WIDTH - margin && y > margin && y < height - margin
}

/**
 * Words in the picture. The picture has one name of its own (`aria-label`), so they are drawn as a shape, not as text of the page.
 * @param {{ at: { x: number, y: number }, text: string, anchor?: string }} props
 */
function Word({ at, text, anchor = 'start' }) {
  const id = useId()
  return html`
    <defs>
      <text id=${id} class="map-word" text-anchor=${anchor}>${text}</text>
    </defs>
    <use href=${`#${id}`} x=${at.x} y=${at.y} />
  `
}

/** @param {{ at: { x: number, y: number }, radius: number }} props */
function Here({ at, radius }) {
  return html`<g class="here">
    ${radius > 6 && html`<circle class="reach" cx=${at.x} cy=${at.y} r=${Math.min(radius, 160)} />`}
    <path class="pin" d="M${at.x} ${at.y}c-7-9-10-14-10-19a10 10 0 0 1 20 0c0 5-3 10-10 19z" /><circle class="pin-eye" cx=${at.x} cy=${
    at.y - 19
  } r="3.500" />
  </g>`
}

const SHAPES = /** @type {Record<string, (x: number, y: number) => any>} */ ({
  GREEN: (x, y) => html`<circle class="lamp-green" cx=${x} cy=${y} r="7" />`,
  YELLOW: (x, y) => html`<path class="lamp-yellow" d="M${x} ${y - 8}l8 14h-16z" />`,
  RED: (x, y) => html`<rect class="lamp-red" x=${x - 7} y=${y - 7} width="14" height="14" />`,
  PAUSED: (x, y) => html`<path class="lamp-wait" d="M${x - 6} ${y - 7}h4v14h-4zM${x + 2} ${y - 7}h4v14h-4z" />`,
})

/** @param {{ at: { x: number, y: number }, mark: Mark }} props */
function Dot({ at, mark }) {
  const draw = SHAPES[mark.light ?? ''] ?? ((x, y) => html`<circle class="lamp-wait" cx=${x} cy=${y} r="5" />`)
  return html`<g class=${mark.here ? 'dot now' : 'dot'}>${
    mark.here && html`<circle class="halo" cx=${at.x} cy=${at.y} r="14" />`
  }${draw(at.x, at.y)}</g>`
}

/** @param {{ pixels: number, metres: number, height: number }} props */
function Scale({ pixels, metres, height }) {
  const text = metres >= 1000 ? `${metres / 1000} km` : `${Math.round(metres)} m`
  const line = height - 7
  return html`
    <g class="scale">
      <path d="M10 ${height - 14}v6h${pixels}v-6" />
      <${Word} at=${{ x: 16 + pixels, y: line }} text=${text} />
      <${Word} at=${{ x: WIDTH - 10, y: line }} anchor="end" text="WGS-84" />
    </g>
  `
}

/** Four buttons that move the point ten metres. @param {{ onMove: (north: number, east: number) => void, names: Record<string, string> }} props */
export function Arrows({ onMove, names }) {
  const way = (
    /** @type {string} */ name,
    /** @type {any} */ icon,
    /** @type {number} */ north,
    /** @type {number} */ east,
  ) =>
    html`
      <button type="button" class="button icon-only" aria-label=${names[name]}
        onClick=${() => onMove(north, east)}><${Icon} name=${icon} /></button>
    `
  return html`<div class="row arrows">${way('west', 'left', 0, -10)}${way('north', 'up', 10, 0)}${
    way('south', 'down', -10, 0)
  }${way('east', 'right', 0, 10)}</div>`
}

/** Metres that show a grid whole. @param {any} grid */
export function spanOf(grid) {
  const ring = grid?.shape?.ring
  if (!ring?.length) return 600
  const lons = ring.map((/** @type {number[]} */ one) => one[0] ?? 0)
  const lats = ring.map((/** @type {number[]} */ one) => one[1] ?? 0)
  const wide = (Math.max(...lons) - Math.min(...lons)) * 111_195 * Math.cos((grid.lat * Math.PI) / 180)
  const high = (Math.max(...lats) - Math.min(...lats)) * 111_195
  return Math.max(200, Math.ceil((Math.max(wide, high * (WIDTH / HEIGHT)) * 1.25) / 100) * 100)
}

/** @param {{ name: string }} props */
export function MapNote({ name }) {
  return html`<p class="note">${[name, words.value.mapHint].filter(Boolean).join(words.value.join)}</p>`
}
