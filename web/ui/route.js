/**
 * Where we are: the address is the only state of navigation. Pages, steps of a form and sheets are all history entries, so
 * that the phone's back gesture always takes one step back.
 * @module
 */
import { computed, signal } from '../vendor/signals.js'
import { person } from './here.js'

const here = signal(now())

function now() {
  return {
    path: location.pathname,
    query: location.search,
    sheet: /** @type {string | null} */ (history.state?.sheet ?? null),
    depth: Number(history.state?.depth ?? 0),
  }
}

export const path = computed(() => here.value.path)
export const query = computed(() => new URLSearchParams(here.value.query))
/** The sheet that is open, by name. */
export const sheet = computed(() => here.value.sheet)

addEventListener('popstate', () => {
  const by = history.state?.by
  if (by && by !== whoseNow()) go('/', { replace: true }) // an address of who was here before tells what they looked for
  else here.value = now()
})

function whoseNow() {
  return person.peek()?.id
}

/**
 * @param {string} to path with query
 * @param {{ replace?: boolean }} [how]
 */
export function go(to, { replace = false } = {}) {
  const depth = here.peek().depth + (replace ? 0 : 1)
  if (replace) history.replaceState({ depth, by: whoseNow() }, '', to)
  else history.pushState({ depth, by: whoseNow() }, '', to)
  here.value = now()
}

/**
 * One step back; to `otherwise` when we came from outside.
 * @param {string} otherwise
 */
export function back(otherwise) {
  if (here.peek().depth > 0) history.back()
  else go(otherwise, { replace: true })
}

/**
 * Changes filters in the address without a new page.
 * @param {Record<string, string | null>} changes
 * @param {{ replace?: boolean }} [how]
 */
export function refine(changes, how = { replace: true }) {
  go(here.peek().path + refined(here.peek().query, changes), how)
}

/** @param {string} query @param {Record<string, string | null>} changes what is empty asks for nothing */
export function refined(query, changes) {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text && `?${text}`
}

/** @param {string} name */
export function openSheet(name) {
  const { depth, sheet } = here.peek()
  const state = { depth: sheet ? depth : depth + 1, by: whoseNow(), sheet: name }
  if (sheet) history.replaceState(state, '')
  else history.pushState(state, '')
  here.value = now()
}

/** Closes the open sheet, if there is one. */
export function closeSheet() {
  if (here.peek().sheet) history.back()
}

/** Follows links inside the app without loading it again. */
export function followLinks() {
  history.replaceState({ by: whoseNow(), ...history.state }, '')
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    ) return
    const link = /** @type {Element} */ (event.target).closest?.('a[href]')
    if (
      !(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download') ||
      link.dataset.outside !== undefined
    ) return
    if (link.origin !== location.origin || link.hash) return
    event.preventDefault()
    go(link.pathname + link.search)
  })
}

/**
 * Whether `pattern` ("/i/:id") fits `path`, and with what.
 * @param {string} pattern
 * @param {string} path
 * @returns {Record<string, string> | null}
 */
export function match(pattern, path) {
  const wanted = pattern.split('/')
  const given = path.replace(/\/$/, '').split('/')
  if (wanted.length !== given.length) return null
  /** @type {Record<string, string>} */
  const found = {}
  for (const [index, word] of wanted.entries()) {
    const part = given[index] ?? ''
    if (word.startsWith(':')) found[word.slice(1)] = decodeURIComponent(part)
    else if (word !== part) return null
  }
  return found
}
