/**
 * V43 on a phone: a scanned invite sets the password and signs in, three taps; its code stands behind # and goes to no log.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { lookAt, setPassword } from '../../core/session/invite.js'
import { home, refreshViewer } from '../here.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { Mark } from '../parts/icons.js'
import { go } from '../route.js'
import { said, words } from '../words.js'

/** @typedef {{ code: string, retryAfter?: number }} Failed */

export function Page() {
  const [code] = useState(scanned)
  const [whose, setWhose] = useState(/** @type {{ code: string, login: string, name: string } | null} */ (null))
  const t = words.value
  useEffect(() => {
    document.title = `${t.invite.title} · ${t.app}`
    if (code) history.replaceState(history.state, '', location.pathname) // who gets the phone next finds no code in its history
  }, [])
  return html`
    <div class="app">
      <main id="main" class="login">
        <header class="login-head"><${Mark} /><div><p class="login-name">${t.app}</p><p class="note">${t
          .motto}</p></div></header>
        <h1 tabindex="-1">${t.invite.title}</h1>
        ${whose ? html`<${Password} whose=${whose} />` : html`<${Code} given=${code} onFound=${setWhose} />`}
        <div class="two"><a class="foot" href="/feedback">${t.feedback}</a><a class="foot" href="/login">${t.invite
          .toLogin}</a></div>
      </main>
    </div>
  `
}

/** What stands behind #, also where somebody's reader broke it. */
function scanned() {
  const behind = location.hash.slice(1)
  try {
    return decodeURIComponent(behind)
  } catch {
    return behind
  }
}

/** Whose the code is: looked at by itself when it was scanned, typed otherwise. @param {{ given: string, onFound: (whose: { code: string, login: string, name: string }) => void }} props */
function Code({ given, onFound }) {
  const [code, setCode] = useState(given)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const { invite: t } = words.value
  const look = async () => {
    if (busy || !code.trim()) return
    setBusy(true)
    setError('')
    try {
      onFound({ code, ...await lookAt(code) })
    } catch (failure) {
      setError(why(/** @type {Failed} */ (failure), t.offline))
      setBusy(false)
    }
  }
  useEffect(() => void (given && look()), [])
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    void look()
  }
  return html`
    <form class="stack" onSubmit=${submit} novalidate>
      <${Text} id="code" label=${t.code} hint=${t.codeHint} value=${code} onInput=${setCode} error=${error}
        more=${{ autocapitalize: 'characters', spellcheck: false, autocomplete: 'off' }} />
      <button type="submit" class="button main tall full" aria-disabled=${busy}>${busy ? t.reading : t.look}</button>
    </form>
  `
}

/** @param {{ whose: { code: string, login: string, name: string } }} props */
function Password({ whose }) {
  const [password, setText] = useState('')
  const [seen, see] = useState(false)
  const [busy, setBusy] = useState(false)
  const [set, setSet] = useState(false)
  const [error, setError] = useState('')
  const { invite: t, login: l, accessWhy } = words.value
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (busy) return
    if ([...password].length < 10) return setError(accessWhy.PASSWORD_SHORT)
    setBusy(true)
    setError('')
    try {
      if (!await setPassword(whose.code, password)) return setSet(true)
      await refreshViewer().catch(() => {})
      go(home.peek(), { replace: true })
    } catch (failure) {
      setError(why(/** @type {Failed} */ (failure), t.lost))
      setBusy(false)
    }
  }
  if (set) return html`<p class="strip ok" role="status">${t.set}</p>`
  return html`
    <p role="status">${t.hello(whose.name, whose.login)}</p>
    <form class="stack" onSubmit=${submit} novalidate>
      <input type="text" name="username" autocomplete="username" value=${whose
        .login} readonly class="unseen" tabindex="-1"
        aria-hidden="true" />
      <div class="with-button">
        <${Text} id="password" label=${t.password} hint=${t.hint} value=${password} onInput=${setText}
          error=${error}
          type=${seen ? 'text' : 'password'} more=${{ autocomplete: 'new-password' }} />
        <button type="button" class="button" aria-pressed=${seen} onClick=${() => see(!seen)}>${seen
          ? t.hide
          : t.show}</button>
      </div>
      <button type="submit" class="button main tall full" aria-disabled=${busy}>${busy ? l.entering : t.submit}</button>
      <p class="note">${t.ends}</p>
    </form>
  `
}

/** What went wrong, in words; `silent`: nobody answered. @param {Failed} failure @param {string} silent */
function why({ code, retryAfter }, silent) {
  const { invite: t, inviteWhy, accessWhy } = words.value
  if (code === 'NETWORK' || code === 'TIMEOUT') return silent
  if (code === 'BUSY' && retryAfter) return t.slow(Math.ceil(retryAfter / 1000))
  return /** @type {Record<string, string>} */ ({ ...accessWhy, ...inviteWhy })[code] ?? said(code)
}
