/**
 * The app begins here: what the phone knows comes up at once, the server is asked after that.
 * @module
 */
import { h, render } from './vendor/preact.js'
import { useEffect, useRef, useState } from './vendor/preact-hooks.js'
import { start } from './core/outbox/triggers.js'
import { missed, register } from './core/live/updates.js'
import { begin, home, person, refreshViewer, settings } from './ui/here.js'
import { html } from './ui/html.js'
import './ui/install.js'
import { useLater } from './ui/later.js'
import { followOutbox } from './ui/outbox/shown.js'
import { Questions } from './ui/parts/sheet.js'
import { toast, Toasts } from './ui/parts/toast.js'
import { followLinks, go, match, path, query } from './ui/route.js'
import { showReference } from './ui/suggest.js'
import { wide } from './ui/wide.js'
import { need, speak, words } from './ui/words.js'

/** @typedef {{ page: () => Promise<{ Page?: any, find?: any }>, books?: import('./ui/words.js').Book[], open?: boolean }} Route
 *   `open`: without a login; `find`: the page is one of many, found by the address */

/** Books whose pages wear a style sheet of the same name. */
const DRESSED = new Set(['desk', 'whistle', 'carry', 'noun', 'complaint'])

/** @type {Record<string, Route>} */
const ROUTES = {
  '/login': { page: () => import('./ui/session/login.js'), books: ['pin', 'begun'], open: true },
  '/switch': { page: () => import('./ui/session/login.js'), books: ['pin', 'begun'], open: true },
  '/today': { page: () => import('./ui/today/page.js') },
  '/report': { page: () => import('./ui/report/page.js'), books: ['report'] },
  '/outbox': { page: () => import('./ui/outbox/page.js'), books: ['outbox'] },
  '/outbox/lost': { page: () => import('./ui/outbox/lost.js'), books: ['outbox', 'carry', 'me'] },
  '/outbox/:id': { page: () => import('./ui/outbox/row.js'), books: ['outbox', 'typed'] },
  '/outbox/:id/qr': { page: () => import('./ui/courier/shown.js'), books: ['outbox', 'carry'] },
  '/carry': { page: () => import('./ui/courier/page.js'), books: ['outbox', 'carry'] },
  '/outbox/:id/conflict': {
    page: () => import('./ui/outbox/conflict.js'),
    books: ['outbox', 'conflict', 'incident', 'forms'],
  },
  '/n/:noun': { page: () => import('./ui/noun/page.js'), books: ['incident', 'forms', 'noun', 'typed'] },
  '/n/:noun/:id': { page: () => import('./ui/noun/page.js'), books: ['incident', 'forms', 'noun', 'typed'] },
  '/i/:id': { page: () => import('./ui/incident/page.js'), books: ['incident', 'forms', 'moves', 'whistle'] },
  '/i/:id/verify': { page: () => import('./ui/incident/verify.js'), books: ['incident', 'forms'] },
  '/i/:id/check': { page: () => import('./ui/incident/verify.js'), books: ['incident', 'forms'] },
  '/i/:id/resolve': { page: () => import('./ui/incident/resolve.js'), books: ['incident', 'forms'] },
  '/i/:id/feedback': { page: () => import('./ui/incident/feedback.js'), books: ['incident', 'forms'] },
  '/incidents': { page: () => import('./ui/incident/list.js') },
  '/map': { page: () => import('./ui/map/page.js'), books: ['desk', 'incident'] },
  '/desk': {
    page: () => import('./ui/desk/page.js'),
    books: ['desk', 'rows', 'incident', 'forms', 'moves', 'whistle'],
  },
  '/desk/:id': {
    page: () => import('./ui/desk/page.js'),
    books: ['desk', 'rows', 'incident', 'forms', 'moves', 'whistle'],
  },
  '/inbox': { page: () => import('./ui/desk/inbox.js'), books: ['desk', 'incident', 'forms', 'moves', 'whistle'] },
  '/approvals': {
    page: () => import('./ui/desk/approvals.js'),
    books: ['desk', 'incident', 'forms', 'moves', 'whistle'],
  },
  '/handover': { page: () => import('./ui/handover/page.js'), books: ['desk', 'incident'] },
  '/admin/sync': {
    page: () => import('./ui/sync/health.js'),
    books: ['health', 'outbox', 'conflict', 'incident', 'forms'],
  },
  '/notices': { page: () => import('./ui/notice/page.js'), books: ['notice'] },
  '/board': { page: () => import('./ui/board/page.js'), books: ['board', 'whistle', 'incident'] },
  '/w': { page: () => import('./ui/whistle/list.js'), books: ['whistle'] },
  '/w/new': { page: () => import('./ui/whistle/new.js'), books: ['whistle', 'incident', 'forms'] },
  '/w/:id': { page: () => import('./ui/whistle/page.js'), books: ['whistle', 'incident', 'forms', 'board'] },
  '/w/:id/answer': { page: () => import('./ui/whistle/answer.js'), books: ['whistle', 'incident', 'forms'] },
  '/w/:id/finish': { page: () => import('./ui/whistle/finish.js'), books: ['whistle', 'incident', 'forms'] },
  '/w/:id/sign': { page: () => import('./ui/whistle/sign.js'), books: ['whistle', 'incident', 'forms'] },
  '/feedback': { page: () => import('./ui/complaint/page.js'), books: ['complaint', 'typed'], open: true },
  '/me/:part': { page: () => import('./ui/me/parts.js') },
  '/about': { page: () => import('./ui/me/parts.js'), open: true },
  '/invite': { page: () => import('./ui/me/parts.js'), open: true },
  '/me': { page: () => import('./ui/me/page.js'), books: ['me', 'notice', 'role'] },
}

