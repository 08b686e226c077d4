/**
 * How somebody is reached: for who says what for, and for a minute. It is kept nowhere on the phone.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { serverNow } from '../../core/server_time.js'
import { html } from '../html.js'
import { didIt, say } from './reading.js'
import { Problems, useSend } from '../parts/act.js'
import { words } from '../words.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */

/** Milliseconds for which it stands there, as long as the server would tell it. */
const READABLE = 60_000

/** @param {{ noun: Noun, row: any, onChanged: () => void }} props `onChanged`: the story tells more */
export function Contact({ noun, row, onChanged }) {
  const [asking, ask] = useState(false)
  const [shown, show] = useState('')
  const [over, setOver] = useState(false)
  const number = useRef(/** @type {HTMLElement | null} */ (null))
  const command =
    /** @type {import('../../core/noun.js').Command} */ (noun.commands.find(({ step }) => step === 'REVEAL'))
  const { busy, problems, send } = useSend(noun.operations[command.name])
  useEffect(() => {
    number.current?.focus()
    const timer = shown && setTimeout(() => show(''), READABLE)
    return () => clearTimeout(timer || undefined)
  }, [shown])
  const t = words.value.noun.contact
  const reveal = async (/** @type {string} */ purpose) => {
    setOver(false)
    const payload = await send({ purpose, id: row.id, seen: row.version })
    if (!payload || payload.problems.length > 0) return
    didIt(row.id)
    onChanged()
    const contact = payload[noun.field]?.[`${noun.contact}Revealed`]
    const late = !contact && isOver(payload.receipt)
    setOver(late)
    ask(late)
    show(late ? '' : contact || t.unreadable)
  }
  if (shown) {
    const phone = shown.match(/\+?[\d-]{5,}/)?.[0]
    return html`<div class="stack-close no-print"><strong ref=${number} tabindex="-1" class="lines">${shown}</strong>
      ${phone && html`<a class="button" href="tel:${phone}">${words.value.i.call}</a>`}
      <p class="quiet">${t.minute}</p></div>`
  }
  if (!asking) {
    return html`<button type="button" class="button no-print" onClick=${() => ask(true)}>${say(command.words)}</button>`
  }
  const purposes = Object.entries(command.fields.find(({ key }) => key === 'purpose')?.codes ?? {})
  return html`<fieldset class="stack-close no-print"><legend>${t.why}</legend>
    <${Problems} problems=${problems} />
    ${over && html`<p class="strip warn" role="alert">${t.over}</p>`}
    ${
    purposes.map(([code, label]) =>
      html`<button key=${code} type="button" class="button full" disabled=${busy} onClick=${() => reveal(code)}>${
        say(label)
      }</button>`
    )
  }
    <p class="quiet">${t.noted}</p></fieldset>`
}

/** Whether what is answered was done long before, so that its minute is over; clocks may differ by seconds. @param {import('../../core/types.js').Receipt | null} receipt */
function isOver(receipt) {
  return receipt !== null && serverNow() - Date.parse(receipt.at) > READABLE / 2
}
