/**
 * 以前这样办的: what was done of the three closed cases most like this one, by unit and never by person, and how they were found.
 * @module
 */
import { Precedents } from '../../../api/operations.js'
import { distance } from '../../../core/place/territory.js'
import { stamp } from '../../clock.js'
import { html } from '../../html.js'
import { useRead } from '../../read.js'
import { named, words } from '../../words.js'
import { placeLine, shortNumber } from '../card.js'

/** @typedef {import('../../../api/operations.js').PrecedentRow} Row */
/** @typedef {{ lat: number, lon: number }} Point */

const [HOUR, DAY] = [60, 24 * 60] // minutes
const AGE = 3600_000 // what is closed changes slowly

/** @param {{ code: string, place: Point }} props `code`: of the class, as the form has it now */
export function Past({ code, place }) {
  const { lat, lon } = place
  const variables = { classCode: code, lat, lon }
  const { data, failure } = useRead(`past:${JSON.stringify(variables)}`, Precedents, variables, { maxAge: AGE })
  const t = words.value.past
  const rows = data?.precedents
  return html`
    <section class="past" aria-labelledby="past">
      <h3 id="past">${t.title}</h3>
      ${rows && rows.length > 0 && html`
        <ol>${rows.map((one) => html`<${One} key=${one.id} one=${one} code=${code} place=${place} />`)}</ol>
        <details>
          <summary>${t.why}</summary>
          <p class="note">${t.how}</p>
        </details>
      `}
      <p class="note" role="status">${rows ? rows.length === 0 && t.none : failure ? t.away : words.value.waiting}</p>
    </section>
  `
}

/** @param {{ one: Row, code: string, place: Point }} props */
function One({ one, code, place }) {
  const { past: t, join, place: words_ } = words.value
  const head = [one.number && `#${shortNumber(one.number)}`, named(one.incidentClass)].filter(Boolean).join(' ')
  const where = [
    one.incidentClass.code === code ? t.same : '',
    words_.distance(distance(place, one.place)),
    placeLine(one),
    t.ended(stamp(one.closedAt)),
  ]
  return html`
    <li>
      <a href=${`/i/${one.id}`}>${head}</a> <span class="note">${where.filter(Boolean).join(join)}</span>
      <p>${did(one).join(join)}</p>
    </li>
  `
}

/** Who did it, how long it took, whether it came back, what was said of it. @param {Row} one @returns {string[]} */
export function did(one) {
  const { past: t, rating } = words.value
  const minutes = (Date.parse(one.closedAt ?? one.receivedAt) - Date.parse(one.receivedAt)) / 60_000
  return [
    hands(one),
    t.took(lasted(minutes)),
    one.returnCount > 0 ? t.returned(one.returnCount) : t.straight,
    one.reworkCount > 0 ? t.again(one.reworkCount) : '',
    one.rating ? t.rated(rating[one.rating]) : t.unrated,
  ].filter(Boolean)
}

/** @param {Row} one */
function hands({ leadUnit, closureKind, level }) {
  const { past: t } = words.value
  return leadUnit?.name ?? (closureKind === 'SELF' ? t.onSpot : level <= 1 ? t.community : t.street)
}

/** By the wall, rounded down: under an hour in minutes, under two days in hours. @param {number} minutes */
function lasted(minutes) {
  const { past: t } = words.value
  if (minutes < HOUR) return t.minutes(Math.floor(minutes))
  return minutes < 2 * DAY ? t.hours(Math.floor(minutes / HOUR)) : t.days(Math.floor(minutes / DAY))
}
