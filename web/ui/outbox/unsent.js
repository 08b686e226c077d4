/**
 * A row of the outbox as a card: what it is, how far it got, and why it waits.
 * @module
 */
import { bytesOf } from '../../core/outbox/sending.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { classOf } from '../suggest.js'
import { named, said, words } from '../words.js'
import { SendingChip } from '../parts/chips.js'

/** What the row is about. @param {import('../../core/types.js').Row} row */
export function titleOf(row) {
  const one = classOf(row.title.classCode)
  const names = /** @type {Record<string, string>} */ ({
    Report: words.value.tabs.report,
    Verify: words.value.turn.VERIFIER,
    Check: words.value.turn.CHECKER,
    FeedBack: words.value.turn.UNIT,
  })
  const verb = row.title.verb ?? names[row.operation.name] ?? ''
  return [verb, one ? named(one) : (row.title.className ?? '')].filter(Boolean).join(' ')
}

/** The second line. @param {import('../../core/types.js').Row} row */
export function reasonOf(row) {
  if (row.state === 'NEEDS_YOU') return said(row.problems[0]?.code)
  if (row.state === 'SAVED') return words.value.reason[waits(row)] ?? ''
  return ''
}

/** @param {import('../../core/types.js').Row} row */
function waits({ reason, handedAt }) {
  return handedAt && (reason === null || reason === 'NO_SIGNAL') ? 'HANDED' : reason ?? 'READY'
}

/** @param {number} bytes */
export function sizeOf(bytes) {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** @param {{ row: import('../../core/types.js').Row, extra?: any }} props */
export function Unsent({ row, extra }) {
  const { all, percent } = bytesOf(row)
  const facts = [row.title.place, stamp(row.createdAt), sizeOf(all)].filter(Boolean).join(words.value.join)
  return html`<li class="card sending">
    <div class="row"><${SendingChip} row=${row} /><span class="note">${reasonOf(row)}</span></div>
    ${
    row.state === 'SENDING' && html`
      <div
        class="row"><progress class="grow" max="100" value=${percent} aria-label=${words.value.sending
          .SENDING}></progress><span class="figures note">${percent}%</span></div>
    `
  }
    <a class="cover" href=${`/outbox/${row.opId}`}>${titleOf(row)}</a>
    <div class="note">${facts}</div>${extra}
  </li>`
}
