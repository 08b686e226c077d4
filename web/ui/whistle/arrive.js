/**
 * 报到: by one fix at the place, in the named meeting, or by hand with the reason. It is kept on the phone at once and sent when it
 * can be, without a pause for taking it back: the server's clock counts.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { WhistleArrive } from '../../api/operations.js'
import { fix } from '../../core/place/locate.js'
import { enqueue } from '../../core/outbox/outbox.js'
import { html } from '../html.js'
import { rows } from '../outbox/shown.js'
import { SendingChip } from '../parts/chips.js'
import { Text } from '../parts/fields.js'
import { Problems } from '../parts/act.js'
import { named, words } from '../words.js'

/** @typedef {import('../../api/operations.js').WhistleFull} Whistle */
/** @typedef {import('../../api/operations.js').PartyRow} Party */

/** @param {{ whistle: any, party: any, onChanged: (whistle: any) => void }} props */
export function Arrive({ whistle, party, onChanged }) {
  const [locating, setLocating] = useState(false)
  const [byHand, setByHand] = useState(false)
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState(/** @type {{ code: string }[]} */ ([]))
  const mine = rows.value.filter((row) => row.input.id === party.id).at(-1)
  const waiting = mine && mine.state !== 'NEEDS_YOU' && mine.input.seen === party.version
  useEffect(() => {
    if (mine?.state === 'DELIVERED') onChanged(null)
  }, [mine?.state])
  const send = async (/** @type {Record<string, any>} */ input) => {
    setProblems([])
    await keep(whistle, party, input).catch((error) => setProblems([{ code: error.code ?? 'UNKNOWN' }]))
  }
  const here = async () => {
    if (locating) return
    setLocating(true)
    try {
      const { lat, lon } = await fix()
      await send({ mode: 'PLACE', lat, lon })
    } catch (error) {
      setProblems([{ code: /** @type {any} */ (error).code }])
      setByHand(true)
    }
    setLocating(false)
  }
  const { answer } = words.value.w
  if (waiting) {
    return html`
      <div class="acts">
        <p class="row">${answer.title} <${SendingChip} row=${mine} /></p>
      </div>
    `
  }
  const refused = mine?.state === 'NEEDS_YOU' ? mine.problems : []
  const manual = byHand || refused.length > 0
  return html`${
    manual &&
    html`
      <${Text} id="by-hand" of=${WhistleArrive} field="reason" label=${answer.byHandReason} value=${reason} rows=${2}
        onInput=${setReason} />
    `
  }<div class="acts">
    <${Problems} problems=${[...problems, ...refused]} />
    <button type="button" class="button main tall full" aria-disabled=${locating} onClick=${here}>${
    locating ? answer.locating : answer.here
  }</button>
    ${
    whistle.meetingPoint &&
    html`<button type="button" class="button full" onClick=${() =>
      send({ mode: 'MEETING' })}>${answer.meeting}</button>`
  }
    <button type="button" class="button full" aria-disabled=${manual && !reason.trim()} onClick=${() =>
    !manual ? setByHand(true) : reason.trim() && send({ mode: 'MANUAL', reason: reason.trim() })}>${
    manual ? answer.arriveByHand : answer.byHand
  }</button>
    <p class="note">${answer.onceOnly}</p></div>`
}

/**
 * Kept on the phone as the party's next operation.
 * @param {Whistle} whistle
 * @param {Party} party
 * @param {Record<string, any>} input
 */
function keep(whistle, party, input) {
  return enqueue({
    operation: WhistleArrive,
    subject: { kind: 'whistle', id: whistle.id },
    incidentId: party.id,
    input: { ...input, seen: party.version },
    title: {
      classCode: whistle.incident.incidentClass.code,
      className: named(whistle.incident.incidentClass),
      place: whistle.meetingPoint,
      verb: words.value.partyStep.ARRIVE,
      link: `/w/${whistle.id}`,
    },
  })
}
