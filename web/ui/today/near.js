/**
 * 附近: what is open near a place, out of the phone's copy: where a person stands is told to nobody.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { hear } from '../../core/live/channel.js'
import { fix } from '../../core/place/locate.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Empty } from '../parts/quiet.js'
import { said, words } from '../words.js'

/** @typedef {import('../../core/types.js').Place} Place */
/** @typedef {Awaited<ReturnType<typeof import('../../core/replica/copy.js').near>>} Rows */

const NEAR = 300

/**
 * Tells what is near a place, and again when the phone's copy changes.
 * @param {Place | null} place where this person last had themselves found
 * @param {(rows: Rows) => void} tell
 * @returns {() => void} stop
 */
export function followNear(place, tell) {
  let gone = false
  const look = async () => {
    const { lat, lon } = place ?? {}
    if (lat === undefined || lon === undefined) return
    const rows = await (await import('../../core/replica/copy.js')).near({ lat, lon }, NEAR)
    if (!gone) tell(rows)
  }
  void look()
  const deaf = hear('copy', look)
  return () => {
    gone = true
    deaf()
  }
}

/** @param {{ rows: Rows, place: Place | null, onPlace: (place: Place) => void }} props */
export function Near({ rows, place, onPlace }) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const t = words.value
  const find = async () => {
    setBusy(true)
    setTrouble('')
    await fix().then(onPlace, (error) => setTrouble(said(error.code)))
    setBusy(false)
  }
  return html`
    <div class="stack-close">
      <button type="button" class="button full" aria-disabled=${busy} onClick=${find}>${busy
        ? t.today.locating
        : t.today.here}</button>
      <p class="note">${place?.confirmedAt
        ? t.today.fixedAt(stamp(Date.parse(place.confirmedAt)))
        : t.today.nearHint}</p>
      ${trouble && html`<p class="error" role="alert">${trouble}</p>`}
    </div>
    ${rows?.length === 0 && html`<${Empty} text=${t.today.noNear} />`}
    <ul class="cards">${rows?.map(({ node, metres }) =>
      html`<${IncidentCard} key=${node.id} incident=${node} extra=${t.today.away(t.place.distance(metres))} />`
    )}</ul>
  `
}
