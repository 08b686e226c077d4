/**
 * The map. In the field the grids of one's post as a sketch, with what is open there; at a desk its whole area, as the desk's
 * own filter has it. The list that says the same is always beside it.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { gridAt } from '../../core/place/territory.js'
import { useFeed } from '../feed.js'
import { filterOf } from '../filters.js'
import { useNews } from '../follow.js'
import { home, post } from '../here.js'
import { useLater } from '../later.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Chips } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { MapNote, Sketch, spanOf } from './sketch.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { go, query, refine } from '../route.js'
import { useLayer } from './layer.js'
import { useGrids } from './territory.js'
import { words } from '../words.js'
import { BigMap } from '../desk/map.js'

export function Page() {
  return home.value !== '/today' ? html`<${Wide} />` : html`<${Field} />`
}

/** The desk's map as a page of its own, for screens that have no room for it beside the list. */
function Wide() {
  const [listed, setListed] = useState(false)
  const chip = query.value.get('chip') ?? 'open'
  const t = words.value
  const filter = filterOf({ chip, text: query.value.get('q') })
  const area = query.value.get('area')
  const later = useLater(() => import('./area_list.js'))
  const news = useNews()
  const list = html`<button type="button" class="button" aria-pressed=${listed} onClick=${() =>
    setListed(!listed)}>${t.desk.listInstead}</button>`
  return html`
    <${Frame} title=${t.map.title} action=${list} wide=${true}>
      <div class="map-pane map-page">
        <${Chips} chosen=${chip} onChoose=${(/** @type {string} */ one) => refine({ chip: one })} chips=${CHOICE.map((
          key,
        ) => ({ key, label: /** @type {any} */ ({ ...t.desk.chips, open: t.list.open })[key] }))} />
        <${BigMap} filter=${filter} turn=${news.changes.length} onSelect=${(/** @type {string} */ id) =>
          go(`/i/${id}`)} onArea=${(/** @type {string} */ area) => refine({ area })} listed=${listed} />
        ${area && later && html`<${later.AreaList} key=${area} filter=${filter} area=${area} />`}
      </div>
      <//>
  `
}

const CHOICE = ['open', 'late', 'urgent', 'mine']

function Field() {
  const grids = useGrids()
  const code = query.value.get('grid')
  const grid = grids.find((one) => one.code === code) ?? grids[0]
  const t = words.value
  return html`
    <${Frame} title=${t.map.title} sub=${grid?.path}>
      <div class="stack">${grid
        ? html`<${Grid} key=${grid.code} grid=${grid} grids=${grids} />`
        : html`<${Empty} text=${t.map.none}><a class="button" href="/incidents">${t.map.instead}</a></>`}</div>
      <//>
  `
}

/** @param {{ grid: any, grids: any[] }} props */
function Grid({ grid, grids }) {
  const feed = useFeed({ area: grid.code, open: true }, 'URGENT_FIRST')
  const ground = useLayer(grid.code.slice(0, 12))
  const t = words.value
  const marks = feed.nodes.map((one) => ({ ...one.place, light: one.light }))
  const tap = (/** @type {{ lat: number, lon: number }} */ point) => {
    const there = gridAt(point, grids)
    if (there && there.code !== grid.code) refine({ grid: there.code })
  }
  const options = grids.map((one) =>
    html`<option value=${one.code} selected=${one.code === grid.code}>${one.path ?? one.name}</option>`
  )
  return html`
    ${grids.length > 1 && html`
      <div
        class="field"><label for="grid">${t.map.mine}</label><select id="grid" value=${grid.code} onChange=${(
          /** @type {any} */ event,
        ) => refine({ grid: event.target.value })}>${options}</select></div>
    `}
    <${Sketch} centre=${grid} metres=${spanOf(grid)} grids=${grids} chosen=${grid.code} ground=${ground}
      marks=${marks}
      height=${260} label=${t.map.label(grid.name)} onTap=${tap} />
    <${MapNote} name=${[
      t.map.open(feed.nodes.length),
      grid.households && t.map.households(grid.households),
      grid.shape?.synthetic && t.map.synthetic,
    ].filter(Boolean).join(t.join)} />
    <h2>${t.map.instead}</h2>
    ${!feed.data && feed.waiting && html`<${Bones} />`}${feed.failure &&
      html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
    ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${t.list.none} />`}
    <ul class="cards">${feed.nodes.map((incident) =>
      html`<${IncidentCard} key=${incident.id} incident=${incident} />`
    )}</ul>
    <p class="note">${post.value?.area.path ?? ''}</p>
  `
}
