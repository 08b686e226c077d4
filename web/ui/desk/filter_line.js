/**
 * The desk's filters on one line, as many as fit; the others are in the menu at its end.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { Menu } from '../parts/menu.js'
import { words } from '../words.js'

/** @typedef {{ key: string, label: string, count?: number | null }} Chip */

/** Room of a chip beside its letters, of a Chinese and of another letter at 15 px, and of the menu's button. */
const AROUND = 34
const WIDE = 15
const NARROW = 8.5
const TICK = 16
const MENU = 112

/** About how wide a chip is, in px at 15 px. @param {Chip} chip */
function widthOf({ label, count }) {
  const text = typeof count === 'number' ? `${label}${count.toLocaleString()}` : label
  return [...text].reduce((sum, letter) => sum + (letter > 'ÿ' ? WIDE : NARROW), AROUND)
}

/**
 * Which chips stand on a line: the first ones that fit, the chosen one always.
 * @param {Chip[]} chips
 * @param {string} chosen
 * @param {number} width px at 15 px
 * @returns {[Chip[], Chip[]]} on the line, in the menu
 */
export function fitting(chips, chosen, width) {
  const own = chips.find((one) => one.key === chosen)
  let room = width - MENU - (own ? widthOf(own) + TICK : 0)
  let full = false
  const shown = chips.filter((one) => {
    if (one === own) return true
    full ||= (room -= widthOf(one)) < 0
    return !full
  })
  return [shown, chips.filter((one) => !shown.includes(one))]
}

/** @param {{ chips: Chip[], chosen: string, onChoose: (key: string) => void, children?: any }} props `children`: more in the menu */
export function FilterLine({ chips, chosen, onChoose, children }) {
  const line = useRef(/** @type {HTMLElement | null} */ (null))
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const letter = parseFloat(getComputedStyle(document.documentElement).fontSize) / 15
      setWidth((entry?.contentRect.width ?? 0) / letter)
    })
    if (line.current) watch.observe(line.current)
    return () => watch.disconnect()
  }, [])
  const [shown, rest] = fitting(chips, chosen, width)
  const { list, desk } = words.value
  const chip = (/** @type {Chip} */ { key, label, count }) =>
    html`<button type="button" key=${key} aria-pressed=${key === chosen} onClick=${() => onChoose(key)}>${label}${
      typeof count === 'number' && html`
        <span class="figures">${count.toLocaleString(words.value.locale)}</span>
      `
    }</button>`
  return html`
    <div class="filter-line" ref=${line}>
      <div class="filters" role="group" aria-label=${list.filters}>${shown.map(chip)}</div>
      <${Menu} label=${desk.moreChips}>
        <div class="filters" role="group" aria-label=${desk.moreChips}>${rest.map(chip)}</div>
        ${children}
        <//>
    </div>
  `
}
