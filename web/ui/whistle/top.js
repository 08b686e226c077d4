/**
 * The whistles that wait for this person, above what else they have to do; absent when there are none.
 * @module
 */
import { Whistles } from '../../api/operations.js'
import { usePages } from '../feed.js'
import { html } from '../html.js'
import { useWhistleNews } from './reading.js'
import { words } from '../words.js'
import { News } from '../parts/strips.js'
import { WhistleCard } from './card.js'

const FEW = 5

/** @param {{ answers?: boolean }} props `answers`: a card opens the called unit's side, else the board */
export function WhistlesTop({ answers = false }) {
  const feed = usePages(Whistles, { filter: { mine: 'TODO' } }, 'whistles')
  const news = useWhistleNews()
  const again = () => {
    news.clear()
    feed.again()
  }
  const { w } = words.value
  return html`<${News} at=${news.at} onShow=${again} />
    ${
    feed.nodes.length > 0 && html`
      <section class="stack-close">
        <div class="spread"><h2>${w.one} <span class="figures">${feed.total ??
          ''}</span></h2>${feed.nodes.length > FEW && html`<a class="button" href="/w">${w.chips.all}</a>`}</div>
        <ul class="cards">${feed.nodes.slice(0, FEW).map((whistle) =>
          html`<${WhistleCard} key=${whistle.id} whistle=${whistle} href=${
            answers ? `/w/${whistle.id}/answer` : undefined
          } />`
        )}</ul>
      </section>
    `
  }`
}
