/**
 * What is known of one of a noun, column by column, and what happened to it, the last first.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { ask } from '../../core/api.js'
import { operationOf } from '../../core/noun.js'
import { Time } from '../clock.js'
import { html } from '../html.js'
import { Contact } from './contact.js'
import { say, textOf } from './reading.js'
import { named, said, words } from '../words.js'
import { Icon } from '../parts/icons.js'
import { Thumb } from '../parts/thumb.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */
/** @typedef {import('../../core/noun.js').Column} Column */

/** @param {{ noun: Noun, row: any, onChanged: () => void }} props `onChanged`: somebody saw a contact, which the story tells */
export function NounFacts({ noun, row, onChanged }) {
  const above = new Set([...noun.heading, noun.line])
  const shown = noun.columns.filter(({ key, kind }) =>
    kind !== 'flag' && !above.has(key) && textOf(noun, { key, kind, words: ['', ''] }, row[key])
  )
  return html`<dl class="facts">${
    shown.map((column) =>
      html`
        <dt>${say(column.words)}</dt>
        <dd>
          <${Value} noun=${noun} column=${column} value=${row[column.key]} />
          ${column.key === noun.contact && row[`${column.key}Open`] &&
            html`<${Contact} noun=${noun} row=${row} onChanged=${onChanged} />`}
        </dd>
      `
    )
  }</dl>`
}

/** @param {{ noun: Noun, column: Column, value: any }} props */
function Value({ noun, column, value }) {
  switch (column.kind) {
    case 'moment':
      return html`<${Time} at=${value} />`
    case 'incident':
      return html`<a href=${`/i/${value.id}`}>${named(value.incidentClass)} ${
        value.number ? `#${value.number}` : ''
      }</a>`
    case 'whistle':
      return html`<a href=${`/w/${value.id}`}>#${value.number}</a>`
    case 'unit':
      return html`${value.name}${
        value.phone && html`
          <a class="button" href="tel:${value.phone}"><${Icon} name="phone" />${words.value.i.call}</a>
        `
      }`
    case 'photos':
      return html`<ul class="photo-strip">${
        value.map((/** @type {string} */ sha256) =>
          html`<li key=${sha256}><a href=${`/media/${sha256}`} target="_blank" rel="noopener"><${Thumb} photo=${{
            thumbUrl: `/media/${sha256}/thumb`,
            kind: 'EVIDENCE',
          }} /></a></li>`
        )
      }</ul>`
    case 'files':
      return html`<div class="stack-close">${
        value.map((/** @type {string} */ sha256, /** @type {number} */ index) =>
          html`<a key=${sha256} class="button" href=${`/media/${sha256}`} download>${
            words.value.file.one(index + 1)
          }</a>`
        )
      }</div>`
    case 'text':
      return html`<span class="lines">${value}</span>`
    default:
      return textOf(noun, column, value)
  }
}

/** @param {{ noun: Noun, row: any }} props */
export function NounStory({ noun, row }) {
  const [older, setOlder] = useState(/** @type {{ nodes: any[], page: any }} */ ({ nodes: [], page: null }))
  const [trouble, setTrouble] = useState('')
  useEffect(() => setOlder({ nodes: [], page: null }), [row.id, row.version, row.events?.nodes[0]?.id])
  if (!row.events) return null
  const page = older.page ?? row.events.pageInfo
  const more = async () => {
    try {
      const found = (await ask(operationOf(noun, 'Events'), { id: row.id, after: page.endCursor }))[noun.field]
      setOlder({ nodes: [...older.nodes, ...found.events.nodes], page: found.events.pageInfo })
      setTrouble('')
    } catch (failure) {
      setTrouble(said(/** @type {any} */ (failure).code))
    }
  }
  return html`<section><h2>${words.value.noun.story}</h2>
    <ol class="timeline">${
    [...row.events.nodes, ...older.nodes].map((event) =>
      html`<${Happened} key=${event.id} noun=${noun} event=${event} />`
    )
  }</ol>
    ${
    page.hasNextPage &&
    html`<button type="button" class="button full no-print" onClick=${more}>${words.value.i.earlier}</button>`
  }
    ${trouble && html`<p class="error" role="alert">${trouble}</p>`}</section>`
}

/** @param {{ noun: Noun, event: any }} props */
function Happened({ noun, event }) {
  const { role, noun: t } = words.value
  const { step, to } = event.payload
  const command = noun.commands.find((one) => one.step === step)
  const happened = t.happened[/** @type {'reminded'} */ (event.kind.split('.')[1])]
  const name = (say(noun.steps[step] ?? command?.words) || happened) ?? t.changed
  const who = event.unit?.name ?? role[/** @type {'COMMUNITY'} */ (event.role)] ?? ''
  return html`
    <li>
      <${Time} at=${event.at} />
      <div><strong>${name}</strong> <span class="note">${who}</span>${to &&
        html`<div class="note">→ ${say(noun.states[to])}</div>`}</div>
    </li>
  `
}
