/**
 * V14: what a unit has to do, by its clock; it takes over and gives back in place. Its own and what it assists only.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { Sign } from '../../api/operations.js'
import { useFeed } from '../feed.js'
import { filterOf } from '../filters.js'
import { useNews } from '../follow.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { News, UpdateStrip } from '../parts/strips.js'
import { WhistlesTop } from '../whistle/top.js'
import { closeSheet, openSheet, query, refine } from '../route.js'
import { Problems, useAct } from '../parts/act.js'
import { GiveBackSheet } from '../incident/verbs/reason.js'
import { words } from '../words.js'

const CHIPS = ['unit', 'signing', 'working', 'late', 'check']

export function Page() {
  const chip = query.value.get('chip') ?? 'unit'
  const feed = useFeed(filterOf({ chip, base: { mine: 'UNIT', open: true } }), 'URGENT_FIRST', { counted: true })
  const news = useNews()
  const [taken, take] = useState(/** @type {any} */ (null))
  const t = words.value
  const again = () => {
    news.clear()
    feed.again()
  }
  const done = () => {
    closeSheet()
    again()
  }
  const giveBack = (/** @type {any} */ incident) => () => {
    take(incident)
    openSheet('GIVE_BACK')
  }
  return html`
    <${Frame} title=${t.desk.inbox} sub=${post.value?.unit?.name} tabs=${true}>
      <div class="stack">
        <${UpdateStrip} />
        <${WhistlesTop} answers=${true} />
        <${Chips} chosen=${chip} onChoose=${(/** @type {string} */ one) => refine({ chip: one })} chips=${CHIPS.map((
          key,
        ) => ({
          key,
          label: /** @type {any} */ (t.desk.chips)[key],
          count: key === chip ? feed.total : null,
        }))} />
        <${News} at=${news.at} onShow=${again} />
        ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${again} />`}
        ${!feed.data && feed.waiting && html`<${Bones} again=${again} />`}
        ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${t.list.none} />`}
        <ul class="cards">${feed.nodes.map((incident) =>
          html`<${Row} key=${incident.id} incident=${incident} onChanged=${again} onGiveBack=${giveBack(incident)} />`
        )}</ul>
        <${More} feed=${feed} />
      </div>
      ${taken && html`
        <${Sheet} name="GIVE_BACK" title=${t.step.GIVE_BACK}>
          <${GiveBackSheet} key=${taken.id} incident=${taken} onDone=${done} onStale=${again} />
          <//>
      `}
      <//>
  `
}

/** @param {{ incident: any, onChanged: () => void, onGiveBack: () => void }} props */
function Row({ incident, onChanged, onGiveBack }) {
  const sign = useAct(Sign, incident, onChanged, onChanged)
  const { step, submitting } = words.value
  const open = new Set(
    incident.allowedSteps.filter((/** @type {any} */ one) => one.allowed).map((/** @type {any} */ one) => one.step),
  )
  const under = html`
    <${Problems} problems=${sign.problems} />
    ${open.has('SIGN') && html`<div class=${open.has('GIVE_BACK') ? 'two above' : 'above'}>
      ${
      open.has('GIVE_BACK') &&
      html`<button type="button" class="button full" onClick=${onGiveBack}>${step.GIVE_BACK}</button>`
    }
      <button type="button" class="button main full" aria-disabled=${sign.busy} onClick=${() => sign.submit({})}>${
      sign.busy ? submitting : step.SIGN
    }</button></div>`}
    ${open.has('FEED_BACK') &&
      html`<a class="button full above" href=${`/i/${incident.id}/feedback`}>${step.FEED_BACK}</a>`}
  `
  return html`<${IncidentCard} incident=${incident} under=${under} />`
}
