/**
 * What every draft says beside its lines: why, and from which day on; and how it is sent.
 * @module
 */
import { useRef } from '../../vendor/preact-hooks.js'
import { RuleDraftEdit, RuleDraftPropose } from '../../api/operations.js'
import { serverNow } from '../../core/server_time.js'
import { uuid7 } from '../../core/ids.js'
import { html } from '../html.js'
import { useSend } from '../parts/act.js'
import { Text } from '../parts/fields.js'
import { toast } from '../parts/toast.js'
import { refine } from '../route.js'
import { words } from '../words.js'
import { sentence } from './terms.js'

const DAY = 24 * 3600_000

/** Tomorrow in Shanghai, as a field of days has it. */
export const tomorrow = () => new Date(serverNow() + 8 * 3600_000 + DAY).toISOString().slice(0, 10)

/** @typedef {{ kind?: string, year?: number, lines?: {}[], notice?: string, provisional?: boolean, days?: { day: string, kind: string }[] }} Lines */
/** @typedef {{ id: string, version: number, reason: string, startsOn: string }} Draft one that is edited */

/**
 * @param {{ draft?: Draft | null | undefined, said: { reason: string, startsOn: string }, onSaid: (said: { reason: string, startsOn: string }) => void,
 *   input: Lines, ready: boolean, onDone?: (() => void) | undefined, children?: {} }} props `input`: the lines
 */
export function Saving({ draft, said, onSaid, input, ready, onDone, children }) {
  const { busy, problems, send } = useSend(draft ? RuleDraftEdit : RuleDraftPropose)
  const id = useRef(uuid7()) // sent twice it is drafted once
  const { rules: t } = words.value
  const wrong = (/** @type {string} */ field) => {
    const one = problems.find((problem) => problem.field === field)
    return one && sentence(one)
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const own = draft ? { id: draft.id, seen: draft.version } : { id: id.current }
    const payload = await send({ ...own, ...input, ...said, startsOn: said.startsOn || null })
    if (!payload || payload.problems.length > 0) return
    toast({ text: t.saved })
    if (draft) onDone?.()
    else refine({ id: id.current, tab: null }, { replace: false })
  }
  return html`
    <form class="card pad stack" onSubmit=${submit} novalidate>
      ${children}
      <${Text} id="reason" label=${t.why} hint=${t.whyHint} value=${said.reason} rows=${2} error=${wrong('reason')}
        of=${RuleDraftPropose} field="reason"
        onInput=${(/** @type {string} */ reason) => onSaid({ ...said, reason })} />
      <${Text} id="starts" type="date" label=${t.startsOn} hint=${t.startsHint} value=${said.startsOn}
        error=${wrong('startsOn')} more=${{ min: tomorrow() }}
        onInput=${(/** @type {string} */ startsOn) => onSaid({ ...said, startsOn })} />
      ${problems.filter((one) => one.field !== 'reason' && one.field !== 'startsOn').map((one) =>
        html`<p class="error" role="alert">${sentence(one)}</p>`
      )}
      <button type="submit" class="button main full" aria-disabled=${busy || !ready}>${t.save}</button>
      ${draft && html`<button type="button" class="button full" onClick=${onDone}>${t.cancel}</button>`}
    </form>
  `
}
