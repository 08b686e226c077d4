/**
 * The desk's list: search, chips with their counts, cards that move as others work, and the list as paper or table.
 * @module
 */
import { useEffect } from '../../vendor/preact-hooks.js'
import { AreasUnder, DeskCounts } from '../../api/operations.js'
import { countOf, filterOf } from '../filters.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Chips, More, Search } from '../parts/finder.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { News, UpdateStrip } from '../parts/strips.js'
import { useRead } from '../read.js'
import { refine } from '../route.js'
import { words } from '../words.js'
import { DeskTools } from './tools.js'

/**
 * @param {{ desk: any, id?: string, inPane: boolean }} props `inPane`: a card opens beside the list, not in its place
 */
export function DeskList({ desk, id, inPane }) {
  const { feed, news, again, chip, chips, text, area, turn } = desk
  const t = words.value
  const known = new Map(feed.nodes.map((/** @type {any} */ one) => [one.id, one.version]))
  const fresh = news.changes.filter((/** @type {any} */ one) => !known.has(one.id)).length
  const nodes = moving(feed.nodes, news.changes)
  const open = (/** @type {string} */ next) => (/** @type {Event} */ event) => {
    if (!inPane) return
    event.preventDefault()
    desk.select(next)
  }
  return html`<div class="stack">
    <${UpdateStrip} />
    <${Search} value=${text} onSearch=${(/** @type {string} */ q) => refine({ q })} />
    <${AreaPick} area=${area} />
    <${DeskChips} chips=${chips} chosen=${chip} area=${area} text=${text} turn=${turn} />
    <${News} at=${fresh ? news.at : null} text=${t.desk.fresh(fresh)} onShow=${again} />
    ${!feed.data && feed.waiting && html`<${Bones} lines=${6} again=${feed.again} />`}
    ${
    (feed.failure || feed.nextFailure) &&
    html`<${Trouble} failure=${feed.failure ?? feed.nextFailure} again=${feed.again} />`
  }
    ${feed.data && nodes.length === 0 && html`<${Empty} text=${text ? t.list.noMatch(text) : t.list.none} />`}
    ${
    nodes.length > 0 &&
    html`<p class="note" role="status">${
      [
        feed.total !== null ? (feed.failure ? t.desk.kept : t.desk.total)(feed.total, feed.exact) : '',
        t.list.sorts[chip === 'closed' ? 'CHANGED_FIRST' : 'URGENT_FIRST'],
      ].filter(Boolean).join(t.join)
    }</p>`
  }
    <ul class="cards">${
    nodes.map((incident) =>
      html`<${IncidentCard} key=${incident.id} incident=${incident} chosen=${incident.id === id} onOpen=${
        open(incident.id)
      } />`
    )
  }</ul>
    <${More} feed=${feed} />
    <${DeskTools} nodes=${nodes} chip=${chip} total=${feed.total} inPane=${inPane} />
  </div>`
}

/**
 * The rows as others have moved them since: each shows what is now in the place where it stood; new ones wait to be asked for.
 * @param {any[]} nodes
 * @param {import('../follow.js').Change[]} changes
 * @returns {any[]}
 */
function moving(nodes, changes) {
  const now = new Map(changes.map((one) => [one.id, one.incident]))
  return nodes.map((one) => {
    const moved = now.get(one.id)
    return moved && moved.version > one.version ? { ...one, ...moved } : one
  })
}

/** Chips that always stand there; the others unfold. */
const SHORT = 7

/** Chips with how many rows each has. @param {{ chips: string[], chosen: string, area: string | null, text: string, turn: number }} props */
function DeskChips({ chips, chosen, area, text, turn }) {
  const filters = Object.fromEntries(
    ['all', 'open', 'mine', 'urgent'].map((chip) => [chip, filterOf({ chip, area, text })]),
  )
  const unit = filterOf({ chip: 'unit', area, text })
  const variables = { ...filters, mine: chips.includes('unit') ? unit : filters.mine }
  const { data, again } = useRead(`chips:${JSON.stringify(variables)}`, DeskCounts, variables)
  useEffect(() => {
    if (turn) again()
  }, [turn])
  const names = /** @type {Record<string, string>} */ ({ ...words.value.desk.chips, open: words.value.list.open })
  const told = (/** @type {string} */ key) => ({ key, label: names[key] ?? key, count: countOf(key, data) })
  const choose = (/** @type {string} */ chip) => refine({ chip })
  const [first, rest] = [chips.slice(0, SHORT), chips.slice(SHORT)]
  return html`
    <div class="stack-close">
      <${Chips} chosen=${chosen} onChoose=${choose} chips=${first.map(told)} />
      <details open=${rest.includes(chosen)}>
        <summary>${words.value.desk.moreChips}</summary>
        <${Chips} chosen=${chosen} onChoose=${choose} chips=${rest.map(told)} />
      </details>
    </div>
  `
}

/** Streets for the district, communities for a street. @param {{ area: string | null }} props */
function AreaPick({ area }) {
  const own = post.value?.area
  const level = own?.level === 'DISTRICT' ? 'STREET' : own?.level === 'STREET' ? 'COMMUNITY' : null
  const reading = useRead(level && own ? `areas:${own.code}` : null, AreasUnder, {
    under: own?.code,
    level,
    after: null,
  }, { maxAge: 24 * 3600_000 })
  const { desk } = words.value
  if (!level || post.value?.unit) return null
  const [label, all] = level === 'STREET' ? [desk.streets, desk.everywhere] : [desk.communities, desk.allCommunities]
  const areas = /** @type {any[]} */ (reading.data?.areas.nodes ?? [])
  return html`
    <div
      class="row"><label class="note" for="area">${label}</label><select id="area" class="grow" value=${area ??
        ''} onChange=${(/** @type {any} */ event) => refine({ area: event.target.value || null })}>
        <option value="" selected=${!area}>${all}</option>${areas.map((one) =>
          html`<option key=${one.code} value=${one.code} selected=${one.code === area}>${one.name}</option>`
        )}</select></div>
  `
}
