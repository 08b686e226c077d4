/**
 * Ctrl+K: where to go and what to do next, by a few letters, also those of a reading ("dpq"): cases, lists, saved views, pages, the steps of
 * the open case, and the telephones of units. It lies over the list alone. It finds no persons: nobody may look for them.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { Feed, UnitsOf } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { isByLetters, isReadAs } from '../../core/class_search.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { placeLine, shortNumber } from '../incident/card.js'
import { opens, takeStep } from '../incident/verbs/steps.js'
import { useRead } from '../read.js'
import { go } from '../route.js'
import { named, words } from '../words.js'
import { views } from './views.js'

/** @typedef {{ key: string, group: string, label: string, run: () => void }} Entry */

/** So many cases are looked for, after so many ms without a letter. */
const FEW = 6
const PAUSE = 250

/**
 * The entries that hold every part of what was typed, in their order; of letters also those that are read so.
 * @template {{ group: string, label: string }} E
 * @param {E[]} entries
 * @param {string} text
 * @param {((character: string) => string) | null} [reading] where it is loaded
 */
export function fit(entries, text, reading = null) {
  const parts = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const found = entries.filter(({ group, label }) =>
    parts.every((part) => `${group} ${label}`.toLowerCase().includes(part))
  )
  if (!reading || !isByLetters(text)) return found
  const letters = parts.join('')
  return [...found, ...entries.filter((one) => !found.includes(one) && isReadAs(one.label, letters, reading))]
}

