/**
 * The desk by keyboard alone. One-letter keys are dead while somebody types and can be switched off in the settings.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { settings } from '../here.js'
import { html } from '../html.js'
import { go, match, openSheet } from '../route.js'
import { opens, takeStep } from '../incident/verbs/steps.js'
import { words } from '../words.js'

/** Letters of steps; the first that is allowed is taken. @type {Record<string, string[]>} */
const STEPS = {
  v: ['SEND_VERIFY'],
  f: ['ACCEPT', 'FILE'],
  d: ['DISPATCH', 'ASSIGN'],
  x: ['REJECT'],
  m: ['MERGE'],
  t: ['GRANT', 'GIVE_BACK'],
  c: ['SEND_CHECK', 'PASS'],
}
const PANES = /** @type {Record<string, string>} */ ({ l: 'pane-list', d: 'pane-detail', m: 'pane-map' })

/** How long a letter waits for the incident that it is meant for, in ms. */
const PATIENCE = 5000

/** @typedef {{ step: (way: 1 | -1, id?: string) => string | null, select: (id: string) => void, incident: any }} Desk */
/** A letter pressed before its incident was on the screen. @typedef {{ letter: string, id: string, at: number }} Early */

/** @param {Desk} desk */
export function useKeys(desk) {
  const latest = useRef(desk)
  latest.current = desk
  const early = useRef(/** @type {Early | null} */ (null))
  useEffect(() => {
    const { letter, id, at } = early.current ?? { letter: '', id: '', at: 0 }
    if (!letter || desk.incident?.id !== id || document.querySelector('dialog[open]')) return
    if (Date.now() - at > PATIENCE || press(letter, desk)) early.current = null
  }, [desk.incident])
  useEffect(() => {
    let going = false // after G a letter names a pane
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return submit(event)
      if (event.key === 'F6') return turnPane(event)
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event) || !settings.peek().keys) return
      if (document.querySelector('dialog[open]')) return
      const letter = event.key.toLowerCase()
      const done = going ? toPane(letter) : press(letter, latest.current)
      early.current = going || done ? null : perhapsEarly(letter)
      going = !going && letter === 'g'
      if (done) event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

/** @param {KeyboardEvent} event */
function typing(event) {
  const target = /** @type {HTMLElement} */ (event.target)
  return target.matches?.('input, textarea, select, [contenteditable]')
}

/** @param {KeyboardEvent} event */
function submit(event) {
  const button = /** @type {HTMLElement | null} */ (document.querySelector('dialog[open] .submit'))
  if (!button) return
  event.preventDefault()
  button.click()
}

/** @param {string} letter */
function toPane(letter) {
  const pane = document.getElementById(PANES[letter] ?? '')
  pane?.focus()
  return Boolean(pane)
}

/** @param {KeyboardEvent} event */
function turnPane(event) {
  const all = Object.values(PANES).map((name) => document.getElementById(name)).filter((pane) => pane !== null)
  if (all.length === 0) return
  event.preventDefault()
  const now = all.findIndex((pane) => pane.contains(document.activeElement))
  all[(now + 1) % all.length]?.focus()
}

/**
 * A step's letter that meant nothing yet: the pane may still show the incident before, or what the phone remembers of
 * this one. It waits for the server's word.
 * @param {string} letter
 * @returns {Early | null}
 */
function perhapsEarly(letter) {
  const id = match('/desk/:id', location.pathname)?.id
  return id && (letter in STEPS || letter === 'w') ? { letter, id, at: Date.now() } : null
}

/**
 * @param {string} letter
 * @param {Desk} desk
 * @returns {boolean} whether the letter meant something
 */
function press(letter, { step, select, incident: shown }) {
  const id = match('/desk/:id', location.pathname)?.id // where one is now, also when keys come faster than screens
  const incident = shown?.id === id ? shown : null // never a step on the one that is still shown from before
  if (letter === 'j' || letter === 'k') return walk(step(letter === 'j' ? 1 : -1, id), select)
  if (letter === 'enter' && document.activeElement?.closest('a, button')) return false
  if (letter === 'enter') return toPane('d')
  if (letter === '/') return focusSearch()
  if (letter === 'n') return go('/report'), true
  if (letter === '?') return openSheet('KEYS'), true
  if (letter === 'w') return compose(incident)
  const allowed = new Set(
    (incident?.allowedSteps ?? []).filter(opens).map((/** @type {any} */ one) => one.step),
  )
  const wanted = STEPS[letter]?.find((one) => allowed.has(one))
  if (wanted) takeStep(incident, wanted)
  return Boolean(wanted)
}

/** 拟哨, where the server says that this person may. @param {any} incident */
function compose(incident) {
  if (incident?.mayWhistle) go(`/w/new?incident=${incident.id}`)
  return Boolean(incident?.mayWhistle)
}

/**
 * @param {string | null} to
 * @param {(id: string) => void} select
 */
function walk(to, select) {
  if (!to) return true
  select(to)
  document.querySelector(`[data-id="${to}"]`)?.scrollIntoView({ block: 'nearest' })
  return true
}

function focusSearch() {
  document.getElementById('search')?.focus()
  return true
}

/** The list of keys, with what they do. */
export function KeyList() {
  const { keys, keysOff } = words.value.desk
  const { step: names } = words.value
  const rows = [
    ['J', keys.next],
    ['K', keys.previous],
    ['Enter', keys.open],
    ['/', keys.search],
    ['N', keys.fresh],
    ['V', names.SEND_VERIFY],
    ['F', `${names.ACCEPT}, ${names.FILE}`],
    ['D', names.DISPATCH],
    ['X', names.REJECT],
    ['M', names.MERGE],
    ['W', words.value.w?.compose ?? ''],
    ['T', `${names.GRANT}, ${names.GIVE_BACK}`],
    ['C', names.SEND_CHECK],
    ['G L / G D / G M', keys.panes],
    ['F6', keys.turn],
    ['Ctrl K', words.value.rows.paletteKey],
    ['Ctrl Enter', keys.submit],
    ['Esc', keys.close],
    ['?', keys.help],
  ]
  return html`${!settings.value.keys && html`<p class="strip warn">${keysOff}</p>`}<dl class="facts keys">${
    rows.map(([key, name]) =>
      html`
        <dt><kbd>${key}</kbd></dt>
        <dd>${name}</dd>
      `
    )
  }</dl>`
}
