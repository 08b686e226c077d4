/**
 * The desk's middle pane: the chosen incident with its steps.
 * @module
 */
import { useEffect } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { Absent } from '../parts/absent.js'
import { IncidentBody } from '../incident/body.js'
import { Empty, Trouble } from '../parts/quiet.js'
import { News } from '../parts/strips.js'
import { Steps } from '../incident/verbs/steps.js'
import { named, words } from '../words.js'
import { useAhead } from '../incident/ahead.js'
import { useIncident } from '../incident/page.js'

/** @typedef {import('../../api/operations.js').IncidentCard} Incident */

/** @param {{ id: string | null, onIncident: (incident: Incident) => void, onChanged: import('../incident/verbs/steps.js').Changed }} props */
export function DeskDetail({ id, onIncident, onChanged }) {
  const found = useIncident(id)
  const { incident } = found
  const ahead = useAhead(id, incident?.version)
  const { desk } = words.value
  useEffect(() => onIncident(incident ?? null), [incident?.id, incident?.version, incident?.allowedSteps])
  /** @type {import('../incident/verbs/steps.js').Changed} */
  const changed = (now, done) => {
    found.changed(now)
    onChanged(now, done)
  }
  if (!id) {
    return html`
      <${Empty} text=${desk.choose}>
        <p class="note">${desk.chooseHint}</p>
        </>
    `
  }
  return html`<div class="stack pane-body">
      <${News} at=${found.newsAt} onShow=${found.again} />
      ${found.failure && incident && html`<${Trouble} failure=${found.failure} again=${found.again} />`}
      ${
    incident
      ? html`
        <h2>${named(incident.incidentClass)}</h2>
        <${IncidentBody} incident=${incident} ahead=${ahead} waiting=${found.waiting} map=${false} />
      `
      : html`<${Absent} reading=${found} />`
  }
    </div>
    ${incident && html`<${Steps} incident=${incident} onChanged=${changed} />`}`
}
