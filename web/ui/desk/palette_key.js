/**
 * Ctrl+K (⌘K) opens the palette on every page of a desk; it comes when it is first asked for.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { missed } from '../../core/live/updates.js'

/** @param {{ desk: any, ready?: () => Promise<unknown> }} props `ready`: what it needs besides, where the list is not there */
export function PaletteKey({ desk, ready }) {
  const [code, setCode] = useState(/** @type {typeof import('./palette.js') | null} */ (null))
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (document.querySelector(':modal')) return
      event.preventDefault()
      setOpen((now) => !now)
      Promise.all([import('./palette.js'), ready?.()]).then(([found]) => setCode(found), missed)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
  return open && code && html`<${code.Palette} desk=${desk} incident=${desk.focused} onClose=${() => setOpen(false)} />`
}
