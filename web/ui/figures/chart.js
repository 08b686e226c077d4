/**
 * The first figure of each group as bars, with the same numbers in the table below; what is hidden has no bar.
 * @module
 */
import { html } from '../html.js'
import { wide as roomy } from '../wide.js'
import { book } from './book.js'
import { cells, named, told } from './told.js'

const MOST = 12 // bars that can be told apart
const LINE = 28
/** Widths of the whole, of names and of numbers: letters are as large on a phone as on a desk. */
const SIZES = { desk: [640, 180, 96], phone: [336, 112, 64] }

/** @param {{ asked: import('./question.js').Question, data: import('./told.js').Data }} props */
export function Chart({ asked, data }) {
  const figures = book.value
  const [whole = 0, names = 0, numbers = 0] = roomy.value ? SIZES.desk : SIZES.phone
  const bars = data.rows.slice(0, MOST).flatMap((row) =>
    cells(row, data).slice(0, 1).map(({ figure, definition }) => ({
      name: row.labels.join(' · '),
      value: figure.value ?? 0,
      text: told(figure, definition),
    }))
  )
  const isShare = data.definitions[0]?.unit === 'SHARE'
  const most = Math.max(...bars.map((one) => one.value), isShare ? 1 : 0) || 1
  const wide = (/** @type {number} */ value) => Math.max(1, value / most * (whole - names - numbers))
  const by = asked.by.map((one) => named(figures.dimension, one)).join(' × ')
  const title = figures.chartOf(named(figures.measure, asked.measures[0]), by)
  return html`
    <figure class="chart">
      <figcaption>${title}</figcaption>
      <svg viewBox="0 0 ${whole} ${bars.length * LINE}" role="img" aria-label=${title}>
          <desc>${bars.map(({ name, text }) => `${name} ${text}`).join('; ')}</desc>${bars.map((
            { name, value, text },
            at,
          ) =>
            html`
              <g key=${name}>
                <text x=${names - 8} y=${at * LINE + 19} text-anchor="end">${short(name, roomy.value ? 12 : 7)}</text>
                <rect x=${names} y=${at * LINE + 5} height=${LINE - 10} rx="2" width=${wide(value)} />
                <text class="figures" x=${names + 8 + wide(value)} y=${at * LINE + 19}>${text}</text>
              </g>
            `
          )}</svg>
    </figure>
  `
}

/** @param {string} text @param {number} most */
function short(text, most) {
  return [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text
}
