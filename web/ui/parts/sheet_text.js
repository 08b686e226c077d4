/**
 * What somebody wrote in a sheet is there again when they open it anew: a tap beside it, Esc and the way back take nothing. It goes when
 * its step was taken, and with its person.
 * @module
 */
import { onSession } from '../../core/session/session.js'
import { path, sheet } from '../route.js'

/** By place and sheet, and there by field. @type {Map<string, Map<string, string>>} */
const written = new Map()
const MOST = 20 // sheets

onSession(() => written.clear())

/** @param {string} name */
const keyOf = (name) => `${path.peek()} ${name}`

/** Notes what is typed. @param {string} name of the sheet @param {Event} event */
export function keptFor(name, { target }) {
  note(name, /** @type {HTMLInputElement} */ (target))
}

/** @param {string} name @param {HTMLInputElement} field */
function note(name, field) {
  if (!isText(field)) return
  const key = keyOf(name)
  const fields = written.get(key) ?? new Map()
  fields.set(field.id, field.value)
  written.delete(key)
  written.set(key, fields)
  if (written.size > MOST) written.delete(/** @type {string} */ (written.keys().next().value))
}

/**
 * Fills in what was written here before, also into fields that come later; what already has words keeps them.
 * @param {string} name
 * @param {HTMLElement | null} box
 * @returns {() => void} stop
 */
export function kept(name, box) {
  for (const field of box?.querySelectorAll('input, textarea') ?? []) { // somebody may have been faster than this came
    const typed = /** @type {HTMLInputElement} */ (field)
    if (typed.value && typed === document.activeElement) note(name, typed)
  }
  const fields = written.get(keyOf(name))
  if (!box || !fields) return () => {}
  const seen = new WeakSet()
  const fill = () => {
    for (const [id, text] of fields) {
      const field = /** @type {HTMLInputElement | null} */ (box.querySelector(`#${CSS.escape(id)}`))
      if (!field || seen.has(field) || field === document.activeElement) continue
      seen.add(field)
      if (field.value || !text) continue
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }
  const watch = new MutationObserver(fill)
  watch.observe(box, { childList: true, subtree: true })
  fill()
  return () => watch.disconnect()
}

/** The step was taken: the open sheet begins anew next time. */
export function forgetWritten() {
  if (sheet.peek()) written.delete(keyOf(/** @type {string} */ (sheet.peek())))
}

/** @param {HTMLInputElement} field */
function isText(field) {
  return Boolean(field.id) && (field.tagName === 'TEXTAREA' || ['text', 'tel', 'number', 'date'].includes(field.type))
}
