/**
 * The table of figures: a heading sorts, a number opens its rows where the list can be filtered so, a share says of how many it is.
 * @module
 */
import { html } from '../html.js'
import { openSheet } from '../route.js'
import { words } from '../words.js'
import { book } from './book.js'
import { rowsOf } from './question.js'
import { cells, headed, named, percent, told } from './told.js'

/** @param {{ asked: import('./question.js').Question, data: import('./told.js').Data, onSort: (by: string) => void }} props */
export function Table({ asked, data, onSort }) {
  const figures = book.value
  const sort = (/** @type {string} */ by, /** @type {string} */ text) => {
    const way = asked.sort === by ? asked.down ? ' ↓' : ' ↑' : ''
    return html`
      <button type="button" class="sort" onClick=${() =>
        onSort(by)}>${text}<span aria-hidden="true">${way}</span></button>
    `
  }
  const aria = (/** @type {string} */ by) => asked.sort === by ? asked.down ? 'descending' : 'ascending' : undefined
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${figures.numbers}>
      <table class="rates numbers">
        <thead>
          <tr>${asked.by.map((one, at) =>
            html`<th key=${one} scope="col" aria-sort=${at === 0 ? aria('key') : undefined}>${
              at === 0 ? sort('key', headed(figures.dimension, one)) : headed(figures.dimension, one)
            }</th>`
          )}${asked.measures.map((one) =>
            html`<th key=${one} scope="col" aria-sort=${aria(one)}>${sort(one, named(figures.measure, one))}</th>`
          )}</tr>
        </thead>
        <tbody>${data.rows.map((row) =>
          html`<${Line} key=${row.keys?.join()} asked=${asked} data=${data} row=${row} />`
        )}</tbody>
        <tfoot>${data.others &&
          html`<${Line} asked=${asked} data=${data} row=${{
            ...data.others,
            labels: [figures.others(data.groups - data.rows.length)],
          }} />`}<${Line} asked=${asked} data=${data} row=${{
          ...data.total,
          labels: [figures.total],
        }} keys=${[]} /></tfoot>
      </table>
    </div>
  `
}

/** @param {{ asked: import('./question.js').Question, data: import('./told.js').Data, row: import('./told.js').Row, keys?: string[] | undefined }} props */
function Line({ asked, data, row, keys = row.keys }) {
  const whole = row.labels.length < asked.by.length
  return html`<tr>${
    row.labels.map((label, at) =>
      html`<th key=${at} scope="row" colspan=${whole ? asked.by.length : undefined}>${label}</th>`
    )
  }${
    cells(row, data).map(({ figure, definition }) =>
      html`
        <td key=${figure.measure}>
          <${Cell} figure=${figure} definition=${definition}
            rows=${keys ? rowsOf(asked, keys, figure.measure) : null} />
        </td>
      `
    )
  }</tr>`
}

/** @param {{ figure: import('./told.js').Figure, definition: import('./told.js').Definition, rows: import('../filters.js').Filter | null }} props */
function Cell({ figure, definition, rows }) {
  const [figures, { locale }] = [book.value, words.value]
  const number = (/** @type {number} */ n) => n.toLocaleString(locale)
  const text = told(figure, definition)
  const { count, among, low = null, high = null, hidden, value } = figure
  const more = [
    among !== null &&
    (definition.unit === 'SHARE' && !hidden
      ? figures.n(number(count ?? 0), number(among))
      : figures.among(number(among))),
    low !== null && high !== null && figures.interval(percent(low), percent(high)),
  ]
  return html`${
    rows && (value ?? 0) > 0
      ? html`<button type="button" class="plain-link" onClick=${() =>
        openSheet(`rows ${JSON.stringify(rows)}`)}>${text}</button>`
      : html`<span class=${hidden ? 'note' : ''}>${text}</span>`
  }${more.map((one) => one && html`<span class="note" key=${one}>${one}</span>`)}`
}
