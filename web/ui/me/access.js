/**
 * 密码和登录: one's own password, and by which browsers, phones and tokens one is known.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { Access, CredentialEnd, CredentialEndAll, PasswordChange } from '../../api/operations.js'
import { act, ask as read } from '../../core/api.js'
import { dayStamp } from '../../core/clockwords.js'
import { register } from '../../core/session/device.js'
import { whoIsHere } from '../../core/session/signing.js'
import { fact, setFact } from '../../core/replica/store.js'
import { person } from '../here.js'
import { html } from '../html.js'
import { up } from '../outbox/shown.js'
import { unanswered } from '../parts/act.js'
import { Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { ask } from '../parts/sheet.js'
import { Summary } from '../parts/summary.js'
import { toast } from '../parts/toast.js'
import { useRead } from '../read.js'
import { locale, said, words } from '../words.js'
import { calledBy } from './agent.js'

/** @typedef {import('../../api/operations.js').AccessData} Held */
/** @typedef {NonNullable<Held['credentials']>[number]} Credential */

export function Page() {
  const reading = useRead('access', Access, {})
  const { access: t } = words.value
  return html`
    <${Frame} title=${t.title} back="/me">
      <div class="stack">
        ${!up.value && html`<p class="strip wait" role="status">${t.offline}</p>`}
        <${Form} again=${reading.again} />
        <section class="stack-close"><h2>${t.list}</h2><p class="note">${t.listHint}</p>
          ${reading.failure && html`<${Trouble} failure=${reading.failure} again=${reading.again} />`}
          ${!reading.data && reading.waiting && html`<${Bones} again=${reading.again} />`}
          ${reading.data && html`<${List} all=${reading.data.credentials ?? []} again=${reading.again} />`}
        </section>
      </div>
      <//>
  `
}

/**
 * What has ended may have been this phone's key and PIN: the key is told again, and a PIN that the server has no more is set again.
 * Without an answer nothing is taken away here, and the key is told at the next contact.
 */
async function enrol() {
  const id = person.peek()?.id
  if (!id) return
  await setFact(`registered-in:${id}`, false)
  try {
    await register(id)
    if ((await fact(`registered-in:${id}`)) === false || !(await fact(`pin:${id}`))) return
    const here = (await read(Access, {})).credentials?.find((one) => one.here)
    if (!here || here.pin) return
    await setFact(`pin:${id}`, null)
    toast({ text: words.peek().access.pinGone })
  } catch {
    // as it was
  }
}

/** @param {string | undefined} code what a code says here */
function why(code = 'UNKNOWN') {
  return /** @type {Record<string, string>} */ (words.peek().accessWhy)[code] ?? said(code)
}

/** @param {unknown} failure whether it may have been done all the same */
function isOpen(failure) {
  return unanswered([/** @type {{ code: string }} */ (failure)])
}

/** @param {{ again: () => void }} props */
function Form({ again }) {
  const [given, setGiven] = useState({ old: '', next: '', same: '' })
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}))
  const [busy, setBusy] = useState(false)
  const [lost, setLost] = useState(false)
  const { access: t, problem, submitting } = words.value
  const put = (/** @type {keyof typeof given} */ name) => (/** @type {string} */ value) =>
    setGiven((was) => ({ ...was, [name]: value }))
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wanting = missing(given)
    setErrors(wanting)
    if (busy || Object.keys(wanting).length) return
    setBusy(true)
    setErrors(await change())
    setBusy(false)
  }
  /** @returns {Promise<Record<string, string>>} what was wrong. Where the line is down nothing leaves; what left may be done. */
  const change = async () => {
    try {
      await whoIsHere()
    } catch (failure) {
      return { old: isOpen(failure) ? t.unsent : why(/** @type {{ code?: string }} */ (failure).code) }
    }
    try {
      const payload = /** @type {any} */ (await act(PasswordChange, { input: { old: given.old, new: given.next } }))
      const [wrong] = payload.problems
      if (wrong?.code === 'PASSWORD_WRONG' && lost) return { old: t.changed }
      if (wrong) return { [wrong.field === 'new' ? 'next' : 'old']: why(wrong.code) }
      setLost(false)
      setGiven({ old: '', next: '', same: '' })
      toast({ text: t.done(payload.ended) })
    } catch (failure) {
      if (!isOpen(failure)) return { old: why(/** @type {{ code?: string }} */ (failure).code) }
      setLost(true)
      await enrol()
      return { old: t.lost }
    }
    await enrol()
    again()
    return {}
  }
  const field = (/** @type {keyof typeof given} */ name, /** @type {string} */ label, hint = '') =>
    html`
      <${Text} id=${name} type="password" label=${label} hint=${hint} value=${given[name]} onInput=${put(name)}
        error=${errors[name]} more=${{ autocomplete: name === 'old' ? 'current-password' : 'new-password' }} />
    `
  return html`
    <form class="card pad" onSubmit=${submit} novalidate><h2>${t.change}</h2>
      <${Summary} errors=${errors} words=${problem.INVALID} />
      ${field('old', t.old)}${field('next', t.next, t.nextHint)}${field('same', t.again)}
      <p class="note">${t.what}</p>
      <button type="submit" class="button main tall full" aria-disabled=${busy}>${busy ? submitting : t.submit}</button>
    </form>
  `
}

