/**
 * What may be done with a question: keep it under a name, share its link, take it out as a sheet or as a program's text, have it sent.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { SavedQuestionChange, SavedQuestionDrop, SavedQuestionKeep } from '../../api/operations.js'
import { uuid7 } from '../../core/ids.js'
import { copied } from '../copied.js'
import { download } from '../download.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { print } from '../paper.js'
import { Problems, useSend } from '../parts/act.js'
import { Choices, Text } from '../parts/fields.js'
import { toast } from '../parts/toast.js'
import { go } from '../route.js'
import { words } from '../words.js'
import { programs } from './programs.js'
import { Sending } from './sending.js'
import { address, whole } from './values.js'
import { asking, file } from './wire.js'

/** @typedef {import('./wire.js').Question} Question */

/** @param {{ question: Question, values: import('./wire.js').Values, form: import('./wire.js').Field[], again: () => void, broken?: boolean }} props */
export function Acts({ question, values, form, again, broken = false }) {
  const { questions: t } = words.value
  const saved = question.saved
  return html`<div class="stack-close no-print">
    ${
    !broken && html`<div class="row">
      <${Files} question=${question} values=${whole(form, values)} />
      <button type="button" class="button" onClick=${print}>${t.print}</button>
      ${saved && html`<${Share} id=${saved.id} values=${values} />`}
    </div>`
  }
    ${(!saved || saved.own) && !broken && html`<${Keep} question=${question} values=${values} again=${again} />`}
    ${saved && !broken && html`<${Copies} id=${saved.id} values=${values} />`}
    ${saved?.own && !broken && html`<${Sending} key=${`sent ${saved.version}`} saved=${saved} again=${again} />`}
    ${saved?.own && html`<${Drop} saved=${saved} />`}
  </div>`
}

/** @param {{ question: Question, values: import('./wire.js').Values }} props */
function Files({ question, values }) {
  const { questions: t } = words.value
  const [busy, setBusy] = useState(false)
  const save = async (/** @type {'xlsx' | 'csv'} */ form) => {
    if (busy) return
    setBusy(true)
    try {
      const { name, blob } = await file(asking(question, values), form)
      download(name, blob)
    } catch {
      toast({ text: t.failed })
    }
    setBusy(false)
  }
  return html`<button type="button" class="button main" aria-disabled=${busy} onClick=${() =>
    save('xlsx')}>${t.xlsx}</button>
    <button type="button" class="button" aria-disabled=${busy} onClick=${() => save('csv')}>${t.csv}</button>
    ${busy && html`<span class="note" role="status">${t.exporting}</span>`}`
}

/** @param {{ id: string, values: import('./wire.js').Values }} props */
function Share({ id, values }) {
  const { questions: t } = words.value
  const share = async () => {
    const done = await copied(location.origin + address(id, values))
    toast({ text: done ? t.shared : t.notShared })
  }
  return html`<button type="button" class="button" onClick=${share}>${t.share}</button>`
}

/** @param {{ id: string, values: import('./wire.js').Values }} props */
function Copies({ id, values }) {
  const { questions: t } = words.value
  const copy = async (/** @type {'curl' | 'python' | 'power'} */ one) => {
    const text = programs(location.origin, id, values)[one]
    toast({ text: await copied(text) ? t.copied : t.notShared })
  }
  return html`
    <details>
      <summary>${t.copies.curl} · Python · Power Query</summary>
      <div class="row">${Object.entries(t.copies).map(([one, label]) =>
        html`<button type="button" class="button" key=${one} onClick=${() =>
          copy(/** @type {'curl'} */ (one))}>${label}</button>`
      )}</div>
    </details>
  `
}

/** Under which name and for whom it is kept, with the values of now. @param {{ question: Question, values: import('./wire.js').Values, again: () => void }} props */
function Keep({ question, values, again }) {
  const { questions: t } = words.value
  const { saved } = question
  const operation = saved ? SavedQuestionChange : SavedQuestionKeep
  const { busy, problems, send } = useSend(operation)
  const [name, setName] = useState(question.name)
  const [scope, setScope] = useState(String(saved?.scope ?? 'MINE'))
  const wider = (post.value?.area.code.length ?? 0) > 6 ? 'STREET' : 'DISTRICT'
  const scopes = /** @type {const} */ (['MINE', wider])
  const keep = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const id = saved?.id ?? uuid7()
    const input = { id, name: name.trim(), scope, document: question.document, given: JSON.stringify(values) }
    const payload = await send(saved ? { ...input, seen: saved.version } : input)
    if (!payload || payload.problems.length > 0) return
    toast({ text: t.kept })
    if (saved) again()
    else go(`/board?ask=${id}`, { replace: true })
  }
  return html`
    <details>
      <summary>${saved ? t.change : t.keep}</summary>
      <form class="stack-close" onSubmit=${keep} novalidate>
        <${Text} id="question-name" label=${t.name} value=${name} onInput=${setName} of=${operation} field="name"
          hint=${t.keepHint} />
        <${Choices} id="question-scope" legend=${t.scope} value=${scope} onChange=${setScope} across=${true}
          options=${scopes.map((one) => ({ value: one, label: t.scopes[one] }))} />
        <p class="note">${t.shareNote}</p>
        <${Problems} problems=${problems} />
        <button type="submit" class="button main full" aria-disabled=${busy}>${t.keep}</button>
      </form>
    </details>
  `
}

/** @param {{ saved: import('./wire.js').Saved }} props */
function Drop({ saved }) {
  const { questions: t } = words.value
  const { busy, problems, send } = useSend(SavedQuestionDrop)
  const drop = async () => {
    const payload = await send({ id: saved.id, seen: saved.version })
    if (!payload || payload.problems.length > 0) return
    toast({ text: t.dropped })
    go('/board?ask=', { replace: true })
  }
  return html`
    <details>
      <summary>${t.drop}</summary>
      <div class="stack-close"><p>${t.dropAsk}</p><${Problems} problems=${problems} />
        <button type="button" class="button bad" aria-disabled=${busy} onClick=${drop}>${t.drop}</button></div>
    </details>
  `
}
