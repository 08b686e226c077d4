/**
 * A sheet of the desk opens over its pane alone: list and map beside it stay in use.
 * @module
 */
import { opening } from '../parts/sheet.js'
import { closeSheet } from '../route.js'
import { wide } from '../wide.js'

/** How much of the pane stays in sight above a sheet, in px: what the sheet is about. */
const HEAD = 96

opening.way = (dialog) => {
  const pane = /** @type {HTMLElement | null} */ (wide.peek() ? dialog.closest('.pane') : null)
  return pane ? openWithin(dialog, pane) : dialog.showModal()
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement} pane
 * @returns {() => void} to be called once it is closed
 */
function openWithin(dialog, pane) {
  const place = () => {
    const { left, bottom, width, height } = pane.getBoundingClientRect()
    const sizes = { left, width, bottom: innerHeight - bottom, maxHeight: height - HEAD }
    for (const [name, size] of Object.entries(sizes)) dialog.style[/** @type {'left'} */ (name)] = `${size}px`
  }
  const under = /** @type {HTMLElement[]} */ ([...pane.children].filter((one) => one !== dialog))
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector(':modal')) closeSheet()
  }
  const before = /** @type {HTMLElement | null} */ (document.activeElement)
  const watch = new ResizeObserver(place)
  watch.observe(pane)
  place()
  dialog.classList.add('within')
  dialog.show()
  for (const one of under) one.inert = true // it lies under the sheet
  addEventListener('keydown', pressed)
  return () => {
    watch.disconnect()
    removeEventListener('keydown', pressed)
    for (const one of under) one.inert = false
    before?.focus({ preventScroll: true }) // the dialog could not give it to what was inert
  }
}
