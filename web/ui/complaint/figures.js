/**
 * What became of what was written this year: of the district and of each street, for everybody.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'

/** @param {{ places: import('./places.js').Places | null }} props */
export function Figures({ places }) {
  const { complaint: t } = words.value
  if (!places?.fresh) return html`<p class="note no-print">${places ? t.noFigures : ''}</p>`
  const { district, streets, year } = places
  const shown = streets.filter((one) => one.received !== null)
  const hidden = streets.length - shown.length
  return html`
    <section class="card pad no-print">
      <h2>${t.figures} ${t.figuresYear(year)}</h2>
      <p><strong>${t.district}</strong><br />${said(district)}</p>
      <ul class="stack-close">${shown.map((one) =>
        html`
          <li key=${one.area.code}><strong>${one.area.name}</strong><br /><span class="figures">${said(one)}</span></li>
        `
      )}</ul>
      ${hidden > 0 && html`<p class="note">${t.fewWhy(hidden)}</p>`}
    </section>
  `
}

/** @param {import('./places.js').Counted} counted */
function said({ received, answered, inTime }) {
  const { complaint: t } = words.value
  return received === null ? t.few : t.counted(received, answered ?? 0, inTime ?? 0)
}
