/**
 * 对列: what each column of the file is, above its first ten rows.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { locale, words } from '../words.js'

/** What the server takes for a column that is not used. */
const NONE = '-'

/**
 * @param {{ job: import('./one.js').Job, fields: { name: string, zh: string, needed: boolean }[], busy: boolean,
 *   check: (mapping: string[] | null) => () => void }} props
 */
export function Columns({ job, fields, busy, check }) {
  const { imports: t } = words.value
  const [mapping, setMapping] = useState(job.mapping)
  const called = (/** @type {{ name: string, zh: string }} */ field) => locale.value === 'en' ? field.name : field.zh
  const lacks = fields.filter((one) => one.needed && !mapping.includes(one.name))
  const choose = (/** @type {number} */ at, /** @type {string} */ name) =>
    setMapping(mapping.map((one, place) => place === at ? name : one === name ? '' : one))
  return html`
    <section class="stack-close">
      <h3>${t.columns}</h3>
      <p class="note">${t.columnsHint(job.heading)}</p>
      ${lacks.length > 0 && html`<p class="error" role="status">${t.lacks(lacks.map(called).join('、'))}</p>`}
      <div class="cells" tabindex="0" role="region" aria-label=${t.preview}>
        <table>
          <thead>
            <tr><th scope="col">${t.row}</th>${job.headings.map((one, at) =>
              html`<th scope="col" key=${at}>${one}</th>`
            )}</tr>
            <tr><th></th>${job.headings.map((one, at) =>
              html`<th key=${at}><select aria-label=${one} value=${mapping[at] ?? ''} onChange=${(
                /** @type {{ target: HTMLSelectElement }} */ event,
              ) => choose(at, event.target.value)}>
                <option value="">${t.unused}</option>
                ${
                fields.map((field) =>
                  html`<option key=${field.name} value=${field.name} selected=${mapping[at] === field.name}>${
                    called(field)
                  }${field.needed ? ' *' : ''}</option>`
                )
              }
              </select></th>`
            )}</tr>
          </thead>
          <tbody>${job.preview.map((line) =>
            html`<tr key=${line.row}><th scope="row">${line.row}</th>${
              job.headings.map((_, at) => html`<td key=${at}>${line.cells[at] ?? ''}</td>`)
            }</tr>`
          )}</tbody>
        </table>
      </div>
      <button type="button" class="button ${job.state === 'CHECKED' ? '' : 'main'} full" aria-disabled=${busy}
        onClick=${check(mapping.map((one) => one || NONE))}>${busy ? t.checking : t.check}</button>
    </section>
  `
}
