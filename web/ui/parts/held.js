/**
 * 责任时间条: one bar for each unit, desk or grid that had it, on one line of time, with the same as a table. Each stretch leads to the
 * event on which it rests. The server reckons it from the log.
 * @module
 */
import { TimesOfWhistle } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { words } from '../words.js'
import { useTimes } from './held_times.js'
import { toast } from './toast.js'

/** @typedef {import('../../api/operations.js').HeldTime} Stretch */

/** How wide a bar is drawn, and the least that can be seen of a stretch. */
const [WIDE, LEAST] = [1000, 6]

/** @param {{ times: import('../incident/ahead.js').Ahead['times'], onStory: () => void }} props `onStory`: shows the story, where the events are */
export function HeldIncident({ times: { data, fresh }, onStory }) {
  return html`<${Held} all=${data?.incident?.responsibleTimes ?? []} fresh=${fresh} onStory=${onStory} />`
}

/** @param {{ whistle: any }} props */
export function HeldWhistle({ whistle }) {
  const { id, changedAt } = whistle
  const { data, fresh } = useTimes(TimesOfWhistle, id, changedAt)
  return html`<${Held} all=${data?.whistle?.responsibleTimes ?? []} fresh=${fresh} onStory=${() => {}} />`
}

/** @param {{ all: Stretch[], fresh: boolean, onStory: () => void }} props `fresh`: the server has just said so */
function Held({ all, fresh, onStory }) {
  const { held: t } = words.value
  if (all.length === 0) return null
  const times = all.flatMap((one) => [Date.parse(one.startsAt), Date.parse(one.endsAt)])
  const [from, until] = [Math.min(...times), Math.max(...times)]
  const open = (/** @type {Stretch} */ one) => () => show(one, onStory)
  return html`
    <section class="held" aria-labelledby="held"><h3 id="held">${t.title}</h3>
      ${byHands(all).map(([name, stretches]) => {
        const counted = stretches.filter((one) => !one.paused)
        const work = sum(counted.map((one) => one.workMinutes))
        const all = sum(counted.map((one) => (Date.parse(one.endsAt) - Date.parse(one.startsAt)) / 60_000))
        return html`
          <div class="held-row" key=${name}><span>${name}</span><span class="figures note">${t.both(
            t.work(Math.floor(work / 60), work % 60),
            minutes(all),
          )}</span>
            <${Bar} stretches=${stretches} from=${from} until=${until} open=${open} /></div>
        `
      })}
      <p class="note">${t.what}</p>
      <details><summary>${t.table}</summary><${Table} all=${all} fresh=${fresh} open=${open} /></details>
    </section>
  `
}

/** Each one's stretches, in the order in which they came to it. @param {Stretch[]} all */
function byHands(all) {
  const found = /** @type {Map<string, Stretch[]>} */ (new Map())
  for (const one of all) found.set(whose(one), [...(found.get(whose(one)) ?? []), one])
  return [...found]
}

/** Whose hands. @param {Stretch} one */
function whose({ unit, area }) {
  const { held: t } = words.value
  return unit?.name ?? (area?.level === 'GRID' ? t.grid(area.name) : t.desk(area?.name ?? ''))
}

/** @param {number[]} all */
function sum(all) {
  return all.reduce((before, one) => before + one, 0)
}

/** From two days on in days. @param {number} all */
function minutes(all) {
  const { held: t } = words.value
  const whole = Math.floor(all)
  return whole < 2 * 24 * 60 ? t.work(Math.floor(whole / 60), whole % 60) : t.days(Math.floor(whole / (24 * 60)))
}

/** The table beside it says the same, so readers need not hear this. @param {{ stretches: Stretch[], from: number, until: number, open: (one: Stretch) => () => void }} props */
function Bar({ stretches, from, until, open }) {
  const at = (/** @type {string} */ moment) =>
    Math.round(WIDE * (Date.parse(moment) - from) / Math.max(1, until - from))
  return html`
    <svg viewBox="0 0 ${WIDE} 24" preserveAspectRatio="none" aria-hidden="true">
      <defs><pattern id="rests" width="12" height="12" patternUnits="userSpaceOnUse">
        <path d="M0 12L12 0" /></pattern></defs>
      <rect class="held-all" width=${WIDE} height="24" />
      ${stretches.map((one) => {
        const [starts, ends] = [at(one.startsAt), at(one.endsAt)]
        const x = Math.min(starts, WIDE - LEAST)
        const kind = one.paused ? 'rests' : one.unit ? 'unit' : 'desk'
        return html`
          <rect key=${one.eventId + x} class=${kind} x=${x} width=${Math.max(LEAST, ends - starts)} height="24"
            onClick=${open(one)}>
            <title>${whose(one)}</title>
          </rect>
        `
      })}
    </svg>
  `
}

/** What runs on ends now only as the server has just said; what was read before tells until when it knows. @param {{ all: Stretch[], fresh: boolean, open: (one: Stretch) => () => void }} props */
function Table({ all, fresh, open }) {
  const { held: t } = words.value
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label=${t.title}>
      <table>
        <thead>
          <tr>
            <th>${t.columns.who}</th>
            <th>${t.columns.state}</th>
            <th>${t.columns.from}</th>
            <th>${t.columns.until}</th>
            <th>${t.columns.work}</th>
          </tr>
        </thead>
        <tbody>${all.map((one) =>
          html`
            <tr key=${one.eventId + one.state + one.startsAt}>
              <th scope="row"><button type="button" class="plain-link" onClick=${open(one)}>${whose(one)}</button></th>
              <td>${stateOf(one.state)}</td>
              <td><time datetime=${one.startsAt}>${stamp(one.startsAt)}</time></td>
              <td>${one.running && fresh ? t.now : html`<time datetime=${one.endsAt}>${stamp(one.endsAt)}</time>`}</td>
              <td>${one.paused ? t.paused : t.work(Math.floor(one.workMinutes / 60), one.workMinutes % 60)}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `
}

/** @param {string} state of an incident, of a called unit, or of a whistle that is not blown yet */
function stateOf(state) {
  const { state: incidents, partyState, whistleState } = /** @type {Record<string, Record<string, string>>} */ (
    /** @type {unknown} */ (words.value)
  )
  return incidents?.[state] ?? partyState?.[state] ?? whistleState?.[state] ?? state
}

/** The event in the story; where it is not loaded, its moment. @param {Stretch} one @param {() => void} onStory */
function show(one, onStory) {
  onStory()
  requestAnimationFrame(() => {
    const found = document.getElementById(`event-${one.eventId}`)
    if (!found) return toast({ text: words.peek().held.basis(stamp(one.startsAt)) })
    found.scrollIntoView({ block: 'center' })
    found.focus({ preventScroll: true })
  })
}
