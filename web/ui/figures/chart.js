/**
 * The first figure of each group as bars, with the same numbers in the table below; what is hidden has no bar.
 * @module
 */
import { html } from '../html.js'
import { book } from './book.js'
import { cells, named, told } from './told.js'

const MOST = 12 // bars that can be told apart

/** @param {{ asked: import('./question.js').Question, data: import('./told.js').Data }} props */
export function Chart({ asked, data }) {
  const figures = book.value
  const bars = data.rows.slice(0, MOST).flatMap((row) =>
    cells(row, data).slice(0, 1).map(({ figure, definition }) => ({
      name: row.labels.join(' · '),
      value: figure.value ?? 0,
      text: told(figure, definition),
    }))
  )
  const isShare = data.definitions[0]?.unit === 'SHARE'
  const most = Math.max(...bars.map((one) => one.value), isShare ? 1 : 0) || 1
  const by = asked.by.map((one) => named(figures.dimension, one)).join(' × ')
  const title = figures.chartOf(named(figures.measure, asked.measures[0]), by)
  return html`
    <figure class="chart">
      <figcaption>${title}</figcaption>
      <ul>${bars.map(({ name, value, text }) =>
        html`
          <li
            key=${name}><span class="name">${name}</span><progress max=${most} value=${value} aria-hidden="true"></progress><span
              class="figures">${text}</span></li>
        `
      )}</ul>
    </figure>
  `
}
