/**
 * Areas on the big map: shaded by how many of their incidents are late, with name and figures inside, each one a button.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'
import { fitting } from './ground.js'

/** @typedef {{ code: string, name: string, count: number, late: number, lat: number, lon: number }} Count */

/** Steps of the shade. */
const STEPS = 5
/** Pixels of a letter in a name. */
const EM = 15

/**
 * The shade of an area, 0 (nothing late) to 5: by its share of the most that any area in sight has.
 * @param {number} late
 * @param {number} most
 */
export function shadeOf(late, most) {
  return late > 0 ? Math.max(1, Math.ceil((late / Math.max(most, 1)) * STEPS)) : 0
}

/**
 * Those whose name finds room, and with what: name and figures, else the figures alone. Where most is late comes first.
 * @param {Count[]} counts
 * @param {(one: Count) => { x: number, y: number }} pixels
 * @param {{ width: number, height: number }} size
 * @returns {(Count & { text: string })[]}
 */
export function namedAreas(counts, pixels, size) {
  const sorted = [...counts].sort((a, b) => b.late - a.late || b.count - a.count)
  const labels = sorted.flatMap((one) => {
    const { x, y } = pixels(one)
    const figures = figuresOf(one)
    return [`${one.name} ${figures}`, figures].map((text) => ({
      text,
      x,
      y: y + EM,
      anchor: /** @type {const} */ ('middle'),
      one,
    }))
  })
  const shown = new Map()
  const room = fitting(labels, { ...size, em: EM * 1.4 })
  for (const { one, text } of /** @type {typeof labels} */ (room)) {
    if (!shown.has(one.code)) shown.set(one.code, { ...one, text })
  }
  return [...shown.values()]
}

/** How many, and how many of them late. @param {Count} one */
function figuresOf({ count, late }) {
  return late ? words.peek().desk.areaLate(count, late) : String(count)
}

/** @param {{ one: Count & { text: string }, plain: boolean, onPress: () => void }} props `plain`: it is only read */
export function AreaName({ one, plain, onPress }) {
  if (plain) return html`<span class="area-name plain">${one.text}</span>`
  const name = `${one.name} ${figuresOf(one)}`
  return html`<button type="button" class="area-name" aria-label=${name} onClick=${onPress}>${one.text}</button>`
}
