/**
 * A hint at the same thing nearby: from this phone, and from the server if it answers in time.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { Similar } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { near } from '../../core/replica/copy.js'
import { alike } from '../../core/place/territory.js'
import { ago } from '../clock.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @param {{ answers: import('./answers.js').Answers, point: any, change: (change: any) => void }} props */
export function Alike({ answers, point, change }) {
  const [found, setFound] = useState(/** @type {any} */ (null))
  const [no, setNo] = useState(false)
  const { classCode } = answers
  useEffect(() => {
    if (classCode) void similar(classCode, point).then(setFound, () => {})
  }, [classCode, point.lat, point.lon])
  const t = words.value.report
  if (!found || no) return null
  const { incident, distanceM } = found
  if (answers.duplicateOf === incident.id) return html`<p class="strip wait" role="status">${t.markedSame}</p>`
  return html`
    <div class="strip">
      <p>${t.sameHere(
        words.value.place.distance(distanceM),
        ago(incident.receivedAt ?? incident.changedAt),
      )} ${incident.text || words.value.state[/** @type {'REPORTED'} */ (incident.state)]}</p>
      <div
        class="two"><button type="button" class="button full" onClick=${() => change({ duplicateOf: incident.id })}>${t
          .sameOne}</button><button type="button" class="button full" onClick=${() => setNo(true)}>${t
          .notSame}</button></div>
    </div>
  `
}

/**
 * @param {string} classCode
 * @param {{ lat: number, lon: number }} point
 */
async function similar(classCode, point) {
  const held = (await near(point, 50)) ?? []
  const here = alike(classCode, point, held.map(({ node }) => node))[0]
  if (here) return here
  const { similarIncidents } = /** @type {any} */ (await ask(Similar, { classCode, ...point }, { timeout: 4000 }))
  return alike(classCode, point, similarIncidents, 60)[0] ?? null
}
