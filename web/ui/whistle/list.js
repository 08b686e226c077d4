/**
 * /w: whistles, what is due first in front; the filter lives in the address.
 * @module
 */
import { Whistles } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { usePages } from '../feed.js'
import { role } from '../here.js'
import { html } from '../html.js'
import { Pick } from '../parts/fields.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { News } from '../parts/strips.js'
import { WhistleCard } from './card.js'
import { query, refine } from '../route.js'
import { useWhistleNews } from './reading.js'
import { words } from '../words.js'

const RUNNING = ['BLOWN', 'JOINT', 'CONCLUDED']

/** What each chip asks for. @type {Record<string, Record<string, any>>} */
const CHIPS = {
  mine: { mine: 'TODO' },
  unit: { mine: 'UNIT', states: RUNNING },
  open: { states: ['DRAFT', 'REVIEW', ...RUNNING] },
  late: { overdue: true, states: RUNNING },
  review: { states: ['REVIEW'] },
  done: { states: ['CLOSED', 'CANCELLED'] },
  all: {},
}

/** Those whose units are called: what waits for them opens where they answer. */
function isCalled() {
  return role.value === 'DEPT_HANDLER' || role.value === 'DEPT_DUTY'
}

function chipsOf() {
  return isCalled() ? ['mine', 'unit', 'late', 'done', 'all'] : ['mine', 'open', 'late', 'review', 'done', 'all']
}

export function Page() {
  const t = words.value
  const keys = chipsOf()
  const called = isCalled()
  const chip = query.value.get('chip') ?? (role.value === 'DISTRICT_SUPERVISOR' ? 'open' : 'mine')
  const kind = query.value.get('kind') ?? ''
  const area = query.value.get('area')
  const filter = { ...(CHIPS[chip] ?? {}), ...(kind ? { kinds: [kind] } : {}), ...(area ? { area } : {}) }
  const feed = usePages(Whistles, { filter }, 'whistles')
  const news = useWhistleNews()
  const again = () => {
    news.clear()
    feed.again()
  }
  const kinds = [
    { value: '', label: t.w.anyKind },
    ...Object.entries(t.whistleKind).map(([value, label]) => ({ value, label })),
  ]
  const chips = keys.map((key) => ({
    key,
    label: /** @type {any} */ (t.w.chips)[key],
    count: key === chip ? feed.total : null,
  }))
  return html`
    <${Frame} title=${t.w.title} sub=${feed.fetchedAt ? t.updated(stamp(feed.fetchedAt)) : undefined}>
      <div class="stack">
          <${Chips} chips=${chips} chosen=${chip} onChoose=${(/** @type {string} */ key) => refine({ chip: key })} />
          <${News} at=${news.at} onShow=${again} />
      <${Pick} id="kind" label=${t.w.kinds} value=${kind} options=${kinds} onChange=${(
        /** @type {string} */ value,
      ) => refine({ kind: value || null })} />
          ${(feed.failure || feed.nextFailure) &&
            html`<${Trouble} failure=${feed.failure ?? feed.nextFailure} again=${feed.again} />`}
          ${!feed.data && feed.waiting && html`<${Bones} lines=${4} again=${feed.again} />`}
          ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${t.w.none} />`}
          <ul class="cards">${feed.nodes.map((whistle) =>
            html`<${WhistleCard} key=${whistle.id} whistle=${whistle} href=${
              called && chip === 'mine' ? `/w/${whistle.id}/answer` : undefined
            } />`
          )}</ul>
          <${More} feed=${feed} />
          <button type="button" class="button plain" onClick=${again}>${t.refresh}</button>
        </div>
      <//>
  `
}
