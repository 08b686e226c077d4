/**
 * V08: one thing on its way: how far it is, why it waits, and what can still be done about it.
 * @module
 */
import { isComparable, isConflict } from '../../core/outbox/conflict.js'
import { saveDraft } from '../../core/outbox/drafts.js'
import { dropPhotos, remove, restore, retry } from '../../core/outbox/mend.js'
import { isReport } from '../../core/outbox/rows.js'
import { bytesOf, mayEdit, mayRemove } from '../../core/outbox/sending.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { rows } from './shown.js'
import { SendingChip } from '../parts/chips.js'
import { Frame } from '../parts/frame.js'
import { HerePhoto } from '../parts/photos.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { reasonOf, sizeOf, titleOf } from './unsent.js'
import { go } from '../route.js'
import { told, words } from '../words.js'
import { Proof } from './page.js'

/** @typedef {import('../../core/types.js').Row} Row */

/** @param {{ id: string }} props */
export function Page({ id }) {
  const row = rows.value.find((one) => one.opId === id)
  const { out } = words.value
  if (!row) {
    return html`
      <${Frame} title=${out.title} back="/outbox">
        <p>${out.gone}</p>
        <//>
    `
  }
  return html`
    <${Frame} title=${titleOf(row)} back="/outbox">
      <div class="stack">
        <${Path} row=${row} />
        <${State} row=${row} />
        <${Content} row=${row} />
      </div>
      <${Acts} row=${row} />
      <//>
  `
}

const STEPS = /** @type {const} */ (['SAVED', 'SENDING', 'DELIVERED', 'ACCEPTED'])

/** Saved → sending → delivered → accepted. @param {{ row: Row }} props */
function Path({ row }) {
  const { out, sending } = words.value
  const at = Math.max(0, STEPS.indexOf(/** @type {any} */ (row.state)))
  const steps = row.operation.name === 'Report' ? STEPS : STEPS.slice(0, 3)
  return html`<ol class="path-steps" aria-label=${out.path}>${
    steps.map((step, index) =>
      html`<li key=${step} class=${index === at ? 'now' : index < at ? 'was' : ''} aria-current=${
        index === at ? 'step' : undefined
      }>${sending[step]}</li>`
    )
  }</ol>`
}

/** @param {{ row: Row }} props */
function State({ row }) {
  const { out, join, sending } = words.value
  const { text, all, percent } = bytesOf(row)
  const code = row.problems[0]?.code ?? ''
  const todo = code === 'CONFLICT' || code === 'STEP_CLOSED' ? out.todo[code] : out.todo.OTHER
  const waits = [
    reasonOf(row),
    row.tries > 0 && out.tried(row.tries),
    row.nextAt > Date.now() && out.nextAt(stamp(row.nextAt)),
  ].filter(Boolean).join(join)
  return html`<div class="card pad">
    <div class="row"><${SendingChip} row=${row} /></div>
    ${row.state === 'SENDING' && html`<progress max="100" value=${percent} aria-label=${sending.SENDING}></progress>`}
    ${
    row.state === 'NEEDS_YOU' && html`
      <div class="strip bad" role="alert">
        <ul>${row.problems.map((problem) => html`<li>${ofField(row, problem)}${told(problem)}</li>`)}</ul>
        <p>${todo}</p>
      </div>
    `
  }
    ${row.state !== 'NEEDS_YOU' && waits && html`<p>${waits}</p>`}
    ${row.state === 'LOGIN' && html`<a class="button full" href="/login">${out.login}</a>`}
    <p class="note">${
    [out.savedAt(stamp(row.createdAt)), row.receipt && out.deliveredAt(stamp(row.receipt.at))].filter(Boolean).join(
      join,
    )
  }</p>
    <p class="note">${row.photos.length ? out.sizes(sizeOf(text), sizeOf(all - text)) : sizeOf(text)}</p>${
    bothTimes(row)
  }<${Proof} row=${row} />
  </div>`
}

/** The field of a form made of its noun. @param {Row} row @param {import('../../core/types.js').Problem} problem */
function ofField({ title }, { field }) {
  const name = field && title.fields?.[field]
  return name ? `${name}：` : ''
}

/** The phone's time beside the server's, when they differ by more than five minutes; each as its own clock told it. @param {Row} row */
export function bothTimes({ createdAt, receipt }) {
  if (!receipt) return null
  const server = Date.parse(receipt.at)
  const apart = Math.abs(server - createdAt) > 5 * 60_000
  return apart &&
    html`<p class="note">${words.value.out.phoneTime(stamp(new Date(createdAt).toISOString()), stamp(receipt.at))}</p>`
}