/** @param {{ old: string, next: string, same: string }} given */
function missing({ old, next, same }) {
  const { access: t, accessWhy, problem } = words.peek()
  /** @type {Record<string, string>} */
  const found = {}
  if (!old) found.old = `${t.old}：${problem.REQUIRED}`
  if ([...next].length < 10) found.next = accessWhy.PASSWORD_SHORT
  else if (next !== same) found.same = t.same
  return found
}

/**
 * What somebody is known by, with a way to end each and all; `login`: another's, whose last one may end too.
 * @param {{ all: Credential[], again: () => void, login?: string }} props
 */
export function List({ all, again, login }) {
  const [busy, setBusy] = useState(false)
  const { access: t } = words.value
  const others = all.filter((one) => !one.here)
  const send = async (/** @type {() => Promise<any>} */ work) => {
    if (busy) return
    setBusy(true)
    let done = false
    try {
      const [wrong] = (await work()).problems
      done = !wrong
      toast({ text: wrong ? why(wrong.code) : t.ended })
    } catch (failure) {
      done = isOpen(failure)
      toast({ text: done ? t.maybe : why(/** @type {{ code?: string }} */ (failure).code) })
    }
    setBusy(false)
    if (done && !login) await enrol()
    again()
  }
  const end = (/** @type {Credential} */ one) => () => send(() => act(CredentialEnd, { input: { id: one.id, login } }))
  const endAll = async () => {
    const sure = await ask({
      title: login ? t.endAllOf(login) : t.endAllAsk,
      body: t.endAllBody,
      yes: t.endAllYes,
      no: t.keep,
    })
    if (sure) await send(() => act(CredentialEndAll, { input: { login } }))
  }
  if (all.length === 0) return html`<p>${t.none}</p>`
  return html`
    <ul class="cards">${all.map((one) => html`<${One} key=${one.id} one=${one} busy=${busy} onEnd=${end(one)} />`)}</ul>
    ${others.length === 0 && html`<p class="note">${t.only}</p>`}
    ${others.length > 0 &&
      html`<button type="button" class="button full bad" aria-disabled=${busy} onClick=${endAll}>${
        login ? t.all(login, all.length) : t.endAll(others.length)
      }</button>`}
  `
}

/** @param {{ one: Credential, busy: boolean, onEnd: () => void }} props */
function One({ one, busy, onEnd }) {
  const { access: t, join } = words.value
  const day = (/** @type {string} */ date) => dayStamp(date, locale.value)
  const facts = [
    t.since(day(one.since)),
    one.lastUsedOn && t.used(day(one.lastUsedOn)),
    one.endsOn && t.ends(day(one.endsOn)),
    one.pin && t.pin,
  ]
  const name = one.kind === 'SESSION'
    ? calledBy(one.name)
    : one.kind === 'PHONE' && one.name
    ? t.version(one.name)
    : one.name
  return html`
    <li class="card">
      <div class="side"><div>
      <strong>${t.kinds[/** @type {'PHONE'} */ (one.kind)]}${name && ` · ${name}`}</strong>
      <div class="note">${facts.filter(Boolean).join(join)}</div>
      ${one.here && html`<div class="note">✓ ${t.here}${words.value.between}${t.endHere}</div>`}
    </div>${!one.here && html`
      <button type="button" class="button bad" aria-disabled=${busy} onClick=${onEnd}
        aria-label=${`${t.end}：${name || t.kinds[/** @type {'PHONE'} */ (one.kind)]}`}>${t.end}</button>
    `}</div>
    </li>
  `
}
