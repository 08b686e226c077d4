/**
 * The class of what is filed at the desk: the likeliest ones for the words that were written, or a search of its own.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { Choices, Text } from '../parts/fields.js'
import { chose, classOf, useFound } from '../suggest.js'
import { named, words } from '../words.js'

/** So many are offered. */
const FEW = 6

/** @param {{ answers: Pick<import('./answers.js').Answers, 'text' | 'classCode'>, change: (change: any) => void }} props */
export function EntryClass({ answers, change }) {
  const [search, setSearch] = useState('')
  const asked = search.trim() || answers.text.trim()
  const found = useFound(asked) ?? []
  const chosen = classOf(answers.classCode)
  const few = found.slice(0, FEW)
  const offered = chosen && !few.includes(chosen) ? [chosen, ...few] : few
  const { entry: t, report } = words.value
  const pick = (/** @type {string} */ code) => {
    const one = classOf(code)
    change({ classCode: code, className: named(one), severity: null })
    if (one) void chose(code)
  }
  return html`
    <div class="stack-close">
      ${offered.length > 0
        ? html`
          <${Choices} id="class" legend=${t.class} value=${answers.classCode} across=${true} onChange=${pick}
            options=${offered.map((one) => ({ value: one.code, label: named(one) }))} />
        `
        : html`<p class="label">${t.class}</p>`}
      <p class="note" role="status">${asked
        ? (found.length === 0 ? report.noClass(asked.slice(0, 20)) : '')
        : t.noClass}</p>
      <${Text} id="class-search" label=${t.findClass} type="search" value=${search} onInput=${setSearch} />
    </div>
  `
}
