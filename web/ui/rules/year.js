/**
 * A year of the work calendar: twelve months with what is work and what is rest; whoever keeps it enters a year's notice.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { RuleDraftPropose, WorkYear } from '../../api/operations.js'
import { serverNow } from '../../core/server_time.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { useRead } from '../read.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'
import { Saving, tomorrow } from './saving.js'

/** @typedef {'HOLIDAY' | 'WORKDAY'} DayKind */
/** @typedef {Record<string, DayKind>} Named days that are otherwise than the weekday says */
/** @typedef {import('../../api/operations.js').WorkYearData['workYear']} Known */

const FIRST = 2015
const LAST = 2100

/** @param {string} day */
const weekday = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** What the weekday alone makes of it. @param {string} day @returns {DayKind} */
const usual = (day) => weekday(day) >= 5 ? 'HOLIDAY' : 'WORKDAY'

/** @param {{ keeps: boolean, draft?: NonNullable<import('../../api/operations.js').RuleDraftOneData['ruleDraft']>, onDone?: () => void }} props */
export function Year({ keeps, draft, onDone }) {
  const { rules: t } = words.value
  const present = new Date(serverNow() + 8 * 3600_000).getUTCFullYear()
  const year = draft?.year ?? (Number(query.value.get('year')) || present)
  const reading = useRead(`work-year:${year}`, WorkYear, { year })
  const [named, setNamed] = useState(
    /** @type {Named | null} */ (draft ? Object.fromEntries(draft.namedDays.map((one) => [one.day, one.kind])) : null),
  )
  const known = reading.data?.workYear
  const turn = (/** @type {number} */ by) => {
    setNamed(null)
    refine({ year: String(year + by) })
  }
  const tap = (/** @type {string} */ day) => {
    const { [day]: was, ...rest } = named ?? {}
    setNamed(was ? rest : { ...rest, [day]: usual(day) === 'WORKDAY' ? 'HOLIDAY' : 'WORKDAY' })
  }
  const begin = () =>
    setNamed(Object.fromEntries(
      (known?.days ?? []).filter((one) => one.named).map((one) => [
        one.day,
        one.works ? 'WORKDAY' : 'HOLIDAY',
      ]),
    ))
  return html`
    ${!draft && html`
      <div class="spread">
        <button type="button" class="button" aria-disabled=${year <= FIRST}
          onClick=${() => year > FIRST && turn(-1)}>‹ ${year - 1}</button>
        <h2>${t.ofYear(year)}</h2>
        <button type="button" class="button" aria-disabled=${year >= LAST}
          onClick=${() => year < LAST && turn(1)}>${year + 1} ›</button>
      </div>
    `}
    ${!known &&
      (reading.failure
        ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
        : html`<${Bones} lines=${6} again=${reading.again} />`)}
    ${known && html`
      <p class="strip ${known.provisional ? 'warn' : 'ok'}" role="status">${known.provisional
        ? t.provisional
        : t.settled}</p>
      <p class="note">${t.source(known.notice)} · ${t.workdaysOf(known.workdays)}</p>
      <${Legend} />
      <div class="months">${t.months.map((name, month) =>
        html`<${Month} key=${month} name=${name} days=${
          known.days.filter((one) => Number(one.day.slice(5, 7)) === month + 1)
        } named=${named} tap=${tap} />`
      )}</div>
      ${keeps && !named &&
        html`<button type="button" class="button main full" onClick=${begin}>${t.enter(year)}</button>`}
      ${keeps && named && html`
        <${Entering} year=${year} named=${named} draft=${draft} onDone=${onDone} />
      `}
    `}
  `
}

function Legend() {
  const { rules: t } = words.value
  const kinds = /** @type {const} */ (['work', 'rest', 'holiday', 'makeUp'])
  return html`<ul class="legend">${
    kinds.map((kind) =>
      html`<li key=${kind}><span class="day ${kind}" aria-hidden="true">${t.marks[kind]}</span>${t.legend[kind]}</li>`
    )
  }</ul>`
}

/** @param {{ name: string, days: Known['days'], named: Named | null, tap: (day: string) => void }} props */
function Month({ name, days, named, tap }) {
  const { rules: t } = words.value
  const blanks = days[0] ? weekday(days[0].day) : 0
  return html`
    <section class="month">
      <h3>${name}</h3>
      <div class="week" aria-hidden="true">${t.weekdays.map((one, at) => html`<span key=${at}>${one}</span>`)}</div>
      <div class="days">
        ${Array.from({ length: blanks }, (_, at) => html`<span key=${`b${at}`}></span>`)}
        ${days.map((one) => html`<${Day} key=${one.day} one=${one} named=${named} tap=${tap} />`)}
      </div>
    </section>
  `
}

/** @param {{ one: Known['days'][number], named: Named | null, tap: (day: string) => void }} props */
function Day({ one, named, tap }) {
  const { rules: t } = words.value
  const kind = named ? named[one.day] ?? usual(one.day) : one.works ? 'WORKDAY' : 'HOLIDAY'
  const other = kind !== usual(one.day)
  const look = kind === 'WORKDAY' ? other ? 'makeUp' : 'work' : other ? 'holiday' : 'rest'
  const changed = named && kind !== (one.works ? 'WORKDAY' : 'HOLIDAY')
  const number = Number(one.day.slice(8))
  const label = [one.day, t.legend[/** @type {'work'} */ (look)], changed && t.changed].filter(Boolean).join(' ')
  const sign = look === 'holiday' || look === 'makeUp' ? html`<small>${t.marks[look]}</small>` : null
  const classes = `day ${look} ${changed ? 'changed' : ''} ${one.provisional && !named ? 'provisional' : ''}`
  const told = html`<span aria-hidden="true">${number}${sign}</span><span class="unseen">${label}</span>`
  if (!named) return html`<span class=${classes}>${told}</span>`
  return html`<button type="button" class=${classes} aria-pressed=${other} onClick=${() =>
    tap(one.day)}>${told}</button>`
}

/** @param {{ year: number, named: Named, draft?: NonNullable<import('../../api/operations.js').RuleDraftOneData['ruleDraft']> | undefined, onDone?: (() => void) | undefined }} props */
function Entering({ year, named, draft, onDone }) {
  const { rules: t } = words.value
  const [said, setSaid] = useState({ reason: draft?.reason ?? '', startsOn: draft?.startsOn ?? tomorrow() })
  const [notice, setNotice] = useState(draft?.notice ?? '')
  const [provisional, setProvisional] = useState(Boolean(draft?.provisional))
  const days = Object.entries(named).sort().map(([day, kind]) => ({ day, kind }))
  const input = { ...(draft ? {} : { kind: 'CALENDAR', year }), notice, provisional, days }
  return html`
    <${Saving} draft=${draft} said=${said} onSaid=${setSaid} input=${input} ready=${true}
      onDone=${onDone}>
      <h2>${t.enter(year)}</h2>
      <p>${t.enterHint}</p>
      <${Text} id="notice" label=${t.notice} hint=${t.noticeHint} value=${notice} onInput=${setNotice}
        of=${RuleDraftPropose} field="notice" />
      <label class="choice"><input type="checkbox" checked=${provisional}
        onChange=${(/** @type {{ target: HTMLInputElement }} */ event) =>
          setProvisional(event.target.checked)} /><span class="words">${t
          .isProvisional}</span></label>
      <//>
  `
}
