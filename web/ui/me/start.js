/**
 * The first screen of those who run the system and handle no cases: what each of them looks after, and the way to it.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import { Access } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { post, role } from '../here.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { said, words } from '../words.js'
import { Running } from './about.js'
import { List } from './access.js'

export function Page() {
  const { start: t, about } = words.value
  const now = role.value ?? ''
  return html`
    <${Frame} title=${t.title} sub=${post.value?.area.name}>
      <div class="stack">
        <h2>${t[/** @type {'SYS_ADMIN'} */ (now)] ?? t.ORG_STAFF}</h2>
        ${now !== 'SYS_ADMIN' && now !== 'ORG_STAFF' &&
          html`<a class="button main tall full" href="/me/people">${t.people}</a>`}
        ${now !== 'ORG_STAFF' && html`<a class="button tall full" href="/me/imports">${t.imports}</a>`}
        ${(now === 'SYS_ADMIN' || now === 'AUDITOR') &&
          html`<a class="button tall full" href="/me/rules">${t.rules}</a>`}
        ${now !== 'ORG_STAFF' && html`<a class="button tall full" href="/me/grids">${t.grids}</a>`}
        ${now === 'SEC_ADMIN' && html`<${Others} />`}
        ${now === 'SYS_ADMIN' && html`<${Commands} title=${t.keep} say=${t.keepSay} all=${t.commands} />`}
        ${now === 'AUDITOR' && html`<${Commands} title=${t.keep} say=${t.auditSay} all=${t.audits} />`}
        <section class="card pad"><h3>${t.running}</h3><${Running} /></section>
        <p class="note">${now === 'AUDITOR' ? t.readsAll : t.apart}</p>
        <a class="button full" href="/me/access">${words.value.access.title}</a>
        <a class="button full" href="/about">${about.title}</a>
      </div>
      <//>
  `
}

/** @param {{ title: string, say: string, all: string[][] }} props */
function Commands({ title, say, all }) {
  return html`
    <section class="card pad">
      <h3>${title}</h3>
      <p>${say}</p>
      <dl class="facts">${all.map(([command, what]) =>
        html`
          <dt><code>${command}</code></dt>
          <dd>${what}</dd>
        `
      )}</dl>
    </section>
  `
}

/** By what another is known, found by their login, with its end. */
function Others() {
  const [login, setLogin] = useState('')
  const [found, setFound] = useState(/** @type {{ login: string, all: any[] | null } | null} */ (null))
  const [error, setError] = useState('')
  const turn = useRef(0) // an answer that comes after something else was typed or asked is nobody's
  const { access: t, problem } = words.value
  const type = (/** @type {string} */ typed) => {
    turn.current++
    setFound(null)
    setLogin(typed)
  }
  const look = async (/** @type {string} */ whose) => {
    const mine = ++turn.current
    setError('')
    try {
      const all = (await ask(Access, { login: whose })).credentials ?? null
      if (mine === turn.current) setFound({ login: whose, all })
    } catch (failure) {
      if (mine !== turn.current) return
      const { code = 'UNKNOWN' } = /** @type {{ code?: string }} */ (failure)
      setError(code === 'NETWORK' ? t.offline : said(code))
    }
  }
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    setFound(null)
    if (login.trim()) void look(login.trim())
    else setError(`${t.login}：${problem.REQUIRED}`)
  }
  return html`
    <section class="card pad"><h3>${t.whose}</h3><p class="note">${t.whoseHint}</p>
      <form class="stack-close" onSubmit=${submit} novalidate>
        <${Text} id="whose" label=${t.login} value=${login} onInput=${type} error=${error}
          more=${{ autocapitalize: 'none', spellcheck: false, autocomplete: 'off' }} />
        <button type="submit" class="button main full">${t.look}</button>
      </form>
      ${found && !found.all && html`<p role="status">${t.nobody}</p>`}
      ${found?.all && html`
        <div class="stack-close">
          <h4>${t.of(found.login)}</h4>
          <${List} all=${found.all} login=${found.login} again=${() => void look(found.login)} />
        </div>
      `}
    </section>
  `
}
