/**
 * What happened in a whistle, newest first: the server's time, the post or unit, what was said.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { WhistleEvents } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { Time } from '../clock.js'
import { html } from '../html.js'
import { said, words } from '../words.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */

/** @param {{ whistle: Whistle }} props */
export function WhistleStory({ whistle }) {
  const first = whistle.events
  const [older, setOlder] = useState(/** @type {{ nodes: any[], page: any }} */ ({ nodes: [], page: first.pageInfo }))
  const [trouble, setTrouble] = useState('')
  useEffect(() => setOlder({ nodes: [], page: first.pageInfo }), [whistle.id, first.nodes[0]?.id])
  const more = async () => {
    try {
      const { node } = /** @type {any} */ (await ask(WhistleEvents, { id: whistle.id, after: older.page.endCursor }))
      setOlder({ nodes: [...older.nodes, ...node.events.nodes], page: node.events.pageInfo })
      setTrouble('')
    } catch (failure) {
      setTrouble(said(/** @type {any} */ (failure).code))
    }
  }
  return html`<ol class="timeline">${
    [...first.nodes, ...older.nodes].map((event) =>
      html`<${Happened} key=${event.id} event=${event} whistle=${whistle} />`
    )
  }</ol>
    ${
    older.page?.hasNextPage &&
    html`<button type="button" class="button full" onClick=${more}>${words.value.w.earlier}</button>`
  }
    ${trouble && html`<p class="error" role="alert">${trouble}</p>`}`
}

/** @param {{ event: any, whistle: Whistle }} props */
function Happened({ event, whistle }) {
  const t = words.value
  const name = /** @type {Record<string, string>} */ (t.whistleEvent)[event.kind] ?? t.event.unknown
  const party = whistle.parties.find((one) => one.id === event.payload.party)
  const who = event.unit?.name ??
    [t.role[/** @type {'COMMUNITY'} */ (event.role)], event.by?.name].filter(Boolean).join(' ')
  const about = party && party.unit.name !== who ? party.unit.name : ''
  const { text, reason, note, outcome, late } = event.payload
  const told = [
    about,
    outcome && t.outcome[/** @type {'SOLVED'} */ (outcome)],
    late === true && t.w.lateDone,
    text,
    reason,
    note,
  ].filter(Boolean).join(t.join)
  return html`
    <li id="event-${event.id}" tabindex="-1">
      <${Time} at=${event.at} />
      <div><div><strong>${name}</strong> <span class="note">${who}</span></div>
        ${told && html`<p>${told}</p>`}</div>
    </li>
  `
}
