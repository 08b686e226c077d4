/**
 * What an incident waits for beside its own course: a decision, an answer to 督办, the end of a suspension; where it went.
 * @module
 */
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @typedef {import('../../api/operations.js').IncidentFull & { brief?: boolean }} Incident */

/** @param {{ incident: Incident }} props */
export function Pending({ incident }) {
  const { moves, join } = words.value
  const { pendingApproval: asked, mergedInto, resumeAt } = incident
  const owed = (incident.supervisions ?? []).filter((one) => !one.answeredAt)
  return html`
    ${asked && html`
      <div class="strip warn">
        <p>${[
          moves.waits(moves.kinds[asked.kind]),
          moves.deciders[asked.decider],
          asked.reason,
        ].filter(Boolean).join(join)}</p>
      </div>
    `}
    ${owed.map((one) =>
      html`
        <div class="strip ${one.late ? 'bad' : 'warn'}" key=${one.id}>
          <p>${[moves.supervised, one.opinion, moves.owed(stamp(one.replyBy))].join(join)}</p>
        </div>
      `
    )}
    ${incident.state === 'SUSPENDED' && resumeAt && html`
      <div class="strip wait">
        <p>${moves.untilIs(stamp(resumeAt))}</p>
      </div>
    `}
    ${mergedInto && html`
      <div class="strip">
        <p><a href=${`/i/${mergedInto}`}>${moves.mergedInto}</a></p>
      </div>
    `}
  `
}
