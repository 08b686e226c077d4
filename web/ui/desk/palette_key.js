/**
 * Ctrl+K (⌘K) opens the palette beside every page that has the desk's list; it comes when it is first asked for.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { missed } from '../../core/live/updates.js'

/** @param {{ desk: any }} props */
export function PaletteKey({ desk }) {
  const [code, setCode] = useState(/** @type {typeof import('./palette.js') | null} */ (null))
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (document.querySelector(':modal')) return
      event.preventDefault()
      setOpen((now) => !now)
      import('./palette.js').then(setCode, missed)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
  return open && code && html`<${code.Palette} desk=${desk} incident=${desk.focused} onClose=${() => setOpen(false)} />`
}
