/**
 * A button that unfolds what is rarer below it. Esc, a choice and anything outside fold it again.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'

/** @param {{ label: any, name?: string, children: any }} props `name`: what a reader hears, where the label is a sign */
export function Menu({ label, name, children }) {
  const [open, setOpen] = useState(false)
  const box = useRef(/** @type {HTMLElement | null} */ (null))
  const button = useRef(/** @type {HTMLElement | null} */ (null))
  useEffect(() => {
    if (!open) return
    const outside = (/** @type {Event} */ event) =>
      box.current?.contains(/** @type {Node} */ (event.target)) || setOpen(false)
    addEventListener('pointerdown', outside)
    addEventListener('focusin', outside)
    return () => {
      removeEventListener('pointerdown', outside)
      removeEventListener('focusin', outside)
    }
  }, [open])
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    setOpen(false)
    button.current?.focus()
  }
  const chosen = (/** @type {Event} */ event) => {
    const stays = /** @type {Element} */ (event.target).closest('[data-stays]')
    if (!stays && /** @type {Element} */ (event.target).closest('button, a')) setOpen(false)
  }
  return html`<div class="menu" ref=${box} onKeyDown=${pressed}>
    <button type="button" class="button" ref=${button} aria-expanded=${open} aria-label=${name} onClick=${() =>
    setOpen(!open)}>${label}<span aria-hidden="true">▾</span></button>
    ${open && html`<div class="menu-panel" onClick=${chosen}>${children}</div>`}
  </div>`
}
