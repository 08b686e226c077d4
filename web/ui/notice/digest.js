/**
 * 每日摘要: what was not urgent, once a day; and on a supervisor's first screen what is new since.
 * @module
 */
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { unread } from '../here.js'
import { words } from '../words.js'

/** One morning's digest; a tap opens it. @param {{ digest: any }} props */
export function DigestCard({ digest }) {
  const { notice } = words.value
  const told = notice.digest(stamp(digest.at), digest.count)
  return html`
    <li class="card">
      <a class="cover" href=${`/notices?digest=${digest.id}`}>${digest.readAt
        ? told
        : html`<strong>${told}</strong>`}</a>
      <div class="row note">${!digest.readAt &&
        html`<span class="chip primary">● ${notice.unread}</span>`}<span>${notice.digestHint}</span></div>
    </li>
  `
}

/** What there is to read before anything else: one line that opens it; nothing when all was read. */
export function UnreadStrip() {
  const { notice, look: open } = words.value
  return unread.value > 0 && html`
    <a class="strip" href="/notices?show=unread"><span>${notice.morning(unread.value)}</span><span>${open}</span></a>
  `
}