/** @param {{ desk: any, incident: any, onClose: () => void }} props */
export function Palette({ desk, incident, onClose }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef(/** @type {HTMLInputElement | null} */ (null))
  const box = useRef(/** @type {HTMLElement | null} */ (null))
  const cases = useCases(text, desk)
  const reading = useReading(text)
  const units = useUnits(text)
  const shown = [...fit(entriesOf(desk, incident), text, reading), ...cases, ...fit(units, text, reading)].slice(0, 40)
  const chosen = Math.min(at, shown.length - 1)
  const { rows: t, close } = words.value
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement)
    input.current?.focus()
    return () => before?.isConnected && before.focus()
  }, [])
  useEffect(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [chosen])
  const run = (/** @type {Entry | undefined} */ entry) => {
    if (!entry) return
    onClose()
    setTimeout(entry.run) // focus is back first
  }
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.isComposing || !(way || event.key === 'Enter' || event.key === 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (way) setAt((chosen + way + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter') run(shown[chosen])
    else onClose()
  }
  const left = (/** @type {FocusEvent} */ event) =>
    box.current?.contains(/** @type {Node | null} */ (event.relatedTarget)) || onClose()
  return html`
    <div class=${desk.alone ? 'palette alone' : 'palette'} role="dialog" aria-label=${t
      .palette} ref=${box} onKeyDown=${pressed}
      onFocusOut=${left}>
      <div class="with-button">
        <div class="field"><label class="unseen" for="palette">${t.palette}</label>
          <input id="palette" ref=${input} type="text" role="combobox" aria-expanded=${shown.length >
            0} aria-controls="palette-list"
            aria-activedescendant=${shown[chosen] ? `palette-${chosen}` : undefined} autocomplete="off"
            placeholder=${t.paletteHint} value=${text} onInput=${(/** @type {any} */ event) => {
              setText(event.target.value)
              setAt(0)
            }} /></div>
        <button type="button" class="button plain" onClick=${onClose}>${close}</button>
      </div>
      <ul id="palette-list" role="listbox" aria-label=${t.palette} hidden=${shown.length === 0}>${shown.map((
        entry,
        n,
      ) =>
        html`
          <li id=${`palette-${n}`} key=${entry.key} role="option" aria-selected=${n === chosen} onPointerDown=${(
            /** @type {Event} */ event,
          ) => event.preventDefault()}
            onClick=${() => run(entry)}><span class="note">${entry.group}</span> ${entry.label}</li>
        `
      )}</ul>
      ${shown.length === 0 && html`<p class="note" role="status">${words.value.list.noMatch(text)}</p>`}
    </div>
  `
}

/** Everything that needs no question to the server. @param {any} desk @param {any} incident @returns {Entry[]} */
function entriesOf(desk, incident) {
  const { rows: t, step: steps, desk: d, list, tabs, moves } = words.value
  const name = /** @type {Record<string, string>} */ ({ ...d.chips, open: list.open })
  const way = (/** @type {string} */ to, /** @type {string} */ label) => ({
    key: to,
    group: t.page,
    label,
    run: () => go(to),
  })
  const open = (incident?.allowedSteps ?? []).filter(opens)
  const units = incident ? [incident.leadUnit, ...(incident.assistUnits ?? [])].filter((one) => one?.phone) : []
  return [
    ...open.map((/** @type {any} */ one) => ({
      key: one.step,
      group: t.action,
      label: /** @type {Record<string, string>} */ (steps)[one.step] ?? '',
      run: () => takeStep(incident, one.step),
    })).filter((/** @type {Entry} */ one) => one.label),
    ...units.map((one) => ({
      key: `unit ${one.id}`,
      group: t.call,
      label: `${one.name} ${one.phone}`,
      run: () => location.assign(`tel:${one.phone}`),
    })),
    ...views.value.map((one) => ({
      key: `view ${one.name}`,
      group: t.view,
      label: one.name,
      run: () => go(`/desk${one.search}`),
    })),
    ...desk.chips.map((/** @type {string} */ chip) => ({
      key: `chip ${chip}`,
      group: t.list,
      label: name[chip] ?? chip,
      run: () => go(`/desk?chip=${chip}`),
    })),
    way('/report', d.create),
    way('/w', tabs.whistles),
    way('/approvals', moves.inbox),
    way('/handover', d.handover),
    way('/notices', t.notices),
    way('/map', tabs.map),
    way('/me', tabs.me),
  ]
}

/** How characters are read, from the first letters on. @param {string} text */
function useReading(text) {
  const [reading, setReading] = useState(/** @type {{ of: (character: string) => string } | null} */ (null))
  const wanted = isByLetters(text)
  useEffect(() => {
    if (wanted && !reading) import('../../core/pinyin.js').then((code) => setReading({ of: code.reading }), () => {})
  }, [wanted])
  return reading?.of ?? null
}

/** The telephones of the units that serve one's area, once something is typed. @param {string} text @returns {Entry[]} */
function useUnits(text) {
  const area = post.value?.area?.code
  const wanted = area && text.trim().length > 1
  const { data } = useRead(wanted ? `units:${area}` : null, UnitsOf, { area }, { maxAge: 3600_000 })
  const { call } = words.value.rows
  return (data?.catalogue.units ?? []).filter((one) => one.phone).map((one) => ({
    key: `of ${one.id}`,
    group: call,
    label: `${one.name} ${one.phone}`,
    run: () => location.assign(`tel:${one.phone}`),
  }))
}

/** Cases by number, place or words. @param {string} text @param {any} desk @returns {Entry[]} */
function useCases(text, desk) {
  const [found, setFound] = useState(/** @type {{ text: string, nodes: any[] }} */ ({ text: '', nodes: [] }))
  const wanted = text.trim().replace(/^#/, '')
  useEffect(() => {
    if (wanted.length < 2) return
    const stop = new AbortController()
    const look = async () => {
      const variables = { filter: { text: wanted }, orderBy: BY_CHANGE, first: FEW, after: null }
      const { incidents } = await ask(Feed, variables, { signal: stop.signal })
      if (!stop.signal.aborted) setFound({ text: wanted, nodes: incidents.nodes })
    }
    const timer = setTimeout(() => void look().catch(() => {}), PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [wanted])
  const { rows: t, state } = words.value
  return (found.text === wanted ? found.nodes : []).map((one) => ({
    key: one.id,
    group: t.case,
    label: [
      one.number && `#${shortNumber(one.number)}`,
      named(one.incidentClass),
      placeLine(one),
      /** @type {Record<string, string>} */ (state)[one.state],
    ].filter(Boolean).join(' '),
    run: () => desk.select(one.id),
  }))
}

const BY_CHANGE = /** @type {const} */ ({ by: 'CHANGED', direction: 'DESCENDING' })
