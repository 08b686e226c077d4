/**
 * The phone's system erased the store: what had not been sent then, and what of it the server has all the same.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { ReceiptsOf } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { erased, forget } from '../../core/outbox/evidence.js'
import { storeId } from '../../core/replica/store.js'
import { stamp } from '../clock.js'
import { home, person } from '../here.js'
import { html } from '../html.js'
import { canInstall, install } from '../install.js'
import { evicted } from './shown.js'
import { Frame } from '../parts/frame.js'
import { go } from '../route.js'
import { classOf } from '../suggest.js'
import { named, said, words } from '../words.js'

export function Page() {
  const traces = evicted.value
  const [there, setThere] = useState(/** @type {Map<string, any> | null} */ (null))
  const [trouble, setTrouble] = useState('')
  const [count, setCount] = useState(0)
  const { carry, out, me } = words.value
  useEffect(() => {
    if (traces.length === 0) return
    void storeId().then((store) => setCount(erased(person.peek()?.id ?? '', store)))
    ask(ReceiptsOf, { opIds: traces.map((one) => one.opId) }).then(
      ({ receipts }) => setThere(new Map(receipts.map((one) => [one.opId, one]))),
      (failure) => setTrouble(said(failure.code)),
    )
  }, [traces])
  const seen = () => {
    if (person.value) forget(person.value.id)
    evicted.value = []
    go(home.value, { replace: true })
  }
  return html`
    <${Frame} title=${carry.lost.title} back="/outbox">
      <div class="stack">
          <p>${traces.length > 0 ? said('DATA_EVICTED') : out.none}</p>
          ${trouble && html`<p class="strip warn" role="alert">${trouble}</p>`}
          <ul class="cards">${traces.map((one) => html`<${Trace} key=${one.opId} trace=${one} there=${there} />`)}</ul>
          ${count > traces.length && html`<p>${carry.lost.more(count, count - traces.length)}</p>`}
          ${traces.length > 0 && html`<p class="note">${carry.lost.why}</p>`}
          ${canInstall.value &&
            html`<button type="button" class="button full" onClick=${install}>${me.install}</button>`}
          ${traces.length > 0 &&
            html`<button type="button" class="button main full" onClick=${seen}>${carry.lost.seen}</button>`}
        </div>
      <//>
  `
}

/** @param {{ trace: import('../../core/outbox/evidence.js').Trace, there: Map<string, any> | null }} props */
function Trace({ trace, there }) {
  const { carry, out, sending } = words.value
  const verb = /** @type {Record<string, string>} */ (out.operation)[trace.verb] ?? ''
  const receipt = there?.get(trace.opId)
  const state = receipt ? `${sending.DELIVERED} ${receipt.code}` : there ? carry.lost.gone : carry.lost.asking
  return html`
    <li class="card sending">
      <div class="row"><span class="chip ${receipt ? 'ok' : there ? 'bad' : 'wait'}">${state}</span></div>
      <strong>${[verb, named(classOf(trace.classCode))].filter(Boolean).join(' ')}</strong>
      <div class="note">${stamp(trace.at)}</div>
    </li>
  `
}
