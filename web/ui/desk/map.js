/**
 * The desk's map: the same filter as the list, drawn on borders; the code that draws comes after the rest of the desk.
 * The list that says the same is one button away.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { AreasInBox } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { around } from '../../core/place/mapping.js'
import { moved } from '../../core/place/territory.js'
import { useFeed } from '../feed.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { useView } from '../map/asking.js'
import { shortNumber } from '../incident/card.js'
import { StateChip } from '../parts/chips.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { refine } from '../route.js'
import { Time } from '../clock.js'
import { named, words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentCard} Incident */

const NEAR = 200
/** Degrees: a box that is as good as a point, and not empty. */
const DOT = 1e-6

/**
 * @param {{ incident: Incident, still: boolean, filter: Record<string, any>, turn: number, onSelect: (id: string) => void }} props
 *   `still`: nobody chose the incident, so the map does not go there
 */
export function DeskMap({ incident, still, filter, turn, onSelect }) {
  const [listed, setListed] = useState(false)
  const { desk } = words.value
  return html`<div class="map-pane">
    <${BigMap} incident=${still ? null : incident} filter=${filter} turn=${turn} onSelect=${onSelect} onArea=${(
    /** @type {string} */ area,
  ) => refine({ area })} listed=${listed} />
    <p class="row"><span class="note grow">${desk.mapNote}</span>
      <button type="button" class="button" aria-pressed=${listed} onClick=${() =>
    setListed(!listed)}>${desk.listInstead}</button></p>
    ${incident && html`<${Nearby} key=${incident.id} incident=${incident} onSelect=${onSelect} />`}
  </div>`
}

/**
 * @param {{ incident?: any, filter: Record<string, any>, turn: number, onSelect: (id: string) => void, onArea: (code: string) => void,
 *   listed: boolean }} props `onArea`: an area was pressed; `listed`: the list in the map's place
 */
export function BigMap({ incident = null, filter, turn, onSelect, onArea, listed }) {
  const [view, setView] = useState(/** @type {import('../../core/place/mapping.js').Box | null} */ (null))
  const shown = useView(view, filter, turn)
  const start = useStart()
  const drawn = useDrawing(listed)
  const { desk } = words.value
  if (drawn.failure) return html`<${Trouble} failure=${drawn.failure} again=${drawn.again} />`
  const told = shown.many ? desk.counted(shown.total) : shown.level ? desk.shown(shown.total) : ''
  return html`
    <p class="note map-told" role="status">${told}</p>
    ${shown.failure && html`<${Trouble} failure=${shown.failure} />`}
    ${listed ? html`<${Listed} shown=${shown} onSelect=${onSelect} />` : drawn.LeafletMap && start
      ? html`
        <${drawn.LeafletMap} start=${start} areas=${shown.areas} marks=${shown.marks} counts=${shown.counts}
          chosen=${incident} label=${desk.map} onView=${setView} onMark=${onSelect} onArea=${onArea} />
      `
      : html`<${Bones} />`}
  `
}

/** The code that draws. @param {boolean} listed then it is not needed */
function useDrawing(listed) {
  const [drawn, setDrawn] = useState(/** @type {{ LeafletMap?: any, failure?: any }} */ ({}))
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (listed || drawn.LeafletMap) return
    import('../map/leaflet.js').then(
      ({ LeafletMap }) => setDrawn({ LeafletMap }),
      () => setDrawn({ failure: { code: 'NETWORK' } }),
    )
  }, [listed, turn])
  return { ...drawn, again: () => (setDrawn({}), setTurn(turn + 1)) }
}

/** The post's own area whole, as the first view. */
function useStart() {
  const [start, setStart] = useState(/** @type {any} */ (null))
  const own = post.value?.area
  useEffect(() => {
    if (own) void startOf(own).then(setStart)
  }, [own?.code])
  return start
}

/** @param {any} own */
async function startOf({ lat, lon, level, code }) {
  const low = moved({ lat, lon }, -600, -800)
  const high = moved({ lat, lon }, 600, 800)
  const near = { south: low.lat, west: low.lon, north: high.lat, east: high.lon }
  const point = { south: lat - DOT, west: lon - DOT, north: lat + DOT, east: lon + DOT }
  try {
    const { areas } = await ask(AreasInBox, { level, box: point, after: null })
    const found = areas.nodes.find((one) => one.code === code)
    return (found?.shape && around([found.shape.ring])) || near
  } catch {
    return near
  }
}

/** What the map shows, as a list. @param {{ shown: import('../map/asking.js').Shown, onSelect: (id: string) => void }} props */
function Listed({ shown, onSelect }) {
  const { desk } = words.value
  if (shown.total === 0) return html`<p class="note">${desk.none}</p>`
  const rows = shown.many
    ? shown.counts.map((one) =>
      html`<li key=${one.code} class="spread"><span>${one.name}</span><span class="figures">${one.count}</span></li>`
    )
    : shown.marks.map((one) =>
      html`
        <li
          key=${one.id}><button type="button" class="button full near-row" onClick=${() =>
            onSelect(one.id)}><span>${named(one.incidentClass)}</span><${StateChip} state=${one.state} /></button></li>
      `
    )
  return html`<ul class="stack-close map-list">${rows}</ul>`
}

/** The same class within 200 m. @param {{ incident: Incident, onSelect: (id: string) => void }} props */
function Nearby({ incident, onSelect }) {
  const low = moved(incident.place, -NEAR, -NEAR)
  const high = moved(incident.place, NEAR, NEAR)
  const feed = useFeed({
    classCodes: [incident.incidentClass.code],
    box: { south: low.lat, west: low.lon, north: high.lat, east: high.lon },
  }, 'NEWEST_FIRST')
  const { desk, i } = words.value
  const others = feed.nodes.filter((one) => one.id !== incident.id).slice(0, 6)
  return html`<h2>${desk.nearby}</h2>${feed.data && others.length === 0 && html`<p class="note">${desk.none}</p>`}
    <ul class="stack-close">${
    others.map((one) =>
      html`
        <li
          key=${one.id}><button type="button" class="button full near-row" onClick=${() =>
            onSelect(one.id)}><span class="figures">${one.number
            ? `#${shortNumber(one.number)}`
            : i.noNumber}</span> <${Time} at=${one.receivedAt} /> <${StateChip} state=${one.state} /></button></li>
      `
    )
  }</ul>`
}
