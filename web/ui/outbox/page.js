/**
 * V07: what is still on this phone, what needs a person first, and what was delivered lately with its receipt.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { exportAll } from '../../core/courier/rescue.js'
import { unsent } from '../../core/outbox/sending.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { protect, storage } from '../../core/replica/room.js'
import { ago } from '../clock.js'
import { download } from '../download.js'
import { home } from '../here.js'
import { html } from '../html.js'
import { rows, summary } from './shown.js'
import { shortNumber } from '../incident/card.js'
import { Frame } from '../parts/frame.js'
import { Empty } from '../parts/quiet.js'
import { AskedStrip, EvictedStrip } from '../parts/strips.js'
import { toast } from '../parts/toast.js'
import { sizeOf, Unsent } from './unsent.js'
import { said, words } from '../words.js'

export function Page() {
  const [trying, setTrying] = useState(false)
  const t = words.value
  const waiting = rows.value.filter(unsent)
  const settled = rows.value.filter((row) => !unsent(row))
  const send = async () => {
    setTrying(true)
    await sendNow({ force: true }).catch(() => {})
    setTrying(false)
  }
  return html`
    <${Frame} title=${t.out.title} back=${home.value}>
      <div class="stack">
          <${AskedStrip} /><${EvictedStrip} />
          ${waiting.length === 0 && html`<${Empty} text=${t.out.none} />`}
          ${waiting.length > 0 && html`
            <${Sum} />
            <ul class="cards">${waiting.map((row) => html`<${Unsent} key=${row.opId} row=${row} />`)}</ul>
            <button type="button" class="button main full" aria-disabled=${trying} onClick=${send}>${trying
              ? t.out.trying
              : t.out.sendNow}</button>
            <${Rescue} />
          `}
          ${settled.length > 0 && html`
            <h2>${t.out.settled}</h2>
            <ul class="cards">${settled.map((row) =>
              html`<${Unsent} key=${row.opId} row=${row} extra=${html`<${Proof} row=${row} />`} />`
            )}</ul>
          `}
          <a class="button full" href="/carry">${t.out.carry}</a>
          <p class="note">${t.out.proof}</p>
        </div>
      <//>
  `
}

/** How much, how old, how heavy, how safe. */
function Sum() {
  const [safe, setSafe] = useState(/** @type {boolean | null} */ (null))
  useEffect(() => void storage().then((found) => setSafe(found.persisted)), [])
  const { out, join } = words.value
  const { count, oldest, photos, bytes } = summary.value
  const ask = async () => setSafe(await protect())
  return html`<div class="stack-close"><p><strong>${out.waiting(count)}</strong>${
    oldest !== null && `${join}${out.oldest(ago(oldest))}`
  }${photos > 0 && `${join}${out.photos(photos, sizeOf(bytes))}`}</p>
    ${safe === true && html`<p class="note">${out.safe}</p>`}
    ${
    safe === false && html`
      <p
        class="row"><span class="note grow">■ ${out
          .unsafe}</span><button type="button" class="button" onClick=${ask}>${out.protect}</button></p>
    `
  }</div>`
}

/** Receipt, and who took it. @param {{ row: import('../../core/types.js').Row }} props */
export function Proof({ row }) {
  const { out, join } = words.value
  const text = [
    row.receipt && out.receipt(row.receipt.code),
    row.number && `#${shortNumber(row.number)}`,
    row.acceptedBy && out.by(row.acceptedBy),
  ].filter(Boolean).join(join)
  return text ? html`<div class="note figures">${text}</div>` : null
}

/** Handing over what waits: with photos as a file, or its text as pictures; and what others handed over here. */
function Rescue() {
  const { out } = words.value
  const save = async () => {
    try {
      await handOver(await exportAll())
    } catch (error) {
      toast({ text: said(/** @type {any} */ (error).code) })
    }
  }
  return html`
    <div class="stack-close">
      <div
        class="two"><button type="button" class="button full" onClick=${save}>${out
          .rescue}</button><a class="button full" href="/outbox/all/qr">${out.codes}</a></div>
      <p class="note">${out
        .rescueHint}</p>
    </div>
  `
}

/** To another app where the phone can, else into its own files. @param {{ name: string, blob: Blob, count: number }} made */
async function handOver({ name, blob, count }) {
  const file = new File([blob], name, { type: blob.type })
  const shared = navigator.canShare?.({ files: [file] }) && matchMedia('(pointer: coarse)').matches
  if (shared) await navigator.share({ files: [file] }).catch(() => {})
  else download(name, blob)
  toast({ text: words.peek().out.exported(count) })
}
