/**
 * The form of a step that takes one text and nothing else.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { Text } from './fields.js'
import { words } from '../words.js'
import { Problems, SubmitActs, unanswered, useAct } from './act.js'

/**
 * @param {{ subject: any, operation: any, field: string, label: string, hint?: string, button: string, needed?: boolean, bad?: boolean,
 *   onDone: (after: any) => void, onStale: (after: any) => void }} props
 */
export function Worded(
  { subject, operation, field, label, hint, button, needed = true, bad = false, onDone, onStale },
) {
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(operation, subject, onDone, onStale)
  const off = needed && !text.trim() ? words.value.w.missing(label) : ''
  return html`
    <${Problems} problems=${problems} />
    <${Text} id="words" of=${operation} field=${field} label=${label} hint=${hint} optional=${!needed}
      value=${text} rows=${3}
      onInput=${setText} />
    <${SubmitActs} label=${button} bad=${bad} busy=${busy} off=${off} again=${unanswered(problems)}
      onSubmit=${() => submit({ [field]: text.trim() || null })} />
  `
}
