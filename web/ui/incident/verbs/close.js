/**
 * The ends: the desk passes a check, staff confirm their own find, an outsider says how it was done.
 * @module
 */
import { useState } from '../../../vendor/preact-hooks.js'
import { Confirm, Pass, Rate } from '../../../api/operations.js'
import { html } from '../../html.js'
import { Choices, Text } from '../../parts/fields.js'
import { words } from '../../words.js'
import { Problems, SubmitActs, unanswered, useAct } from '../../parts/act.js'

/** @param {import('./reason.js').Sheet} props */
export function PassSheet({ incident, onDone, onStale }) {
  const [note, setNote] = useState('')
  const { busy, problems, submit } = useAct(Pass, incident, onDone, onStale)
  const { f, checked } = words.value
  const finding = incident.findings?.filter((one) => one.kind === 'CHECK').at(-1)
  return html`
    <${Problems} problems=${problems} /><p>${f.passAsk}</p>
        ${finding &&
          html`<p class="quote"><strong>${checked[/** @type {'TRUE'} */ (finding.verdict)]}</strong> ${
            finding.text || f.nothing
          }</p>`}
        <${Text} id="note" label=${f.passNote} optional=${true} value=${note} rows=${2}
      onInput=${setNote} />
        <${SubmitActs} label=${f.pass} busy=${busy} again=${unanswered(problems)} onSubmit=${() =>
          submit({ note: note || null })} />
  `
}

/** @param {import('./reason.js').Sheet} props */
export function ConfirmSheet({ incident, onDone, onStale }) {
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(Confirm, incident, onDone, onStale)
  const { f } = words.value
  return html`
    <${Problems} problems=${problems} />
    <p>${f.confirmAsk}</p>
    <${Text} id="text" label=${f.rateText} optional=${true} value=${text} rows=${2} onInput=${setText} />
    <${SubmitActs} label=${f.confirm} busy=${busy} again=${unanswered(problems)} onSubmit=${() =>
      submit({ text: text || null })} />
  `
}

/** No mark is chosen before the person chooses. @param {import('./reason.js').Sheet} props */
export function RateSheet({ incident, onDone, onStale }) {
  const [rating, setRating] = useState('')
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(Rate, incident, onDone, onStale)
  const { f, rating: names } = words.value
  const options = Object.entries(names).map(([value, label]) => ({ value, label }))
  return html`
    <${Problems} problems=${problems} />
    <${Choices} id="rating" legend=${f.rateAsk} value=${rating} options=${options} onChange=${setRating} />
    ${rating && html`<p class="note">${rating === 'DISSATISFIED' ? f.rateBad : f.rateGood}</p>`}
    <${Text} id="text" label=${f.rateText} optional=${true} value=${text} rows=${2} onInput=${setText} />
    <${SubmitActs} label=${f.rate} busy=${busy} off=${rating ? '' : f.rateNeed} again=${unanswered(
      problems,
    )} onSubmit=${() => submit({ rating, text: text || null })} />
  `
}
