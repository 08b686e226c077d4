/**
 * V48 回访: one call after the other, with one hand. The number dials once and goes after a minute; nothing is ticked before
 * they answered.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { noun } from '../../api/nouns/call_back.js'
import { CallBackDial, CallBacksDue } from '../../api/operations.js'
import { stamp } from '../clock.js'
import { usePages } from '../feed.js'
import { html } from '../html.js'
import { useSend } from '../parts/act.js'
import { Choices, Text } from '../parts/fields.js'
import { More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { toast } from '../parts/toast.js'
import { said, told, words } from '../words.js'

/** @typedef {NonNullable<import('../../api/operations.js').CallBacksDueData['callBacks']>['nodes'][number]} Call */

/** Milliseconds for which a number stands there, as long as the server would tell it. */
const READABLE = 60_000
const TRIES = 3

export function Page() {
  const { hotline: t } = words.value
  const feed = usePages(CallBacksDue, {}, 'callBacks')
  const calls = [...feed.nodes].sort((a, b) => a.dueAt.localeCompare(b.dueAt))
  const failure = feed.failure ?? feed.nextFailure
  return html`
    <${Frame} title=${t.calls} back="/me">
      <div class="stack">
        <p class="note">${t.callsLead}</p>
        ${failure && html`<${Trouble} failure=${failure} again=${feed.again} />`}
        ${!feed.data && feed.waiting && html`<${Bones} again=${feed.again} />`}
        ${feed.data && calls.length === 0 && html`
          <${Empty} text=${t.noCalls}>
            <p class="note">${t.noCallsHint}</p>
            <//>
        `}
        <ul class="cards">${calls.map((one) => html`<${One} key=${one.id} call=${one} again=${feed.again} />`)}</ul>
        <${More} feed=${feed} />
        ${feed.total !== null && calls.length > 0 &&
          html`<p class="note centre" role="status">${t.callsLeft(feed.total)}</p>`}
      </div>
      <//>
  `
}

/** @param {{ call: Call, again: () => void }} props */
function One({ call: read, again }) {
  const { hotline: t } = words.value
  const [after, setAfter] = useState(/** @type {Call | null} */ (null))
  const [number, show] = useState('')
  const [reached, setReached] = useState(false)
  const { busy, problems, send } = useSend(CallBackDial)
  const call = after && after.version > read.version ? after : read
  useEffect(() => {
    const timer = number && setTimeout(() => show(''), READABLE)
    return () => clearTimeout(timer || undefined)
  }, [number])
  const dial = async () => {
    const payload = await send({ id: call.id, seen: call.version })
    if (!payload?.callBack) return
    setAfter(payload.callBack)
    if (payload.problems.length === 0) show(payload.callBack.contactRevealed ?? t.noNumber)
  }
  const step = (/** @type {string} */ name) => call.allowedSteps.find((one) => String(one.step) === name)
  const dialling = step('DIAL')
  const phone = number.match(/\+?[\d-]{5,}/)?.[0]
  const tried = call.tries.length
  return html`
    <li class="card pad stack-close">
      <div class="row"><strong class="figures">${call.number}</strong><span class="chip plain">${t.tries(
        tried,
        TRIES,
      )}</span></div>
      <p class="clamp">${call.order?.text}</p>
      <p class="note">${call.area.path} · ${t.until(stamp(call.dueAt))}</p>
      <p>${call.contact}</p>
      ${number && html`
        <strong class="lines" role="status">${number}</strong>
        ${phone && html`<a class="button main tall full" href="tel:${phone}">${words.value.i.call}</a>`}
        <p class="quiet">${t.minute}</p>
      `}
      ${problems.map((one) => html`<p class="error" role="alert" key=${one.code}>${told(one)}</p>`)}
      ${!number && !reached && dialling && html`
        <button type="button" class="button ${tried ? '' : 'main'} tall full" aria-disabled=${busy || !dialling.allowed}
          onClick=${dialling.allowed && !busy ? dial : undefined}>${tried ? t.dialAgain : t.dial}</button>
        ${!dialling.allowed && html`<p class="why">${said(dialling.why)}</p>`}
      `}
      ${tried > 0 && call.state === 'TRYING' &&
        (reached
          ? html`<${Said} call=${call} again=${again} onBack=${() => setReached(false)} />`
          : html`<${Outcome} call=${call} again=${again} onReached=${() => setReached(true)} step=${step} />`)}
    </li>
  `
}

