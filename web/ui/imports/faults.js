/**
 * What is wrong with the rows, as a table that can be taken along; and who is missing since the last file.
 * @module
 */
import { csv } from '../../core/csv.js'
import { download } from '../download.js'
import { html } from '../html.js'
import { locale, words } from '../words.js'

/** @param {{ job: import('./one.js').Job }} props */
export function Faults({ job }) {
  const { imports: t } = words.value
  const english = locale.value === 'en'
  const lines = job.faults.map((one) => ({
    row: one.row ?? t.whole,
    column: one.heading?.split('/')[english ? 0 : 1] ?? one.heading ?? '',
    wrong: english ? one.wrongEn : one.wrong,
    write: english ? one.writeEn : one.write,
  }))
  const save = () => {
    const rows = [
      [t.row, t.column, t.wrong, t.write],
      ...lines.map((one) => [one.row, one.column, one.wrong, one.write]),
    ]
    download(t.downloadName(job.name), new Blob([csv(rows)], { type: 'text/csv' }))
  }
  return html`
    <h3>${t.faults}</h3>
    <p class="note">${t.mend}</p>
    <div class="cells" tabindex="0" role="region" aria-label=${t.faults}>
      <table class="wraps">
        <thead>
          <tr>
            <th scope="col">${t.row}</th>
            <th scope="col">${t.column}</th>
            <th scope="col">${t.wrong}</th>
            <th scope="col">${t.write}</th>
          </tr>
        </thead>
        <tbody>${lines.map((one, at) =>
          html`
            <tr key=${at}>
              <th scope="row">${one.row}</th>
              <td>${one.column}</td>
              <td>${one.wrong}</td>
              <td>${one.write}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
    ${job.faultCount > lines.length && html`<p class="note">${t.more(job.faultCount - lines.length)}</p>`}
    <button type="button" class="button full" onClick=${save}>${t.download}</button>
  `
}

/** @param {{ job: import('./one.js').Job }} props */
export function Missing({ job }) {
  const { imports: t } = words.value
  return html`
    <h3>${t.missingAsk}</h3>
    <p class="note">${t.missingHint}</p>
    <ul class="stack-close">${job.missing.map((one) =>
      html`<li key=${`${one.row} ${one.label}`}>${one.label}</li>`
    )}</ul>
  `
}
