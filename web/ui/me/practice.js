/**
 * 练习: what it is and how it begins; within it, what there is to practise.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { WhistleDetail } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { timely } from '../../core/outbox/timely.js'
import { html } from '../html.js'
import { rows } from '../outbox/shown.js'
import { Frame } from '../parts/frame.js'
import { words } from '../words.js'

/** Whether this tab is in practice. */
function inside() {
  return sessionStorage.getItem('practice') !== null
}

/** Into the world of its own: the app begins anew there, and this page does not come back out of the browser's memory as it was. */
export function begin() {
  sessionStorage.setItem('practice', 'new')
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  location.assign('/me/practice')
}

export function Page() {
  const { practice: t } = words.value
  return html`
    <${Frame} title=${t.title} back="/me">
      ${inside() ? html`<${Lessons} />` : html`<${Entrance} />`}
      <//>
  `
}

/** What can be sent goes first: while somebody practises only the worker sends, where the browser lets it. */
function Entrance() {
  const { practice: t } = words.value
  const waiting = timely(rows.value).length
  return html`
    <div class="stack">
      <h2>${t.ask}</h2>
      <ul class="stack-close">${t.what.map((one) => html`<li key=${one}>· ${one}</li>`)}</ul>
    </div>
    ${waiting > 0 && html`<p class="strip warn" role="status">${t.waiting(waiting)}</p>`}
    <div class="acts">${waiting > 0
      ? html`<a class="button full" href="/outbox">${words.value.outbox}</a>`
      : html`<button type="button" class="button main full" onClick=${begin}>${t.begin}</button>`}</div>
  `
}

function Lessons() {
  const [whistle, setWhistle] = useState('')
  const { practice: t } = words.value
  useEffect(
    () => void ask(WhistleDetail, { id: 'practice' }).then(({ node }) => setWhistle(node?.id ?? ''), () => {}),
    [],
  )
  return html`
    <div class="stack">
      <h2>${t.choose}</h2>
      <a class="button full" href="/report">${t.report}</a>
      <a class="button full" href="/today">${t.cases}</a>
      ${whistle && html`<a class="button full" href=${`/w/${whistle}/answer`}>${t.whistle}</a>`}
      <p class="note">${t.note}</p>
    </div>
  `
}