/** @param {{ call: Call, again: () => void, onReached: () => void, step: (name: string) => Call['allowedSteps'][number] | undefined }} props */
function Outcome({ call, again, onReached, step }) {
  const { hotline: t } = words.value
  const refuse = useSend(noun.operations.CallBackRefuse)
  const gone = useSend(noun.operations.CallBackUnreachable)
  const end = (/** @type {ReturnType<typeof useSend>} */ by) => async () => {
    const payload = await by.send({ id: call.id, seen: call.version })
    if (payload?.problems.length === 0) again()
  }
  return html`
    <fieldset class="stack-close"><legend>${t.reached}</legend>
      <button type="button" class="button main tall full" onClick=${onReached}>${t.yes}</button>
      <div class="two">
        <button type="button" class="button" disabled=${refuse.busy} onClick=${end(refuse)}>${t.refused}</button>
        ${step('UNREACHABLE')?.allowed &&
          html`<button type="button" class="button" disabled=${gone.busy} onClick=${end(gone)}>${t.gone}</button>`}
      </div>
      ${[...refuse.problems, ...gone.problems].map((one) =>
        html`<p class="error" role="alert" key=${one.code}>${told(one)}</p>`
      )}
    </fieldset>
  `
}

/** @param {{ call: Call, again: () => void, onBack: () => void }} props */
function Said({ call, again, onBack }) {
  const { hotline: t, problem } = words.value
  const [resolved, setResolved] = useState('')
  const [rating, setRating] = useState('')
  const [text, setText] = useState('')
  const [redo, setRedo] = useState('')
  const [error, setError] = useState('')
  const { busy, problems, send } = useSend(noun.operations.CallBackAnswer)
  const unsolved = resolved !== '' && resolved !== 'YES'
  const submit = async () => {
    setError(resolved ? '' : `${t.solved} ${problem.REQUIRED}`)
    if (!resolved || busy) return
    const about = { id: call.id, seen: call.version }
    const payload = await send({ ...about, resolved, rating: rating || null, text, again: unsolved && redo === 'yes' })
    if (payload?.problems.length !== 0) return
    toast({ text: words.peek().f.done })
    again()
  }
  const options = (/** @type {Record<string, string>} */ all) =>
    Object.entries(all).map(([value, label]) => ({ value, label }))
  return html`
    <div class="stack-close">
      <${Choices} id=${`solved-${call.id}`} legend=${t.solved} value=${resolved} across=${true}
        options=${options(t.resolved)} onChange=${setResolved} />
      <${Choices} id=${`rating-${call.id}`} legend=${t.content} value=${rating} across=${true}
        options=${options(t.ratings)} onChange=${setRating} />
      <${Text} id=${`words-${call.id}`} label=${t.theirWords} value=${text} onInput=${setText}
        of=${noun.operations.CallBackAnswer} field="text" />
      ${unsolved && html`
        <${Choices} id=${`redo-${call.id}`} legend=${t.redo} value=${redo} across=${true}
          options=${options(t.redoes)} onChange=${setRedo} />
      `}
      ${error && html`<p class="error" role="alert">${error}</p>`}
      ${problems.map((one) => html`<p class="error" role="alert" key=${one.code}>${told(one)}</p>`)}
      <div class="two">
        <button type="button" class="button" onClick=${onBack}>${t.back}</button>
        <button type="button" class="button main" aria-disabled=${busy} onClick=${submit}>${t.keep}</button>
      </div>
    </div>
  `
}
