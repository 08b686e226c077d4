/**
 * How often streets whistle, as a band and no target.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'

/** The band and where each street lies; both tails are marked alike. @param {{ rates: any, made: any }} props */
export function Rates({ rates, made }) {
  const { board, join } = words.value
  const known = rates.low !== null
  const number = (/** @type {number} */ value) => value.toFixed(1)
  return html`<section class="stack-close"><h2>${board.rates}</h2>
    <p class="note">${known ? board.ratesHint(number(rates.low), number(rates.high)) : board.ratesFew}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${board.rates}><table class="rates"><thead><tr>
      <th scope="col">${board.street}</th><th scope="col">${board.filed}</th><th scope="col">${board.blown}</th>
      <th scope="col">${board.perHundred}</th><th scope="col">${board.band}</th></tr></thead><tbody>${
    rates.rates.map((/** @type {any} */ one) =>
      html`<tr key=${one.area.code} class=${one.tail ?? ''}><th scope="row">${one.area.name}</th>${
        one.filed === null ? html`<td colspan="4" class="note">${board.few}</td>` : html`
          <td>${one.filed}</td>
          <td><a href=${`/w?chip=all&area=${one.area.code}`}>${one.blown}</a></td>
          <td>${number(one.perHundred)}</td>
          <td>${one.tail ? board.tail[/** @type {'LOW'} */ (one.tail)] : ''}</td>
        `
      }</tr>`
    )
  }</tbody></table></div>
    ${
    rates.upheldShare !== null &&
    html`<p class="note">${[board.ruled(rates.ruled, Math.round(rates.upheldShare * 100))].join(join)}</p>`
  }${made}</section>`
}
