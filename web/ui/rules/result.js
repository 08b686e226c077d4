/**
 * What a simulation found: how many would be late now and then, by class, by unit and by stage.
 * @module
 */
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { named, words } from '../words.js'
import { stageName } from './terms.js'

/** @typedef {NonNullable<NonNullable<import('../../api/operations.js').RuleDraftOneData['ruleDraft']>['simulation']>} Found */
/** @typedef {{ moved: number, before: number, after: number }} Sum */

/** @param {{ found: Found }} props */
export function Result({ found }) {
  const { rules: t } = words.value
  const { cases } = found
  return html`
    <section class="stack-close">
      <h3>${t.result}</h3>
      <p>${t.resultOf(stamp(found.since), cases.count)} ${t.touched(cases.moved)}</p>
      <p class="strip ${cases.after > cases.before ? 'warn' : 'ok'}"><strong>${t.late(
        cases.before,
        cases.after,
      )}</strong><span>${difference(cases)}</span></p>
      <p>${t.open(found.running.moved, found.earlier)}</p>
      <p class="note">${t.explain}</p>
      ${cases.moved === 0 && html`<p role="status">${t.nobodyTouched}</p>`}
      <${Table} title=${t.byClass} rows=${found.classes.map((one) => ({ ...one, name: named(one.incidentClass) }))} />
      <${Table} title=${t.byUnit} rows=${found.units.map((one) => ({ ...one, name: one.unit?.name ?? t.noUnit }))} />
      <${Table} title=${t.byStage} rows=${found.clocks.map((one) => ({
        ...one,
        name: one.stage ? stageName(one.stage) : t.whole,
      }))} />
    </section>
  `
}

/** In words: how many more or fewer. @param {Sum} sum */
function difference({ before, after }) {
  const { rules: t } = words.value
  return after > before ? t.more(after - before) : after < before ? t.less(before - after) : t.equal
}

/** @param {number} n */
const signed = (n) => n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0'

/** @param {{ title: string, rows: (Sum & { name: string })[] }} props */
function Table({ title, rows }) {
  const { rules: t } = words.value
  if (rows.length === 0) return null
  return html`
    <div class="cells" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${title}</th>
            <th scope="col">${t.lateWas}</th>
            <th scope="col">${t.lateNow}</th>
            <th scope="col">${t.difference}</th>
            <th scope="col">${t.cases}</th>
          </tr>
        </thead>
        <tbody>${rows.map((one) =>
          html`
            <tr key=${one.name}>
              <th scope="row">${one.name}</th>
              <td class="figures">${one.before}</td>
              <td class="figures">${one.after}</td>
              <td class="figures">${signed(one.after - one.before)}</td>
              <td class="figures">${one.moved}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `
}
