/**
 * V42 网格调整: plans by which grids are split and merged. One stands at ?id=, a new one is drawn at ?draw=new, a draft again at ?draw=ID.
 * @module
 */
import { GridPlans } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { usePages } from '../feed.js'
import { role } from '../here.js'
import { html } from '../html.js'
import { More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { query } from '../route.js'
import { words } from '../words.js'
import { Drawing } from './drawing.js'
import { One } from './one.js'
import { State } from './state.js'

/** @typedef {import('../../api/operations.js').GridPlansData['gridPlans']['nodes'][number]} Row */

export function Page() {
  const [id, draw] = [query.value.get('id'), query.value.get('draw')]
  const { grids: t } = words.value
  const back = draw && draw !== 'new' ? `/me/grids?id=${draw}` : id || draw ? '/me/grids' : '/me/start'
  return html`
    <${Frame} title=${t.title} back=${back} wide=${Boolean(id || draw)}>
      ${draw
        ? html`<${Drawing} key=${draw} of=${draw} />`
        : id
        ? html`<${One} key=${id} id=${id} />`
        : html`<${All} />`}
      <//>
  `
}

function All() {
  const { grids: t } = words.value
  const feed = usePages(GridPlans, {}, 'gridPlans')
  return html`
    <div class="stack">
      <p>${t.lead}</p>
      ${role.value === 'SYS_ADMIN' && html`<a class="button main full" href="/me/grids?draw=new">${t.fresh}</a>`}
      ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
      ${!feed.data && feed.waiting && html`<${Bones} again=${feed.again} />`}
      ${feed.data && feed.nodes.length === 0 && html`
        <${Empty} text=${t.none}>
          <p class="note">${t.noneHint}</p>
          <//>
      `}
      <ul class="cards">${feed.nodes.map((one) => html`<${Card} key=${one.id} plan=${one} />`)}</ul>
      <${More} feed=${feed} />
    </div>
  `
}

/** @param {{ plan: Row }} props */
function Card({ plan }) {
  const { grids: t } = words.value
  return html`
    <li><a class="card" href=${`/me/grids?id=${plan.id}`}>
      <div class="row"><strong>${plan.area.path || plan.area.name}</strong><${State} state=${plan.state} /></div>
      <div>${plan.reason}</div>
      <div class="note">${t.from(plan.madeBy?.name ?? '', stamp(plan.madeAt))}</div>
    </a></li>
  `
}
