/**
 * What somebody wrote in a sheet is there again when they open it anew: a tap beside it, Esc, the way back and a reload take nothing. It is a
 * draft like any other, and goes when its step was taken.
 * @module
 */
import { draft, dropDraft, saveDraft } from '../../core/outbox/drafts.js'
import { onSession } from '../../core/session/session.js'
import { path, sheet } from '../route.js'

/** By place and sheet, and there by field. @type {Map<string, Map<string, string>>} */
const written = new Map()
const MOST = 20 // sheets in memory; the drafts hold all
const PAUSE = 400 // ms without a letter, and it is on the disk
const BEGIN = 40 // characters by which the list of drafts tells it

/** What is to be put on the disk soon. @type {Map<string, ReturnType<typeof setTimeout>>} */
const soon = new Map()

onSession(() => {
  written.clear()
  for (const timer of soon.values()) clearTimeout(timer)
  soon.clear()
})

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
  const title = field.closest('dialog')?.querySelector('h2')?.textContent ?? ''
  clearTimeout(soon.get(key))
  soon.set(key, setTimeout(() => void onDisk(key, fields, title), PAUSE))
}

/** @param {string} key @param {Map<string, string>} fields @param {string} kind what the sheet is called */
async function onDisk(key, fields, kind) {
  soon.delete(key)
  const texts = [...fields.values()].filter((text) => text.trim())
  if (texts.length === 0) return void dropDraft(`sheet:${key}`)
  const title = document.querySelector('h1')?.textContent ?? ''
  const facts = [...texts.join(' ')].slice(0, BEGIN).join('')
  const told = { kind, href: key.split(' ')[0], title, facts }
  await saveDraft(`sheet:${key}`, { fields: Object.fromEntries(fields), told }).catch(() => {}) // a full phone: it is still in memory
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
  let stop = () => {}
  let gone = false
  void before(keyOf(name)).then((fields) => {
    if (!gone && box && fields) stop = filled(box, fields)
  })
  return () => {
    gone = true
    stop()
  }
}

/** What was written in this sheet, also before a reload. @param {string} key */
async function before(key) {
  const here = written.get(key)
  if (here) return here
  const found = await draft(`sheet:${key}`).catch(() => null)
  return found && new Map(/** @type {[string, string][]} */ (Object.entries(found.value.fields ?? {})))
}

/** @param {HTMLElement} box @param {Map<string, string>} fields @returns {() => void} stop */
function filled(box, fields) {
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
  const name = sheet.peek()
  if (!name) return
  const key = keyOf(name)
  if (!written.delete(key)) return
  clearTimeout(soon.get(key))
  soon.delete(key)
  void dropDraft(`sheet:${key}`)
}

/** @param {HTMLInputElement} field */
function isText(field) {
  if (!field.id || field.autocomplete?.includes('password')) return false
  return (field.tagName === 'TEXTAREA' || ['text', 'tel', 'number', 'date'].includes(field.type))
}
