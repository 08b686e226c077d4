/**
 * What an area on the map has, as a list beside it.
 * @module
 */
import { useFeed } from '../feed.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { refine } from '../route.js'
import { words } from '../words.js'

/** @param {{ filter: Record<string, any>, area: string }} props `filter`: the map's own */
export function AreaList({ filter, area }) {
  const feed = useFeed({ ...filter, area }, 'URGENT_FIRST', { counted: true })
  const t = words.value
  const name = feed.nodes[0]?.grid?.path?.split(' · ').slice(0, area.length === 9 ? 1 : 2).join(' · ') ?? ''
  return html`
    <section class="area-list stack-close" aria-label=${name}>
      <div class="row"><h2 class="grow">${name} ${feed.data?.incidents.total &&
        t.desk.clusterName(feed.data.incidents.total.count)}</h2>
        <button type="button" class="button" onClick=${() => refine({ area: null })}>${t.list.clear}</button></div>
      ${!feed.data && feed.waiting && html`<${Bones} />`}${feed.failure &&
        html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
      <ul class="cards">${feed.nodes.map((incident) =>
        html`<${IncidentCard} key=${incident.id} incident=${incident} />`
      )}</ul>
    </section>
  `
}
