/**
 * V46 规则: what waits for a second person, the limits and the calendar as they are, and a draft that changes them.
 * @module
 */
import { RuleDrafts } from '../../api/operations.js'
import { dayStamp } from '../../core/clockwords.js'
import { stamp } from '../clock.js'
import { usePages } from '../feed.js'
import { posts, role } from '../here.js'
import { html } from '../html.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { query, refine } from '../route.js'
import { locale, words } from '../words.js'
import { Book } from './book.js'
import { One } from './one.js'
import { chipOf, KEEPERS } from './terms.js'
import { Year } from './year.js'

/** The style sheet of these screens, which nobody else needs. */
const DRESS = new URL('../../style/rules.css', import.meta.url).href

export function Page() {
  const { rules: t } = words.value
  const id = query.value.get('id')
  const tab = query.value.get('tab') ?? 'drafts'
  const keeps = posts.value.some((one) => KEEPERS.has(one.role))
  const chips = Object.entries(t.tabs).map(([key, label]) => ({ key, label }))
  const root = role.value === 'DISTRICT_SUPERVISOR' ? '/me' : '/me/start'
  return html`
    <link rel="stylesheet" href=${DRESS} />
    <${Frame} title=${t.title} back=${id ? '/me/rules' : root}>
      <div class="stack ruling">
        ${id ? html`<${One} key=${id} id=${id} />` : html`
          <${Chips} chips=${chips} chosen=${tab} onChoose=${(/** @type {string} */ key) => refine({ tab: key })} />
          ${!keeps && html`<p class="note">${t.reads}</p>`}
          ${tab === 'limits'
            ? html`<${Book} keeps=${keeps} />`
            : tab === 'calendar'
            ? html`<${Year} keeps=${keeps} />`
            : html`<${Drafts} />`}
        `}
      </div>
      <//>
  `
}

function Drafts() {
  const { rules: t } = words.value
  const feed = usePages(RuleDrafts, {}, 'ruleDrafts')
  return html`
    <p>${t.lead}</p>
    ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
    ${!feed.data && feed.waiting && html`<${Bones} again=${feed.again} />`}
    ${feed.data && feed.nodes.length === 0 && html`
      <${Empty} text=${t.none}>
        <p class="note">${t.noneHint}</p>
        <//>
    `}
    <ul class="cards">${feed.nodes.map((one) => html`<${Card} key=${one.id} one=${one} />`)}</ul>
    <${More} feed=${feed} />
    ${feed.nodes.length > 0 && feed.total !== null &&
      html`<p class="note centre" role="status">${t.total(feed.total, feed.exact)}</p>`}
  `
}

/** @param {{ one: import('../../api/operations.js').RuleDraftsData['ruleDrafts']['nodes'][number] }} props */
function Card({ one }) {
  const { rules: t } = words.value
  const day = dayStamp(one.startsOn, locale.value)
  const mine = one.allowedSteps.some(({ step, allowed }) => step === 'APPROVE' && allowed)
  const waits = one.state === 'APPROVED'
    ? t.waits.APPROVED(day)
    : one.state === 'DRAFT' || one.state === 'SIMULATED'
    ? mine ? t.yours : t.waits[one.state]
    : t.from(day)
  return html`
    <li class="card stack-close">
      <div
        class="spread"><a class="cover" href=${`/me/rules?id=${one.id}`}>${t.kinds[one.kind]}${one.year
          ? ` ${t.ofYear(one.year)}`
          : ''}</a><span class="chip ${chipOf(one.state)}">${t.states[one.state]}</span></div>
      <div>${one.reason}</div>
      <div class="note">${one.year ? t.daysChanged(one.changeCount) : t.changes(one.changeCount)} · ${waits}</div>
      <div class="note">${t.by(one.madeBy?.name ?? '', stamp(one.madeAt))}</div>
    </li>
  `
}
