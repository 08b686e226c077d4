/**
 * The list of incidents of one's area: chips, search, thirty at a time.
 * @module
 */
import { stamp } from '../clock.js'
import { filterOf } from '../filters.js'
import { useFeed } from '../feed.js'
import { useNews } from '../follow.js'
import { html } from '../html.js'
import { IncidentCard } from './card.js'
import { Chips, More, Search } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { News, UpdateStrip } from '../parts/strips.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'

const CHIPS = /** @type {const} */ (['open', 'late', 'soon', 'urgent', 'reported', 'closed'])
const ORDERS = /** @type {const} */ (['URGENT_FIRST', 'NEWEST_FIRST', 'CHANGED_FIRST'])

export function Page() {
  const t = words.value
  const chip = query.value.get('chip') ?? (query.value.get('mine') === 'TODO' ? 'mine' : 'open')
  const text = query.value.get('q') ?? ''
  const order = ORDERS.find((one) => one === query.value.get('order')) ??
    (chip === 'closed' ? 'CHANGED_FIRST' : 'URGENT_FIRST')
  const feed = useFeed(filterOf({ chip, text }), order)
  const news = useNews()
  const again = () => {
    news.clear()
    feed.again()
  }
  const { open, late, soon, urgent, closed, mine } = t.list
  const names = { open, late, soon, urgent, closed, reported: mine }
  const sub = feed.fetchedAt ? t.updated(stamp(feed.fetchedAt)) : undefined
  return html`
    <${Frame} title=${t.list
      .title} sub=${sub}>
      <div class="stack">
        <${UpdateStrip} />
        <${News} at=${news.at} onShow=${again} />
        <${Search} value=${text} onSearch=${(/** @type {string} */ q) => refine({ q })} />
        <${Chips} chosen=${chip} onChoose=${(/** @type {string} */ key) =>
          refine({ chip: key, mine: null })} chips=${CHIPS.map((key) => ({ key, label: names[key] }))} />
        <div
          class="row"><label class="note" for="order">${t.list
            .sort}</label><select id="order" class="grow" value=${order} onChange=${(/** @type {any} */ event) =>
            refine({ order: event.target.value })}>${ORDERS.map((one) =>
              html`<option value=${one} selected=${one === order}>${t.list.sorts[one]}</option>`
            )}</select></div>
        <${List} feed=${feed} text=${text} again=${again} />
      </div>
      <//>
  `
}

/**
 * Nothing that the phone holds is not nothing: the server is heard first.
 * @param {{ feed: ReturnType<typeof useFeed>, text: string, again: () => void }} props
 */
function List({ feed, text, again }) {
  const t = words.value
  if (feed.nodes.length === 0 && feed.waiting) return html`<${Bones} lines=${5} again=${feed.again} />`
  return html`${
    (feed.failure || feed.nextFailure) &&
    html`<${Trouble} failure=${feed.failure ?? feed.nextFailure} again=${feed.again} />`
  }
    ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${text ? t.list.noMatch(text) : t.list.none} />`}
    <ul class="cards">${
    feed.nodes.map((incident) => html`<${IncidentCard} key=${incident.id} incident=${incident} />`)
  }</ul>
    <${More} feed=${feed} /><p class="note centre" role="status">${feed.data && t.list.shown(feed.nodes.length)}</p>
    <button type="button" class="button plain" onClick=${again}>${t.refresh}</button>`
}
