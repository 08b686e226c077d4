/**
 * V14: what a unit has to do, by its clock; it takes over and gives back in place. Its own and what it assists only.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { DeskCounts, Sign } from '../../api/operations.js'
import { useFeed } from '../feed.js'
import { countOf, filterOf } from '../filters.js'
import { useNews } from '../follow.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { News, UpdateStrip } from '../parts/strips.js'
import { useWhistlesTop, WhistlesTop } from '../whistle/top.js'
import { useRead } from '../read.js'
import { closeSheet, openSheet, query, refine } from '../route.js'
import { Problems, useAct } from '../parts/act.js'
import { GiveBackSheet } from '../incident/verbs/reason.js'
import { words } from '../words.js'

const CHIPS = ['unit', 'signing', 'working', 'late', 'check']
/** What is the unit's and not ended, of which each chip counts its part. */
const OWN = filterOf({ chip: 'unit' })
const COUNTED = { all: OWN, open: OWN, mine: OWN, urgent: OWN }

export function Page() {
  const chip = query.value.get('chip') ?? 'unit'
  const feed = useFeed(filterOf({ chip, base: OWN }), 'URGENT_FIRST', { counted: true })
  const news = useNews()
  const top = useWhistlesTop()
  const counts = useRead('inbox counts', DeskCounts, COUNTED)
  const [taken, take] = useState(/** @type {Incident | null} */ (null))
  const t = words.value
  const again = () => {
    news.clear()
    feed.again()
    counts.again()
  }
  const done = () => {
    closeSheet()
    again()
  }
  const giveBack = (/** @type {Incident} */ incident) => () => {
    take(incident)
    openSheet(backOf(incident))
  }
  const first = feed.nodes.find((one) => may(one, 'SIGN') || may(one, 'FEED_BACK'))
  return html`
    <${Frame} title=${t.desk.inbox} sub=${post.value?.unit?.name} tabs=${true}>
      <div class="stack">
        <${UpdateStrip} />
        <${WhistlesTop} top=${top} answers=${true} />
        ${top.known
          ? html`
            <${Chips} chosen=${chip} onChoose=${(/** @type {string} */ one) => refine({ chip: one })} chips=${CHIPS.map(
              (
                key,
              ) => ({
                key,
                label: /** @type {any} */ (t.desk.chips)[key],
                count: countOf(key, counts.data) ?? (key === chip ? feed.total : null),
              }),
            )} />
            <${News} at=${news.at} onShow=${again} />
            ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${again} />`}
            ${feed.nodes.length === 0 && feed.waiting && html`<${Bones} again=${again} />`}
            ${feed.data && feed.nodes.length === 0 && !feed.waiting && html`<${Empty} text=${t.list.none} />`}
            <ul class="cards">${feed.nodes.map((incident) =>
              html`<${Row} key=${incident.id} incident=${incident} first=${
                incident === first
              } onChanged=${again} onGiveBack=${giveBack(incident)} />`
            )}</ul>
            <${More} feed=${feed} />
          `
          : html`<${Bones} />`}
      </div>
      ${taken && html`
        <${Sheet} name=${backOf(taken)} title=${t.step.GIVE_BACK}>
          <${GiveBackSheet} key=${taken.id} incident=${taken} onDone=${done} onStale=${again} />
          <//>
      `}
      <//>
  `
}

/** @typedef {import('../../api/operations.js').IncidentCard} Incident */

/** The sheet of one of them: what is kept of its text is about this one. @param {Incident} incident */
function backOf({ id }) {
  return `GIVE_BACK ${id}`
}

/** @param {Incident} incident @param {string} step */
function may(incident, step) {
  return incident.allowedSteps.some((one) => one.step === step && one.allowed)
}

/**
 * @param {{ incident: Incident, first: boolean, onChanged: () => void, onGiveBack: () => void }} props `first`: its step is the one
 *   main thing to do on the screen
 */
function Row({ incident, first, onChanged, onGiveBack }) {
  const sign = useAct(Sign, incident, onChanged, onChanged)
  const { step, submitting } = words.value
  const main = first ? 'main' : ''
  const back = may(incident, 'GIVE_BACK')
  const under = html`
    <${Problems} problems=${sign.problems} />
    ${may(incident, 'SIGN') && html`<div class=${back ? 'two above' : 'above'}>
      ${back && html`<button type="button" class="button full" onClick=${onGiveBack}>${step.GIVE_BACK}</button>`}
      <button type="button" class="button ${main} full" aria-disabled=${sign.busy} onClick=${() => sign.submit({})}>${
      sign.busy ? submitting : step.SIGN
    }</button></div>`}
    ${may(incident, 'FEED_BACK') &&
      html`<a class="button ${main} full above" href=${`/i/${incident.id}/feedback`}>${step.FEED_BACK}</a>`}
  `
  return html`<${IncidentCard} incident=${incident} under=${under} />`
}
