/**
 * One of a noun in its list: where it stands, what it is, where, and how long there is left.
 * @module
 */
import { dayStamp } from '../../core/clockwords.js'
import { now, stamp, Time } from '../clock.js'
import { html } from '../html.js'
import { say, titleOf, waiting } from './reading.js'
import { locale, words } from '../words.js'
import { SendingChip } from '../parts/chips.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */

/** @param {{ noun: Noun, state: string }} props */
export function NounState({ noun, state }) {
  const ended = noun.ended.includes(state)
  const tone = ended ? (noun.roads[Object.keys(noun.states)[0] ?? '']?.at(-1) === state ? 'ok' : 'wait') : 'primary'
  return html`<span class="chip plain ${tone}">${ended && tone === 'ok' ? '✓ ' : ''}${
    say(noun.states[state]) || state
  }</span>`
}

/** Characters of a day without its hour: it is over at midnight. */
const DAY = 10

/** When the next step is due, while one is. @param {{ noun: Noun, row: any }} props */
export function NounDue({ noun, row }) {
  const at = noun.due && noun.waits.includes(row.state) && row[noun.due]
  if (!at) return null
  const isDay = at.length === DAY
  const late = Date.parse(isDay ? `${at}T24:00:00+08:00` : at) < now.value
  const said = isDay ? dayStamp(at, locale.value) : stamp(at)
  const t = words.value.noun
  return html`<span class="chip ${late ? 'bad' : 'wait'}">${late ? t.late(said) : t.due(said)}</span>`
}

/** What holds of it, as chips. @param {{ noun: Noun, row: any }} props */
export function NounFlags({ noun, row }) {
  return noun.columns.filter(({ key, kind }) => kind === 'flag' && row[key]).map(({ key, words }) =>
    html`<span class="chip plain" key=${key}>${say(words)}</span>`
  )
}

/** @param {{ noun: Noun, row: any }} props */
export function NounCard({ noun, row }) {
  const area = noun.columns.find(({ kind }) => kind === 'area')
  const first = noun.columns.find(({ kind, key }) => kind === 'moment' && key !== noun.due)
  const [mine] = waiting(noun.name, row.id)
  return html`
    <li class="card">
      <div class="row"><${NounState} noun=${noun} state=${row.state} /><${NounDue} noun=${noun} row=${row} />${mine &&
        html`<${SendingChip} row=${mine} />`}<${NounFlags} noun=${noun} row=${row} /></div>
      <a class="cover" href=${`/n/${noun.name}/${row.id}`}>${titleOf(noun, row)}</a>
      ${row[noun.line] && html`<p class="clamp">${row[noun.line]}</p>`}
      <div class="note">${area && row[area.key]?.name} ${first && html`<${Time} at=${row[first.key]} />`}</div>
    </li>
  `
}
