/**
 * Many posts that end soon are extended at once, all of them or none.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { PostExtend } from '../../api/operations.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { toast } from '../parts/toast.js'
import { words } from '../words.js'
import { sentence, useAct } from './asking.js'

/** @param {{ chosen: string[], onDone: () => void }} props */
export function Extending({ chosen, onDone }) {
  const [endsOn, setEndsOn] = useState('')
  const { busy, problems, send } = useAct(() => {})
  const { people: t, problem } = words.value
  const [error, setError] = useState('')
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    setError(chosen.length === 0 ? t.extendNone : endsOn ? '' : problem.REQUIRED)
    if (chosen.length === 0 || !endsOn) return
    const payload = await send(PostExtend, { ids: chosen, endsOn })
    if (!payload) return
    toast({ text: t.extended(payload.changed ?? 0) })
    onDone()
  }
  const wrong = problems[0] && sentence(problems[0])
  return html`
    <form class="card pad stack-close no-print" onSubmit=${submit} novalidate>
      <${Text} id="extend-to" type="date" label=${t.extendTo} value=${endsOn} onInput=${setEndsOn} error=${error ||
        wrong} />
      <button type="submit" class="button main full" aria-disabled=${busy}>${t.extend(chosen.length)}</button>
    </form>
  `
}
