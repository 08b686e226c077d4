/**
 * The rows behind a number, as many as it says; each opens its case.
 * @module
 */
import { moment } from '../../core/csv.js'
import { html } from '../html.js'
import { Lamp } from '../parts/chips.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { sheet } from '../route.js'
import { named, words } from '../words.js'
import { book } from './book.js'
import { useAnswer } from './answer.js'
import { ROWS } from './question.js'

/** The sheet that the address names. */
export function RowsSheet() {
  const name = sheet.value ?? ''
  if (!name.startsWith('rows ')) return null
  return html`<${Rows} name=${name} filter=${JSON.parse(name.slice(5))} />`
}

/** @param {{ name: string, filter: import('../filters.js').Filter }} props */
function Rows({ name, filter }) {
  const [{ data, failure, waiting }, again] = useAnswer({ query: ROWS, variables: { filter } })
  const [figures, { state, join }] = [book.value, words.value]
  const found = data?.incidents
  return html`<${Sheet} name=${name} title=${found ? figures.rows(found.total.count) : figures.title}>
    ${failure && html`<${Trouble} failure=${failure} again=${again} />`}
    ${waiting && !found && html`<${Bones} lines=${5} />`}
    ${
    found &&
    html`${found.total.count > found.nodes.length && html`<p class="note">${figures.someRows(found.nodes.length)}</p>`}
      <ul class="found">${
      found.nodes.map((/** @type {any} */ one) =>
        html`<li key=${one.id}><a href=${`/i/${one.id}`}><${Lamp} light=${one.light} /><span>${named(one.incidentClass)}
          <span class="note">${
          [
            one.grid.path,
            /** @type {Record<string, string>} */ (state)[one.state],
            one.leadUnit?.name,
            moment(one.receivedAt),
          ].filter(Boolean).join(join)
        }</span></span></a></li>`
      )
    }</ul>`
  }
  <//>`
}
