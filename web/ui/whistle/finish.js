/**
 * 报结: what the called unit did, in the same four elements as a feedback; the draft stays on the phone until it is told.
 * @module
 */
import { WhistleFinish } from '../../api/operations.js'
import { dropDraft } from '../../core/outbox/drafts.js'
import { stamp } from '../clock.js'
import { useDraft } from '../draft.js'
import { html } from '../html.js'
import { Absent } from '../parts/absent.js'
import { BLANK_FOUR, FourElements, fourInput, wantingFour } from '../parts/four.js'
import { Frame } from '../parts/frame.js'
import { toast } from '../parts/toast.js'
import { go } from '../route.js'
import { Problems, SubmitActs, unanswered, useAbout, useAct } from '../parts/act.js'
import { mayTake, useWhistle } from './reading.js'
import { named, words } from '../words.js'

/** @param {{ id: string }} props */
export function Page({ id }) {
  const found = useWhistle(id)
  const party = found.whistle?.parties.find((/** @type {any} */ one) => mayTake(one, 'FINISH'))
  if (party) return html`<${Form} whistle=${found.whistle} party=${party} onStale=${found.changed} />`
  return html`
    <${Frame} title=${words.value.partyStep.FINISH} back=${`/w/${id}`}>
      <${Absent} reading=${found} />
      <//>
  `
}

/** @param {{ whistle: any, party: any, onStale: (whistle: any) => void }} props */
function Form({ whistle, party, onStale }) {
  useAbout(whistle.incident.id)
  const key = `whistle-finish:${party.id}`
  const [answers, change, at] = useDraft(key, BLANK_FOUR, { className: named(whistle.incident.incidentClass) })
  const done = () => {
    void dropDraft(key)
    toast({ text: words.value.w.answer.done })
    go(`/w/${whistle.id}/answer`, { replace: true })
  }
  const { busy, problems, submit } = useAct(WhistleFinish, party, done, onStale)
  const { f, partyStep, between } = words.value
  const accepted = party.board.find((/** @type {any} */ one) => one.key === 'ACK')?.at ?? party.calledAt
  const missing = wantingFour(answers)
  return html`
    <${Frame} title=${partyStep.FINISH} sub=${at
      ? f.draftAt(stamp(at))
      : party.unit.name} back=${`/w/${whistle.id}/answer`}>
      <div class="ask">
        <p class="note">${f.four}</p>
        <${FourElements} answers=${answers} change=${change} acceptedAt=${accepted} />
      </div>
      <${Problems} problems=${problems} />
      <${SubmitActs} label=${partyStep.FINISH} busy=${busy} off=${missing.length
        ? f.missing(missing.join(between))
        : ''}
        again=${unanswered(problems)} onSubmit=${() => submit(fourInput(answers, accepted))} />
      <//>
  `
}
