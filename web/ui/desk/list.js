/**
 * The desk's list: search, chips with their counts, cards that move as others work, and the list as paper or table.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { AreasUnder, DeskCounts } from '../../api/operations.js'
import { countOf, filterOf } from '../filters.js'
import { post, settings } from '../here.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Chips, More, Search } from '../parts/finder.js'
import { Menu } from '../parts/menu.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { News, UpdateStrip } from '../parts/strips.js'
import { useRead } from '../read.js'
import { useStood } from '../stood.js'
import { wide } from '../wide.js'
import { words } from '../words.js'
import { FilterLine } from './filter_line.js'
import { PaletteKey } from './palette_key.js'
import { Rows } from './rows.js'
import { DeskTools, Paper } from './tools.js'
import { Views } from './views.js'
import { deskOf, keepDesk } from './widths.js'

/**
 * @param {{ desk: import('./listed.js').Listed & { select: (id: string) => void, focused?: any }, id?: string, inPane: boolean }} props
 *   `inPane`: a row opens beside the list, not in its place
 */
export function DeskList({ desk, id, inPane }) {
  const { feed, news, again, chip, text } = desk
  const within = useRef(/** @type {HTMLElement | null} */ (null))
  useStood(feed.key, feed, within)
  const t = words.value
  const known = new Map(feed.nodes.map((one) => [one.id, one.version]))
  const fresh = news.changes.filter((one) => !known.has(one.id)).length
  const nodes = moving(feed.nodes, news.changes)
  const open = (/** @type {string} */ next) => (/** @type {Event} */ event) => {
    if (!inPane) return
    event.preventDefault()
    desk.select(next)
  }
  const { dense, roomy } = useDensity(inPane)
  const tools = html`<${DeskTools} desk=${desk} nodes=${nodes} inPane=${inPane} />`
  return html`<div class="stack ${dense ? 'dense' : ''}" ref=${within}>
    ${inPane && wide.value && html`<${PaletteKey} desk=${desk} />`}
    <${UpdateStrip} />
    <${dense ? DenseHead : Head} desk=${desk} tools=${tools} />
    <${News} at=${fresh ? news.at : null} text=${t.desk.fresh(fresh)} onShow=${again} />
    ${nodes.length === 0 && feed.waiting && html`<${Bones} lines=${6} again=${feed.again} />`}
    ${
    (feed.failure || feed.nextFailure) &&
    html`<${Trouble} failure=${feed.failure ?? feed.nextFailure} again=${feed.again} />`
  }
    ${
    feed.data && nodes.length === 0 && !feed.waiting &&
    html`<${Empty} text=${text ? t.list.noMatch(text) : t.list.none} />`
  }
    ${nodes.length > 0 && html`<${Total} desk=${desk} dense=${dense} roomy=${roomy} />`}
    ${
    dense
      ? nodes.length > 0 && html`<${Rows} nodes=${nodes} chosen=${id} roomy=${roomy} open=${open} />`
      : html`<ul class="cards">${
        nodes.map((incident) =>
          html`<${IncidentCard} key=${incident.id} incident=${incident} chosen=${incident.id === id} onOpen=${
            open(incident.id)
          } />`
        )
      }</ul>`
  }
    <${More} feed=${feed} />
    ${!dense && tools}
    <${Paper} nodes=${nodes} title=${/** @type {any} */ ({ ...t.desk.chips, open: t.list.open })[chip] ?? ''}
      total=${feed.total} />
  </div>`
}

/** Rows where there is room and a mouse; a finger gets them roomy at first. Elder mode keeps its cards. @param {boolean} inPane */
function useDensity(inPane) {
  const set = deskOf(settings.value, post.value?.id).roomy
  return {
    dense: inPane && wide.value && settings.value.size !== 'elder',
    roomy: set ?? matchMedia('(pointer: coarse)').matches,
  }
}

/** @param {{ desk: any, tools: any }} props */
function Head({ desk }) {
  return html`
    <${Search} value=${desk.text} onSearch=${(/** @type {string} */ q) => desk.choose({ q })} />
    <${AreaPick} area=${desk.area} choose=${desk.choose} />
    <${DeskChips} desk=${desk} />
  `
}

/** Search, area and tools on one line, filters on the next. @param {{ desk: any, tools: any }} props */
function DenseHead({ desk, tools }) {
  const { rows } = words.value
  return html`
    <div class="list-head">
      <div class="list-tools">
        <${Search} value=${desk.text} onSearch=${(/** @type {string} */ q) => desk.choose({ q })} />
        <${AreaPick} area=${desk.area} choose=${desk.choose} quiet=${true} />
        <${Menu} label=${rows.tools}>${tools}<//>
      </div>
      <${DeskChips} desk=${desk} line=${true} />
    </div>
  `
}

/** How many, in which order, and how dense. @param {{ desk: any, dense: boolean, roomy: boolean }} props */
function Total({ desk, dense, roomy }) {
  const { feed, chip } = desk
  const t = words.value
  return html`<div class="spread list-total"><p class="note" role="status">${
    [
      feed.total !== null ? (feed.failure ? t.desk.kept : t.desk.total)(feed.total, feed.exact) : '',
      t.list.sorts[chip === 'closed' ? 'CHANGED_FIRST' : 'URGENT_FIRST'],
    ].filter(Boolean).join(t.join)
  }</p>${
    dense && html`<button type="button" class="small" aria-pressed=${roomy} onClick=${() =>
      keepDesk({ roomy: !roomy })}>${t.rows.roomy}</button>`
  }</div>`
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

/** Chips with how many rows each has. @param {{ desk: import('./listed.js').Listed, line?: boolean }} props `line`: on one line */
function DeskChips({ desk: { chips, chip: chosen, area, text, turn, choose, search }, line = false }) {
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
  const pick = (/** @type {string} */ chip) => choose({ chip })
  if (line) {
    return html`
      <${FilterLine} chips=${chips.map(told)} chosen=${chosen} onChoose=${pick}>
        <${Views} search=${search} />
        <//>
    `
  }
  const [first, rest] = [chips.slice(0, SHORT), chips.slice(SHORT)]
  return html`
    <div class="stack-close">
      <${Chips} chosen=${chosen} onChoose=${pick} chips=${first.map(told)} />
      <details open=${rest.includes(chosen)}>
        <summary>${words.value.desk.moreChips}</summary>
        <${Chips} chosen=${chosen} onChoose=${pick} chips=${rest.map(told)} />
      </details>
    </div>
  `
}

/**
 * Streets for the district, communities for a street.
 * @param {{ area: string | null, choose: (changes: Record<string, string | null>) => void, quiet?: boolean }} props `quiet`: its
 *   name is for readers only
 */
function AreaPick({ area, choose, quiet = false }) {
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
  const areas = reading.data?.areas.nodes ?? []
  return html`
    <div class="row area-pick">
      <label class=${quiet ? 'unseen' : 'note'} for="area">${label}</label>
      <select id="area" class="grow" value=${area ?? ''} onChange=${(/** @type {any} */ event) =>
        choose({ area: event.target.value || null })}>
        <option value="" selected=${!area}>${all}</option>${areas.map((one) =>
          html`<option key=${one.code} value=${one.code} selected=${one.code === area}>${one.name}</option>`
        )}</select></div>
  `
}
