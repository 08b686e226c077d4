/**
 * How somebody is reached: for who says what for, and for a minute. It is kept nowhere on the phone.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { didIt, say } from './reading.js'
import { Problems, useSend } from '../parts/act.js'
import { words } from '../words.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */

/** Milliseconds for which it stands there, as long as the server would tell it. */
const READABLE = 60_000

/** @param {{ noun: Noun, row: any }} props */
export function Contact({ noun, row }) {
  const [asking, ask] = useState(false)
  const [shown, show] = useState('')
  const command =
    /** @type {import('../../core/noun.js').Command} */ (noun.commands.find(({ step }) => step === 'REVEAL'))
  const { busy, problems, send } = useSend(noun.operations[command.name])
  useEffect(() => {
    const timer = shown && setTimeout(() => show(''), READABLE)
    return () => clearTimeout(timer || undefined)
  }, [shown])
  const t = words.value.noun.contact
  const reveal = async (/** @type {string} */ purpose) => {
    const payload = await send({ purpose, id: row.id, seen: row.version })
    if (!payload || payload.problems.length > 0) return
    didIt(row.id)
    ask(false)
    show(payload[noun.field]?.[`${noun.contact}Revealed`] || t.unreadable)
  }
  if (shown) {
    const number = shown.match(/\+?[\d-]{5,}/)?.[0]
    return html`<div class="stack-close no-print" role="status"><strong class="lines">${shown}</strong>
      ${number && html`<a class="button" href="tel:${number}">${words.value.i.call}</a>`}
      <p class="quiet">${t.minute}</p></div>`
  }
  if (!asking) {
    return html`<button type="button" class="button no-print" onClick=${() => ask(true)}>${say(command.words)}</button>`
  }
  const purposes = Object.entries(command.fields.find(({ key }) => key === 'purpose')?.codes ?? {})
  return html`<fieldset class="stack-close no-print"><legend>${t.why}</legend>
    <${Problems} problems=${problems} />
    ${
    purposes.map(([code, label]) =>
      html`<button key=${code} type="button" class="button full" disabled=${busy} onClick=${() => reveal(code)}>${
        say(label)
      }</button>`
    )
  }
    <p class="quiet">${t.noted}</p></fieldset>`
}
