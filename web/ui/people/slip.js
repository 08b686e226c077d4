/**
 * An invite as it is handed over: the QR code and the code in letters, shown once, printed alone.
 * @module
 */
import { dayStamp } from '../../core/clockwords.js'
import { spacedOut } from '../../core/session/invite.js'
import { copied } from '../copied.js'
import { html } from '../html.js'
import { print } from '../paper.js'
import { Picture } from '../parts/qr.js'
import { toast } from '../parts/toast.js'
import { locale, words } from '../words.js'

/** @typedef {{ name: string, login: string, code: string, until: string }} Made */

/** @param {Made & { onClose: () => void }} props */
export function Slip({ name, login, code, until, onClose }) {
  const { people: t } = words.value
  const link = `${location.origin}/invite#${code}`
  const copy = async () => toast({ text: await copied(link) ? t.copied : link })
  return html`
    <section class="card pad stack centre invite">
      <h2>${t.slipFor(name, login)}</h2>
      <${Picture} text=${link} label=${t.slipQr} encoding="byte" />
      <p><strong class="figures" data-code=${code}>${spacedOut(code)}</strong></p>
      <p>${t.slipHow}</p>
      <p class="note">${location.origin}/invite</p>
      ${until && html`<p class="note">${t.slipUntil(dayStamp(until, locale.value))}</p>`}
      <div class="two no-print">
        <button type="button" class="button" onClick=${copy}>${t.copy}</button>
        <button type="button" class="button" onClick=${print}>${t.print}</button>
      </div>
      <button type="button" class="button main full no-print" onClick=${onClose}>${t.close}</button>
      <p class="note no-print">${t.slipOnce}</p>
    </section>
  `
}
