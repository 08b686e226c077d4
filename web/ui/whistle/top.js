/**
 * The whistles that wait for this person, above what else they have to do: three, a line each; absent when there are none.
 * @module
 */
import { Whistles } from '../../api/operations.js'
import { usePages } from '../feed.js'
import { html } from '../html.js'
import { News } from '../parts/strips.js'
import { named, words } from '../words.js'
import { placeLine } from '../incident/card.js'
import { DueChip } from './card.js'
import { useWhistleNews } from './reading.js'

const FEW = 3

/** @typedef {import('../../api/operations.js').WhistleCard} Whistle */

/** Read beside the page's own list: what stands below waits until it is `known` how much room these take. */
export function useWhistlesTop() {
  const feed = usePages(Whistles, { filter: { mine: 'TODO' } }, 'whistles')
  const news = useWhistleNews()
  return { feed, news, known: Boolean(feed.data || feed.failure) }
}

/** @param {{ top: ReturnType<typeof useWhistlesTop>, answers?: boolean }} props `answers`: a line opens the called unit's side, else the board */
export function WhistlesTop({ top: { feed, news }, answers = false }) {
  const again = () => {
    news.clear()
    feed.again()
  }
  const { w } = words.value
  const whistles = /** @type {Whistle[]} */ (feed.nodes)
  return html`<${News} at=${news.at} onShow=${again} />
    ${
    whistles.length > 0 && html`
      <section class="stack-close">
        <div class="spread"><h2>${w.one} <span class="figures">${feed.total ??
          ''}</span></h2>${whistles.length > FEW && html`<a class="button" href="/w">${w.chips.all}</a>`}</div>
        <ul class="whistle-lines">${whistles.slice(0, FEW).map((one) =>
          html`<${Line} key=${one.id} whistle=${one} href=${`/w/${one.id}${answers ? '/answer' : ''}`} />`
        )}</ul>
      </section>
    `
  }`
}

/** @param {{ whistle: Whistle, href: string }} props */
function Line({ whistle, href }) {
  const { whistleKind, join } = words.value
  const { kind, light, dueAt, incident } = whistle
  return html`
    <li>
      <a href=${href}>
        <span class="what"><strong>${named(incident.incidentClass)}</strong>${join}${placeLine(incident)}</span>
        <${DueChip} light=${light} dueAt=${dueAt} kind=${kind} />
        <span class="note kind">${whistleKind[kind]}</span>
      </a>
    </li>
  `
}
