/**
 * V01, the short way: six digits let one of this phone's people in, also without a network.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { DIGITS, pinFacts, unlock } from '../../core/session/pin.js'
import { html } from '../html.js'
import { Digits } from '../parts/digits.js'
import { said, words } from '../words.js'

/** @param {{ person: any, name: string, onPassword: () => void, onEntered: () => Promise<void> }} props */
export function Pin({ person, name, onPassword, onEntered }) {
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const t = words.value.pin
  useEffect(() => document.getElementById('pin')?.focus(), [])
  const enter = async (/** @type {string} */ typed) => {
    if (busy) return
    setBusy(true)
    setError('')
    try {
      await unlock({ id: person.id, name: person.name }, typed)
      await onEntered()
    } catch (failure) {
      setError(await reason(person.id, /** @type {any} */ (failure)?.code))
      setPin('')
      setBusy(false)
    }
  }
  const type = (/** @type {string} */ typed) => {
    setPin(typed)
    if (typed.length === DIGITS) void enter(typed)
  }
  return html`
    <form class="stack" onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault()
      if (pin.length === DIGITS) void enter(pin)
      else setError(t.six)
    }} novalidate>
      <h1 tabindex="-1">${t.of(name)}</h1>
      <${Digits} id="pin" label=${t.pin} value=${pin} onInput=${type} error=${error} />
      <button type="submit" class="button main tall full" aria-disabled=${busy}>${busy ? t.opening : t.open}</button>
      <button type="button" class="button full" onClick=${onPassword}>${t.usePassword}</button>
    </form>
  `
}

/** @param {string} person @param {string} code */
async function reason(person, code) {
  const t = words.peek().pin
  if (code === 'PIN_WRONG') return t.left((await pinFacts(person))?.left ?? 0)
  if (code === 'PIN_GONE') return t.gone
  return code === 'PIN_TOO_LONG' ? t.tooLong : said(code)
}
