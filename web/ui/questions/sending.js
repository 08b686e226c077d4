/**
 * 定时发给我: a kept question is sent to its owner on Mondays, or when its total is over a bound.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { SavedQuestionSend, SavedQuestionSendInputBetween } from '../../api/operations.js'
import { html } from '../html.js'
import { Problems, useSend } from '../parts/act.js'
import { Amount, beyond } from '../parts/amount.js'
import { toast } from '../parts/toast.js'
import { words } from '../words.js'

const BOUND = SavedQuestionSendInputBetween.above

/** @param {{ saved: import('./wire.js').Saved, again: () => void }} props */
export function Sending({ saved, again }) {
  const { questions: t } = words.value
  const { busy, problems, send } = useSend(SavedQuestionSend)
  const [weekly, setWeekly] = useState(Boolean(saved.weekly))
  const [above, setAbove] = useState(saved.above === null ? '' : `${saved.above}`)
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (beyond(above, BOUND)) return
    const bound = above.trim() === '' ? null : Number(above)
    const payload = await send({ id: saved.id, seen: saved.version, weekly, above: bound })
    if (!payload || payload.problems.length > 0) return
    toast({ text: t.sendSaved })
    again()
  }
  return html`
    <details>
      <summary>${t.send}</summary>
      <form class="stack-close" onSubmit=${save} novalidate>
        <p class="note">${t.sendHint}</p>
        <label
          class="choice"><input type="checkbox" checked=${weekly} onChange=${() =>
            setWeekly(!weekly)} /><span class="words">${t.sendWeekly}</span></label>
        <${Amount} id="question-above" label=${t.sendAbove} hint=${t.sendAboveHint} value=${above} bound=${BOUND}
          onInput=${setAbove} />
        <${Problems} problems=${problems} />
        <button type="submit" class="button main full" aria-disabled=${busy}>${t.sendSave}</button>
      </form>
    </details>
  `
}