/** @param {string} now */
function routeOf(now) {
  for (const [pattern, route] of Object.entries(ROUTES)) {
    const found = match(pattern, now)
    if (found) return { pattern, route, given: found }
  }
  return { pattern: 'lost', route: { page: () => import('./ui/lost.js') }, given: {} }
}

/** The page of the address. The old one stays until the new one is here; then its heading has the focus. */
function App() {
  const [shown, show] = useState(/** @type {{ key: string, Page: any, given: any } | null} */ (null))
  const voice = useLater(() => import('./ui/outbox/speaker.js'))
  const beside = useLater(() => wide.value && import('./ui/desk/beside.js'), [], wide.value)
  const first = useRef(true)
  useEffect(() => {
    let gone = false
    open(path.value).then(
      (next) => next && !gone && show(next),
      () => {
        missed()
        if (!gone) show({ key: 'failed', Page: Failed, given: {} })
      },
    )
    return () => {
      gone = true
    }
  }, [path.value, person.value?.id])
  useEffect(() => {
    if (!shown) return
    if (!first.current) focusHeading()
    first.current = false
  }, [shown?.key])
  return html`${shown && h(shown.Page, { key: shown.key, ...shown.given })}<${Toasts} /><${Questions} />${
    voice && html`<${voice.Speaker} />`
  }${beside && html`<${beside.Beside} dress=${dress} />`}`
}

/** @param {string} now */
async function open(now) {
  if (now === '/' || now === '/index.html') {
    go(person.peek() ? home.peek() : '/login', { replace: true })
    return null
  }
  const { pattern, route, given } = routeOf(now)
  if (!('open' in route && route.open) && !person.peek()) {
    go(`/login?to=${encodeURIComponent(now + location.search)}`, { replace: true })
    return null
  }
  const { books = [] } = /** @type {Route} */ (route)
  const styles = books.filter((book) => DRESSED.has(book))
  const [found] = await Promise.all([route.page(), need(books), ...styles.map(dress)])
  const it = /** @type {{ Page?: any, find?: any }} */ (found)
  const { Page } = await it.find?.(given) ?? it
  const place = pattern.startsWith('/desk') ? '/desk' : now
  const key = `${person.peek()?.id ?? ''} ${place}` // another person gets a page of their own
  return { key, Page, given: { ...given, pattern } }
}

/** A style sheet of this version of the app, once; a page without its dress is still a page. @param {string} name */
function dress(name) {
  const href = new URL(`./style/${name}.css`, import.meta.url).href
  if (document.querySelector(`link[href="${href}"]`)) return
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
  return new Promise((done) => {
    link.onload = link.onerror = done
    document.head.append(link)
  })
}

function focusHeading() {
  scrollTo(0, 0)
  const heading = /** @type {HTMLElement | null} */ (document.querySelector('h1'))
  heading?.focus({ preventScroll: true })
}

/** A page whose code could not be fetched. */
function Failed() {
  const { failed } = words.value
  return html`<main class="lost"><h1 tabindex="-1">${failed.title}</h1><p>${failed.safe}</p>
    <button type="button" class="button main" onClick=${() => location.reload()}>${failed.reload}</button></main>`
}

/** A sheet whose code could not be fetched: no button is dead without a word. */
addEventListener('unhandledrejection', ({ reason }) => {
  if (!/module/.test(reason?.message)) return
  missed()
  toast({ text: words.peek().failed.title })
})

async function run() {
  if (sessionStorage.practice && !(await import('./ui/practice/world.js').then((it) => it.enter(), unentered))) return
  await begin()
  followLinks()
  await speak(languageOf())
  followOutbox()
  render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById('app')))
  start()
  void register().catch(() => {})
  import('./ui/notice/badge.js').then(({ followNotices }) => followNotices(), () => {})
  person.subscribe((now) => {
    showReference()
    if (!now) return
    void refreshViewer().catch(() => {})
  })
}

/** Practice that cannot be loaded is over, and nothing real stands where somebody practised. */
function unentered() {
  delete sessionStorage.practice
  location.replace('/')
}

/** What was set, else what the address asks for. */
function languageOf() {
  const asked = query.value.get('lang')
  return asked === 'en' || asked === 'zh' ? asked : settings.value.locale
}

void run()
