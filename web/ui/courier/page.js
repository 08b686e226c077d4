/**
 * 代传: taking over another phone's sealed work, by its file or by its pictures, and bringing it to the server. Nothing of it can be read here.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { carried, dropParcel, onCarried, takeFile } from '../../core/courier/carry.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { stamp } from '../clock.js'
import { home } from '../here.js'
import { html } from '../html.js'
import { Frame } from '../parts/frame.js'
import { Empty } from '../parts/quiet.js'
import { Scanner } from './scanner.js'
import { toast } from '../parts/toast.js'
import { sizeOf } from '../outbox/unsent.js'
import { closeSheet, openSheet, query } from '../route.js'
import { Sheet } from '../parts/sheet.js'
import { said, words } from '../words.js'

/** @typedef {import('../../core/courier/carry.js').Parcel} Parcel */

export function Page() {
  const [parcels, setParcels] = useState(/** @type {Parcel[]} */ ([]))
  const read = () => void carried().then(setParcels)
  useEffect(() => {
    read()
    takeLaunched()
    return onCarried(read)
  }, [])
  const { carry, out } = words.value
  const taken = () => {
    closeSheet()
    toast({ text: carry.taken })
  }
  const problem = query.value.get('problem')
  const waiting = parcels.filter((one) => one.state === 'WAITING')
  return html`
    <${Frame} title=${carry.title} back=${home.value}>
      <div class="stack">
          ${problem && html`<p class="strip bad" role="alert">${said(problem)}</p>`}
          <p>${carry.what}</p>
          <div class="two">
            <label class="button full file">${carry
              .open}<input type="file" accept=".gwb,application/octet-stream" multiple
              onChange=${(/** @type {any} */ event) => takeFiles([...event.target.files])} /></label>
            <button type="button" class="button full" onClick=${() => openSheet('SCAN')}>${carry.scan}</button>
          </div>
          ${parcels.length === 0 && html`<${Empty} text=${carry.none} />`}
          <ul class="cards">${parcels.map((one) => html`<${Carried} key=${one.sha256} parcel=${one} />`)}</ul>
          ${waiting.length > 0 &&
            html`<button type="button" class="button main full" onClick=${() =>
              sendNow({ force: true })}>${out.sendNow}</button>`}
          <p class="note">${carry.sealed}</p>
        </div>
      <${Sheet} name="SCAN" title=${carry.scan}>
        <${Scanner} onParcel=${taken} />
        <//>
        <//>
  `
}

/** @param {File[]} files */
async function takeFiles(files) {
  for (const file of files) {
    try {
      await takeFile(file)
      toast({ text: words.peek().carry.taken })
    } catch (error) {
      toast({ text: said(/** @type {any} */ (error).code) })
    }
  }
}

/** Files with which the system opened the app. */
function takeLaunched() {
  const queue = /** @type {any} */ (globalThis).launchQueue
  queue?.setConsumer(async (/** @type {any} */ { files }) => {
    await takeFiles(await Promise.all((files ?? []).map((/** @type {any} */ one) => one.getFile())))
  })
}

/** @param {{ parcel: Parcel }} props */
function Carried({ parcel }) {
  const { carry, join } = words.value
  const { answer, code, size, at, state } = parcel
  const facts = [
    sizeOf(size),
    carry.takenAt(stamp(at)),
    state === 'REFUSED' && said(code),
    answer && carry.answer(answer.done, answer.refused),
  ].filter(Boolean).join(join)
  return html`<li class="card sending">
    <div class="row"><span class="chip ${state === 'DELIVERED' ? 'ok' : state === 'REFUSED' ? 'bad' : 'wait'}">${
    carry.states[state]
  }</span></div>
    <div class="note">${facts}</div>
    ${
    state === 'REFUSED' &&
    html`<button type="button" class="button" onClick=${() => dropParcel(parcel.sha256)}>${carry.drop}</button>`
  }</li>`
}
