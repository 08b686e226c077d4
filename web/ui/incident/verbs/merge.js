/**
 * 并案: the two reports side by side (how far, how old, their photos), then one goes into the other.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { Merge } from '../../../api/operations.js'
import { distance, moved } from '../../../core/place/territory.js'
import { stamp } from '../../clock.js'
import { useFeed } from '../../feed.js'
import { html } from '../../html.js'
import { placeLine, shortNumber } from '../card.js'
import { StateChip } from '../../parts/chips.js'
import { Choices, Text } from '../../parts/fields.js'
import { PlaceMap } from '../body.js'
import { Bones, Trouble } from '../../parts/quiet.js'
import { Thumb } from '../../parts/thumb.js'
import { named, words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'

/** @typedef {import('../../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

const REACH = 50 // metres within which two of one class need no word why
const SEEN = 200

/** @param {import('./reason.js').Sheet} props */
export function MergeSheet({ incident, onDone, onStale }) {
  const [target, setTarget] = useState('')
  const [note, setNote] = useState('')
  const feed = useNeighbours(incident)
  const { busy, problems, submit } = useAct(Merge, incident, onDone, onStale)
  const { moves } = words.value
  const chosen = feed.near.find(({ one }) => one.id === target)
  const plain = chosen && chosen.metres <= REACH && chosen.one.incidentClass.code === incident.incidentClass.code
  const off = !chosen ? moves.chooseTarget : plain || note.trim() ? '' : moves.notAlike
  if (!feed.data && !feed.failure) return html`<${Bones} />`
  if (feed.failure && !feed.data) return html`<${Trouble} failure=${feed.failure} again=${feed.again} />`
  if (feed.near.length === 0) return html`<p>${moves.noNeighbours}</p>`
  const marks = feed.near.map(({ one }) => ({ ...one.place, light: one.light, here: one.id === target }))
  return html`
    <${Problems} problems=${problems} />
    <${PlaceMap} incident=${incident} marks=${marks} height=${200} />
    <${Choices} id="target" legend=${moves.mergeAsk} value=${target} onChange=${setTarget}
      options=${feed.near.map(({ one, metres }) => ({
        value: one.id,
        label: `${one.number ? `#${shortNumber(one.number)} ` : ''}${named(one.incidentClass)}`,
        note: factsOf(one, metres),
      }))} />
    ${chosen && html`
      <div class="side-by-side">
        <${Side} one=${incident} title=${moves.thisOne} />
        <${Side} one=${chosen.one}
          title=${moves.thatOne} />
      </div>
    `}
    <${Text} id="note" label=${moves.mergeNote} optional=${Boolean(plain)} value=${note} rows=${2} onInput=${setNote} />
    <p class="note">${moves.mergeHint}</p>
    <${SubmitActs} label=${moves.merge} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ targetId: target, note: note || null })} />
  `
}

/** Open ones around it, the nearest first, those of its class before all. @param {Incident} incident */
function useNeighbours(incident) {
  const low = moved(incident.place, -SEEN, -SEEN)
  const high = moved(incident.place, SEEN, SEEN)
  const box = { south: low.lat, west: low.lon, north: high.lat, east: high.lon }
  const feed = useFeed({ open: true, box }, 'NEWEST_FIRST')
  const alike = (/** @type {any} */ one) => (one.incidentClass.code === incident.incidentClass.code ? 0 : 1)
  const near = feed.nodes.filter((one) => one.id !== incident.id)
    .map((one) => ({ one, metres: distance(incident.place, one.place) }))
    .sort((a, b) => alike(a.one) - alike(b.one) || a.metres - b.metres)
  return { ...feed, near: near.slice(0, 12) }
}

/** @param {any} one @param {number} metres */
function factsOf(one, metres) {
  const { place, state, join } = words.value
  return [place.distance(metres), stamp(one.receivedAt), /** @type {any} */ (state)[one.state], placeLine(one)].join(
    join,
  )
}

/** @param {{ one: any, title: string }} props */
function Side({ one, title }) {
  const photos = one.photos.filter((/** @type {any} */ photo) => photo.arrived).slice(0, 2)
  return html`
    <section class="card">
      <h3>${title}</h3>
      <div class="row">
        <${StateChip} state=${one.state} />
      </div>
      <p>${one.text ?? ''}</p>
      <p class="note">${placeLine(one)}</p>
      <p class="note">${stamp(one.receivedAt)}</p>
      <div class="row">${photos.map((/** @type {any} */ photo) =>
        html`<${Thumb} key=${photo.sha256} photo=${photo} quiet=${true} />`
      )}</div>
    </section>
  `
}