/** What it says. @param {{ row: Row }} props */
function Content({ row }) {
  const { file } = words.value
  const photoKind = { ...words.value.photoKind, FILE: file.name }
  const { input } = row
  const text = [input.text, input.note, input.measures, input.contact].filter(Boolean).join('；')
  return html`${row.title.place && html`<p>${row.title.place}</p>`}${text && html`<p class="quote">${text}</p>`}
    ${
    row.photos.length > 0 && html`<ul class="photo-strip">${
      row.photos.map((photo) =>
        html`
          <li
            key=${photo.sha256}>${photo.kind !== 'FILE' &&
              html`<${HerePhoto} sha256=${photo.sha256} alt=${photoKind[photo.kind]} />`}<span class="note">${photoKind[
                photo.kind
              ]}${photo.confirmed ? ' ✓' : ''}</span></li>
        `
      )
    }</ul>`
  }`
}

const FORMS = /** @type {Record<string, string>} */ ({
  Verify: 'verify',
  Check: 'check',
  SelfResolve: 'resolve',
  FeedBack: 'feedback',
})

/** Refusals of what was written: the same again is refused again. */
const MENDED = new Set([
  'INVALID',
  'TEXT_LONG',
  'TEXT_TOO_LONG',
  'PHOTO_KNOWN',
  'EVIDENCE_MISSING',
  'JSON_INVALID',
  'TEXT_INVALID',
])

/** @param {{ row: Row }} props */
function Acts({ row }) {
  const { out } = words.value
  const closed = row.problems.some(({ code }) => isConflict(code))
  const badPhoto = row.photos.some((photo) => photo.problem)
  const again = () => (row.state === 'NEEDS_YOU' ? retry(row.opId) : sendNow({ force: true }))
  const mayMend = mayEdit(row) && row.form && !closed &&
    (isReport(row) || row.operation.name in FORMS || row.title.form)
  const hopeless = closed || badPhoto || (mayMend && row.problems.some(({ code }) => MENDED.has(code)))
  const mayRetry = row.state === 'SAVED' || row.state === 'LOGIN' || (row.state === 'NEEDS_YOU' && !hopeless)
  return html`<div class="acts">
    <div class="two">
      ${mayMend && html`<button type="button" class="button full" onClick=${() => reopen(row)}>${out.edit}</button>`}
      ${
    badPhoto && html`<button type="button" class="button full" onClick=${() =>
      dropPhotos(row.opId)}>${out.textOnly}</button>`
  }
      ${
    (row.receipt || !isReport(row)) &&
    html`<a class="button full" href=${row.title.link ?? `/i/${row.incidentId}`}>${out.see}</a>`
  }
      ${
    mayRemove(row) && row.receipt === null &&
    html`<a class="button full" href=${`/outbox/${row.opId}/qr`}>${out.codes}</a>`
  }
      ${
    mayRemove(row) && html`<button type="button" class="button full bad" onClick=${() =>
      drop(row)}>${out.remove}</button>`
  }
    </div>
    ${mayRetry && html`<button type="button" class="button main full" onClick=${again}>${out.retry}</button>`}
    ${
    closed && isComparable(row) &&
    html`<a class="button main full" href=${`/outbox/${row.opId}/conflict`}>${out.choose}</a>`
  }
  </div>`
}

/** Opens the form with every answer; what is sent from it takes the place of this row. @param {Row} row */
async function reopen(row) {
  const photos = row.photos.map((photo) => photo.sha256)
  if (row.title.form) {
    await saveDraft(row.draft ?? '', { ...row.form, replaces: row.opId }, photos)
    return go(row.title.form)
  }
  const kind = isReport(row) ? 'report' : FORMS[row.operation.name]
  if (!kind) return
  const placeKept = true // it was confirmed when it was reported, wherever its words are mended
  await saveDraft(`${kind}:${row.incidentId}`, { ...row.form, placeKept, replaces: row.opId }, photos)
  go(
    kind === 'report'
      ? `/report?draft=${row.incidentId}&step=${row.form.place?.source === 'ADDRESS' ? 4 : 3}`
      : `/i/${row.incidentId}/${kind}`,
  )
}

/** @param {Row} row */
async function drop(row) {
  const { out } = words.peek()
  if (!(await ask({ title: out.removeTitle, body: out.removeAsk, yes: out.removeYes, no: out.keep, bad: true }))) return
  const gone = await remove(row.opId)
  go('/outbox', { replace: true })
  if (gone.length) toast({ text: out.removed, undo: () => void restore(gone.map((one) => one.opId)) }, 10_000)
}
