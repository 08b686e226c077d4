/**
 * V01: who works on this phone? Those who signed in here before come first; everybody's work is kept apart.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { hasPin } from '../../core/session/pin_kept.js'
import { peopleHere, signIn } from '../../core/session/signing.js'
import { home, person, prefer, refreshViewer, settings } from '../here.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { Summary } from '../parts/summary.js'
import { Mark } from '../parts/icons.js'
import { go, query } from '../route.js'
import { locale, said, words } from '../words.js'

/** @typedef {Awaited<ReturnType<typeof peopleWithPins>>[number]} Here */

/** The form of six digits: here before somebody taps, if it can be had; who taps before waits at the list. */
const byDigits = () => import('./login_pin.js')

export function Page() {
  const [people, setPeople] = useState(/** @type {Here[] | null} */ (null))
  const [login, setLogin] = useState('')
  const [byPin, setByPin] = useState(/** @type {{ one: Here, Pin: any } | null} */ (null))
  const [asking, setAsking] = useState(false)
  const [already] = useState(() => person.peek())
  const known = Boolean(people?.some((one) => one.pin))
  const [shares, setShares] = useState(0)
  useEffect(() => void (known && byDigits().catch(() => {})), [known])
  useEffect(() => {
    peopleWithPins().catch(() => /** @type {Here[]} */ ([])).then((found) => {
      setPeople(found)
      setAsking(found.length === 0)
    })
    import('../../core/photo/shared.js').then((code) => code.waitingShares()).then(
      (all) => setShares(all.length),
      () => {},
    )
    document.title = `${words.value.login.title} · ${words.value.app}`
  }, [])
  const choose = (/** @type {string} */ account) => {
    setLogin(account)
    setByPin(null)
    setAsking(true)
  }
  const come = (/** @type {Here} */ one) =>
    one.pin ? byDigits().then(({ Pin }) => setByPin({ one, Pin }), () => choose(one.login)) : choose(one.login)
  if (byPin) {
    return html`
      <div class="app">
        <main id="main" class="login">
          <${byPin.Pin} key=${byPin.one.id} person=${byPin.one} name=${masked(byPin.one.name)}
            onPassword=${() => choose(byPin.one.login)} onEntered=${entered} />
        </main>
      </div>
    `
  }
  const t = words.value
  return html`
    <div class="app">
      <main id="main" class="login">
        <header class="login-head"><${Mark} /><div><p class="login-name">${t.app} <span lang=${locale.value === 'zh'
          ? 'en'
          : 'zh'}>${locale.value === 'zh' ? 'Gridwhistle' : '网格哨'}</span></p><p class="note">${t
          .motto}</p></div></header>
        <h1 tabindex="-1">${people?.length ? t.login.again : t.login.title}</h1>
        ${people && html`
          ${already && html`<a class="button full" href=${home.value}>${t.login.goOn} · ${masked(already.name)}</a>`}
          ${shares > 0 && html`<p class="strip" role="status">${t.begun.waiting(shares)}</p>`}
          ${people.length > 0 && html`<${People} people=${people} onChoose=${come} />`}
          ${asking
            ? html`<${Form} key=${login} login=${login} />`
            : html`<button type="button" class="button full" onClick=${() => choose('')}>${t.login.other}</button>`}
          <p class="note">${t.login.own}</p>
          ${people.length > 0 && html`<p class="note">${t.pin.hint}</p>`}
          <${Languages} />
          <div class="two"><a class="foot" href="/feedback">${t.feedback}</a><a class="foot" href="/about">${t
            .help}</a></div>
        `}
      </main>
    </div>
  `
}

/** Who signed in here before, and who of them has a PIN. */
async function peopleWithPins() {
  return Promise.all((await peopleHere()).map(async (one) => ({ ...one, pin: await hasPin(one.id) })))
}

/** The person is in: what they may see comes up, from the phone if need be. */
async function entered() {
  await refreshViewer().catch(() => {})
  go(wantedPlace(), { replace: true })
}

/** @param {string} name 王芳 → 王* */
function masked(name) {
  return name ? `${name.slice(0, 1)}*` : ''
}

/** @param {{ people: Here[], onChoose: (person: Here) => void }} props */
function People({ people, onChoose }) {
  const t = words.value.login
  return html`
    <section class="stack-close">
      <h2>${t.here}</h2>
      <ul class="cards">${people.map((one) =>
        html`<li><button type="button" class="button full person" onClick=${() => onChoose(one)}>
        <span>${masked(one.name)} <span class="note">${one.login}</span></span>${
          one.pin && html`<span class="chip">${words.value.pin.chip}</span>`
        }${one.unsent > 0 && html`<span class="chip wait">${t.unsent(one.unsent)}</span>`}</button></li>`
      )}</ul>
    </section>
  `
}

/** @param {{ login: string }} props */
function Form({ login }) {
  const [account, setAccount] = useState(login)
  const [password, setPassword] = useState('')
  const [seen, see] = useState(false)
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}))
  const t = words.value
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const wanting = missing(account, password)
    setErrors(wanting)
    if (Object.keys(wanting).length || busy) return
    setBusy(true)
    try {
      await signIn(account.replace(/\s/g, ''), password)
      await entered()
    } catch (failure) {
      setErrors({ password: said(/** @type {any} */ (failure)?.code) })
      setBusy(false)
    }
  }
  return html`
    <form class="stack" onSubmit=${submit} novalidate>
      <${Summary} errors=${errors} words=${t.problem.INVALID} />
      <${Text} id="account" label=${t.login.account} value=${account} onInput=${setAccount} error=${errors.account}
        more=${{ autocomplete: 'username', autocapitalize: 'none', spellcheck: false }} />
      <div class="with-button">
        <${Text} id="password" label=${t.login.password} value=${password} onInput=${setPassword} error=${errors
          .password}
          type=${seen ? 'text' : 'password'} more=${{ autocomplete: 'current-password' }} />
        <button type="button" class="button" aria-pressed=${seen} onClick=${() => see(!seen)}>${seen
          ? t.login.hide
          : t.login.show}</button>
      </div>
      <button type="submit" class="button main tall full" aria-disabled=${busy}>${busy
        ? t.login.entering
        : t.login.submit}</button>
      <p class="note">${t.login.kept}</p>
    </form>
  `
}

/**
 * @param {string} account
 * @param {string} password
 */
function missing(account, password) {
  /** @type {Record<string, string>} */
  const found = {}
  if (!account.trim()) found.account = `${words.value.login.account}：${words.value.problem.REQUIRED}`
  if (!password) found.password = `${words.value.login.password}：${words.value.problem.REQUIRED}`
  return found
}

/** Where the person wanted to go before they were asked who they are. */
function wantedPlace() {
  const to = query.peek().get('to') ?? ''
  return /^\/(?!\/)/.test(to) && !to.startsWith('/login') ? to : home.peek()
}

function Languages() {
  const say = (/** @type {'zh' | 'en'} */ language) => () => prefer('locale', language)
  return html`
    <div class="row languages">
      <button type="button" class="button plain" lang="zh-CN" aria-pressed=${settings.value.locale ===
        'zh'} onClick=${say('zh')}>中文</button>
      <button type="button" class="button plain" lang="en" aria-pressed=${settings.value.locale === 'en'} onClick=${say(
        'en',
      )}>English</button>
    </div>
  `
}
