/**
 * 我的 › PIN: set, change or end the six digits by which this phone lets one in.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { DIGITS, endPin, pinFacts, setPin } from '../../core/session/pin.js'
import { person } from '../here.js'
import { html } from '../html.js'
import { Digits } from '../parts/digits.js'
import { Text } from '../parts/fields.js'
import { Summary } from '../parts/summary.js'
import { Frame } from '../parts/frame.js'
import { toast } from '../parts/toast.js'
import { go } from '../route.js'
import { said, words } from '../words.js'

export function Page() {
  const [facts, setFacts] = useState(/** @type {any} */ (undefined))
  const [trouble, setTrouble] = useState('')
  const { pin: t } = words.value
  const id = person.value?.id ?? ''
  useEffect(() => void pinFacts(id).then(setFacts), [id])
  const end = async () => {
    try {
      await endPin(id)
      toast({ text: t.ended })
      go('/me')
    } catch (failure) {
      setTrouble(said(/** @type {any} */ (failure)?.code))
    }
  }
  return html`
    <${Frame} title=${t.title} back="/me">
      <div class="stack">
          <p>${t.what}</p>
          <p>${facts ? `✓ ${t.isSet}` : t.isNot}</p>
          ${facts && html`<p class="note">${t.hours(facts.offlineHours)}</p>`}
          <${Form} id=${id} again=${Boolean(facts)} />
          ${facts && html`<button type="button" class="button full bad" onClick=${end}>${t.end}</button>`}
          ${trouble && html`<p class="error" role="alert">${trouble}</p>`}
        </div>
      <//>
  `
}

/** @param {{ id: string, again: boolean }} props `id` of the person */
function Form({ id, again }) {
  const [given, setGiven] = useState({ pin: '', same: '', password: '' })
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}))
  const [busy, setBusy] = useState(false)
  const { pin: t, problem } = words.value
  const put = (/** @type {'pin' | 'same' | 'password'} */ name) => (/** @type {string} */ value) =>
    setGiven((was) => ({ ...was, [name]: value }))
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wanting = missing(given)
    setErrors(wanting)
    if (busy || Object.keys(wanting).length) return
    setBusy(true)
    try {
      await setPin(id, given.pin, given.password)
      toast({ text: t.setDone })
      go('/me')
    } catch (failure) {
      setErrors({ password: said(/** @type {any} */ (failure)?.code) })
      setBusy(false)
    }
  }
  return html`
    <form class="stack" onSubmit=${submit} novalidate>
      <${Summary} errors=${errors} words=${problem.INVALID} />
      <${Digits} id="pin" label=${t.pin} value=${given.pin} onInput=${put('pin')} error=${errors.pin} />
      <${Digits} id="same" label=${t.again} value=${given.same} onInput=${put('same')} error=${errors.same} />
      <${Text} id="password" type="password" label=${t.password} hint=${t.passwordHint} value=${given.password}
        onInput=${put('password')} error=${errors.password} more=${{ autocomplete: 'current-password' }} />
      <button type="submit" class="button main tall full" aria-disabled=${busy}>${again ? t.change : t.set}</button>
    </form>
  `
}

/** @param {{ pin: string, same: string, password: string }} given */
function missing({ pin, same, password }) {
  const { pin: t, problem } = words.peek()
  /** @type {Record<string, string>} */
  const found = {}
  if (pin.length !== DIGITS) found.pin = t.six
  else if (isEasy(pin)) found.pin = t.easy
  if (!found.pin && same !== pin) found.same = t.same
  if (!password) found.password = `${t.password}：${problem.REQUIRED}`
  return found
}

/** One digit six times, or digits in a row, up or down. @param {string} pin */
function isEasy(pin) {
  const steps = new Set([...pin].slice(1).map((digit, place) => Number(digit) - Number(pin[place])))
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 0)
}
