/**
 * V45 for who keeps people: who is there with which posts, what ends soon, which grids nobody works; an auditor reads it.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { Accounts, UnworkedGrids } from '../../api/operations.js'
import { usePages } from '../feed.js'
import { role } from '../here.js'
import { html } from '../html.js'
import { print } from '../paper.js'
import { Chips, More, Search } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'
import { Adding } from './adding.js'
import { Extending } from './extending.js'
import { Account } from './account.js'
import { Slip } from './slip.js'

/** @typedef {import('../../api/operations.js').AccountsData['accounts']} Found */

/** Days within which a post ends soon. */
const SOON = 30
/** @type {Record<string, Record<string, unknown>>} */
const FILTERS = {
  all: { left: false },
  ending: { left: false, ending: SOON },
  password: { left: false, password: false },
  posted: { left: false, posted: false },
  left: { left: true },
}

export function Page() {
  const { people: t } = words.value
  const chip = query.value.get('chip') ?? 'all'
  const keeps = role.value === 'SEC_ADMIN'
  const [slip, setSlip] = useState(/** @type {import('./slip.js').Made | null} */ (null))
  const chips = Object.entries(t.chips).map(([key, label]) => ({ key, label }))
  if (slip) {
    return html`
      <${Frame} title=${t.slip} back="/me/start">
        <${Slip} ...${slip} onClose=${() => setSlip(null)} />
        <//>
    `
  }
  return html`
    <${Frame} title=${t.title} back="/me/start"
      action=${html`<button type="button" class="button plain no-print" onClick=${print}>${t.print}</button>`}>
      <div class="stack">
        ${!keeps && html`<p class="note">${t.reads}</p>`}
        <div class="no-print"><${Chips} chips=${chips} chosen=${chip} onChoose=${(/** @type {string} */ key) =>
          refine({ chip: key })} /></div>
        ${chip === 'unworked'
          ? html`<${Unworked} />`
          : html`<${People} key=${chip} chip=${chip} keeps=${keeps} onSlip=${setSlip} />`}
      </div>
      <//>
  `
}

/** @param {{ chip: string, keeps: boolean, onSlip: (slip: import('./slip.js').Made) => void }} props */
function People({ chip, keeps, onSlip }) {
  const t = words.value
  const named = query.value.get('q') ?? ''
  const filter = { ...(FILTERS[chip] ?? FILTERS.all), ...(named && { text: named }) }
  const feed = usePages(Accounts, { filter }, 'accounts')
  const [chosen, choose] = useState(/** @type {string[]} */ ([]))
  const pick = (/** @type {string} */ id) =>
    choose((now) => now.includes(id) ? now.filter((one) => one !== id) : [...now, id])
  const done = () => {
    choose([])
    feed.again()
  }
  return html`
    <div class="no-print">
      <${Search} value=${named} hint=${t.people.search} onSearch=${(/** @type {string} */ text) =>
        refine({ q: text })} />
    </div>
    ${keeps && chip === 'all' && html`<${Adding} onDone=${feed.again} />`}
    ${keeps && chip === 'ending' && feed.nodes.length > 0 && html`<${Extending} chosen=${chosen} onDone=${done} />`}
    <${Quiet} feed=${feed} none=${t.people.none} hint=${keeps && chip === 'all' ? t.people.noneHint : undefined} />
    <ul class="cards">${feed.nodes.map((one) =>
      html`
        <${Account} key=${one.id} one=${one} keeps=${keeps} again=${feed.again} soon=${SOON}
          chosen=${chip === 'ending' && keeps ? chosen : null} onPick=${pick} onSlip=${onSlip} />
      `
    )}</ul>
    <${More} feed=${feed} />
    ${feed.total !== null && html`<p class="note centre" role="status">${t.people.total(feed.total, feed.exact)}</p>`}
  `
}

function Unworked() {
  const { people: t } = words.value
  const feed = usePages(UnworkedGrids, {}, 'unworkedGrids')
  return html`
    <${Quiet} feed=${feed} none=${t.noGrids} />
    <ul class="cards">${feed.nodes.map((one) =>
      html`<li class="card" key=${one.code}><strong>${one.path}</strong><div class="note figures">${one.code}</div></li>`
    )}</ul>
    <${More} feed=${feed} />
    ${feed.total !== null && html`<p class="note centre" role="status">${t.grids(feed.total)}</p>`}
  `
}

/** What stands above a list that is not there, or not yet. @param {{ feed: ReturnType<typeof usePages>, none: string, hint?: string | undefined }} props */
function Quiet({ feed, none, hint }) {
  const failure = feed.failure ?? feed.nextFailure
  return html`
    ${failure && html`<${Trouble} failure=${failure} again=${feed.again} />`}
    ${!feed.data && feed.waiting && html`<${Bones} lines=${4} again=${feed.again} />`}
    ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${none}>${hint && html`<p>${hint}</p>`}<//>`}
  `
}
