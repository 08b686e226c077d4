/**
 * A letter on this phone: still waiting, or arrived with its code large, to be copied, printed or saved.
 * @module
 */
import { spaced } from '../../core/code.js'
import { wipe } from '../../core/letters.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { stamp } from '../clock.js'
import { copied } from '../copied.js'
import { download } from '../download.js'
import { html } from '../html.js'
import { print } from '../paper.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { go } from '../route.js'
import { told, words } from '../words.js'

/** @typedef {import('../../core/letters.js').Letter} Letter */

/** @param {{ letter: Letter }} props */
export function Slip({ letter }) {
  const { complaint: t, sending } = words.value
  const { state } = letter
  const tone = state === 'DELIVERED' ? 'ok' : state === 'NEEDS_YOU' ? 'bad' : ''
  const kind = t.kind[/** @type {'COMPLAINT'} */ (letter.kind)]
  return html`
    <article class="card pad slip ${tone ? '' : 'no-print'}">
      <p class="spread"><strong>${kind}</strong><span class="chip ${tone}">${sending[state]}</span></p>
      <p class="note">${t.arrived(stamp(letter.createdAt))}</p>
      ${state === 'DELIVERED'
        ? html`<${Arrived} letter=${letter} />`
        : state === 'NEEDS_YOU'
        ? html`<${Refused} letter=${letter} />`
        : html`<${Waiting} letter=${letter} />`}
      <button type="button" class="button plain no-print" onClick=${() => remove(letter)}>${t.wipe}</button>
    </article>
  `
}

/** @param {{ letter: Letter }} props */
function Waiting({ letter }) {
  const { complaint: t } = words.value
  const why = t.waitsWhy[/** @type {'BUSY'} */ (letter.reason)]
  return html`<p>${t.waits}</p>${why && html`<p class="note">${why}</p>`}
    <button type="button" class="button full" onClick=${() => sendNow({ force: true })}>${t.sendNow}</button>`
}

/** What the server would not take: the words are still here. @param {{ letter: Letter }} props */
function Refused({ letter }) {
  return html`
    <ul>${letter.problems.map((one) => html`<li class="error">${toldHere(one)}</li>`)}</ul>
    <p class="quote">${letter.input?.text}</p>
  `
}

/** @param {{ letter: Letter }} props */
function Arrived({ letter }) {
  const { complaint: t } = words.value
  const shown = spaced(letter.code)
  const where = `${location.origin}/feedback?look=1`
  const note = () => t.note(shown, stamp(letter.createdAt), where)
  const copy = async () => toast({ text: await copied(shown) ? t.copied : shown })
  const save = () => download(t.file, new Blob([note()], { type: 'text/plain;charset=utf-8' }))
  return html`
    <p class="label">${t.slip}</p>
    <p class="code" aria-label=${t.spelled(letter.code)} role="img">${shown}</p>
    <p>${t.keepIt}</p>
    <p class="note">${t.nobodyKnows} ${t.shared}</p>
    ${letter.photos.length > 0 && html`<p class="note">${t.photosLeft(letter.photos.length)}</p>`}
    ${letter.problems.length > 0 && html`<p class="error">${t.photoLost}</p>`}
    <div class="three no-print">
      <button type="button" class="button" onClick=${copy}>${t.copy}</button>
      <button type="button" class="button" onClick=${printed}>${t.print}</button>
      <button type="button" class="button" onClick=${save}>${t.save}</button>
    </div>
    <button type="button" class="button main full no-print" onClick=${() => look(letter.code)}>${t.see}</button>
  `
}

/** What stands under this code. @param {string} code */
export function look(code) {
  go(`/feedback?look=${code}`)
  scrollTo(0, 0)
  document.querySelector('h1')?.focus({ preventScroll: true })
}

/** This slip alone: another one on this phone may be somebody else's. @param {Event} event */
function printed(event) {
  const slip = /** @type {HTMLElement} */ (event.target).closest('.slip')
  slip?.setAttribute('data-printed', '')
  addEventListener('afterprint', () => slip?.removeAttribute('data-printed'), { once: true })
  print()
}

/** @param {Letter} letter */
async function remove(letter) {
  const { complaint: t } = words.value
  const body = letter.state === 'DELIVERED' ? t.wipeBody : t.wipeUnsent
  if (await ask({ title: t.wipeTitle, body, yes: t.wipeYes, no: t.wipeNo, bad: true })) await wipe(letter.opId)
}

/** What a problem says here. @param {{ code: string, message?: string, field?: string | null }} problem */
export function toldHere(problem) {
  const { complaintWhy } = words.value
  return complaintWhy[/** @type {'LIMITED'} */ (problem.code)] ?? told(problem)
}
