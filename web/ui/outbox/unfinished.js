/**
 * What was begun and not finished: drafts, and rows that need the person. Each says what and where, and is continued or thrown away.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { dropDraft, onDrafts } from '../../core/outbox/drafts.js'
import { leaveIt, takeOver, waitingShares } from '../../core/photo/shared.js'
import { SHARED_DAYS } from '../../core/photo/sweep.js'
import { gridAt } from '../../core/place/territory.js'
import { ago, stamp } from '../clock.js'
import { html } from '../html.js'
import { drafts, rows } from './shown.js'
import { go } from '../route.js'
import { classOf } from '../suggest.js'
import { useGrids } from '../map/territory.js'
import { named, words } from '../words.js'
import { Empty } from '../parts/quiet.js'
import { toast } from '../parts/toast.js'
import { Unsent } from './unsent.js'

/** @typedef {import('../../core/outbox/drafts.js').Draft} Draft */

/** So many stand on the first step of a report; the others are one tap away. */
const FEW = 2

/** All of it, on 今日. */
export function Unfinished() {
  const needing = rows.value.filter((row) => row.state === 'NEEDS_YOU')
  if (needing.length + drafts.value.length === 0) return html`<${Empty} text=${words.value.begun.none} />`
  return html`<ul class="cards">${needing.map((row) => html`<${Unsent} key=${row.opId} row=${row} />`)}
    ${drafts.value.map((draft) => html`<${Written} key=${draft.key} draft=${draft} />`)}</ul>`
}

/** The reports among it, where a new one begins. @param {{ but: string }} props `but`: the one that is written */
export function Begun({ but }) {
  const t = words.value.begun
  const others = drafts.value.filter(({ key }) => key.startsWith('report:') && key !== `report:${but}`)
  if (others.length === 0) return null
  return html`
    <section class="stack-close" aria-labelledby="begun">
      <h3 id="begun">${t.title}</h3>
      <ul class="cards">${others.slice(0, FEW).map((draft) =>
        html`<${Written} key=${draft.key} draft=${draft} />`
      )}</ul>
      ${others.length > FEW && html`<a class="button full" href="/today?tab=drafts">${t.all(others.length)}</a>`}
    </section>
  `
}

/** What was shared while nobody was signed in: whoever comes is asked, and told no more than how much it is. */
export function Shared() {
  const [waiting, setWaiting] = useState(/** @type {import('../../core/photo/shared.js').Waiting[]} */ ([]))
  useEffect(() => {
    const look = () => void waitingShares().then(setWaiting)
    look()
    return onDrafts(look)
  }, [])
  const t = words.value.begun
  const mine = (/** @type {string} */ id) => async () =>
    await takeOver(id).catch(() => false) && go(`/report?draft=${id}&step=2`)
  return waiting.map(({ id, at, photos, text }) =>
    html`
      <div class="strip" role="status" key=${id}>
        <p>${t.shared(stamp(at), photos, text)} <span class="note">${t.until(
          stamp(at + SHARED_DAYS * 86_400_000),
        )}</span></p>
        <div class="two">
          <button type="button" class="button full" onClick=${mine(id)}>${t.mine}</button>
          <button type="button" class="button full" onClick=${() => void leaveIt(id)}>${t.notMine}</button>
        </div>
      </div>
    `
  )
}

/** @param {{ draft: Draft }} props */
function Written({ draft }) {
  const t = words.value.begun
  const { kind, href, title, facts } = whereTo(draft)
  const drop = async () => {
    await dropDraft(draft.key)
    toast({ text: t.dropped, undo: () => void dropDraft(draft.key, true) })
  }
  return html`
    <li class="card">
      <div class="row"><span class="chip plain">${t.draft} ${kind}</span><span class="note">${ago(
        draft.at,
      )}</span></div>
      <div
        class="side"><a class="cover" href=${href}>${title ||
          t.resume}</a><button type="button" class="button plain above"
          aria-label=${`${t.drop} ${title}`} onClick=${drop}>${t.drop}</button></div>
      ${facts && html`<div class="note">${facts}</div>`}
    </li>
  `
}

/** @param {Draft} draft */
function whereTo({ key, value }) {
  const [kind = '', id = ''] = key.split(':')
  const { turn, tabs } = words.value
  if (kind === 'report') {
    const href = `/report?draft=${id}&step=${value.step ?? 1}`
    return { kind: tabs.report, href, title: titleOf(value), facts: factsOf(value) }
  }
  if (value.told) return value.told
  const names = /** @type {Record<string, string>} */ ({
    verify: turn.VERIFIER,
    check: turn.CHECKER,
    feedback: turn.UNIT,
    resolve: turn.UNIT,
  })
  return { kind: names[kind] ?? '', href: `/i/${id}/${kind}`, title: value.className ?? '', facts: '' }
}

/** What a report is about. @param {any} value */
function titleOf({ classCode, className, text }) {
  const one = classOf(classCode)
  const what = one ? named(one) : (className ?? '')
  return [what || words.value.begun.noClass, text?.trim().slice(0, 40)].filter(Boolean).join(words.value.join)
}

/** Where it is, its photos and when it was begun. @param {any} value */
function factsOf({ place, photos, occurredAt }) {
  const { begun: t, place: p, join } = words.value
  const written = [place?.address, place?.building, place?.unitDoor, place?.floor].filter(Boolean).join(' ')
  const grid = place?.lat === undefined ? null : gridAt(place, useGrids())
  const where = written || (grid ? p.near(grid.name) : place ? p.gps : t.noPlace)
  return [where, photos?.length && t.photos(photos.length), occurredAt && t.since(stamp(Date.parse(occurredAt)))]
    .filter(Boolean)
    .join(join)
}
