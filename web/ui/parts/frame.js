/**
 * The frame of every screen: bar, content, tabs. The bar's second line tells where one is, or that there is no line to the
 * server; it keeps its height, so that nothing moves under a finger.
 * @module
 */
import { useEffect } from '../../vendor/preact-hooks.js'
import { areaName, person, sections, unread } from '../here.js'
import { html } from '../html.js'
import { rows, summary, up } from '../outbox/shown.js'
import { back as goBack, path } from '../route.js'
import { wide as roomy } from '../wide.js'
import { words } from '../words.js'
import { Icon, Mark } from './icons.js'
import { BackButton } from './sheet.js'

/**
 * @param {{ title: string, sub?: any, back?: string, onBack?: () => void, action?: any, tabs?: boolean, wide?: boolean, children: any }} props
 *   `back`: where "back" leads when we came from outside; without it the screen is a root with tabs and badge
 */
export function Frame({ title, sub, back, onBack, action, tabs = !back, wide = false, children }) {
  useEffect(() => {
    document.title = `${title} · ${words.value.app}`
  }, [title, words.value])
  const rail = (tabs || roomy.value) && person.value
  return html`<div class="app ${rail ? 'with-tabs' : ''}">
    <a class="skip" href="#main" onClick=${skip}>${words.value.skip}</a>
    <header class="bar"><div class="bar-line">
      ${back && html`<${BackButton} onClick=${onBack ?? (() => goBack(back))} />`}
      <div class="name"><h1 tabindex="-1">${title}</h1><div class="sub"><${SubLine} usual=${sub} root=${!back} /></div></div>
      ${action}${!back && html`<${Badge} />`}
    </div></header>
    <main id="main" tabindex="-1" class=${wide ? 'wide' : ''}>${children}${
    back && !tabs && path.value !== '/feedback' &&
    html`<a class="foot" href="/feedback">${words.value.feedback}</a>`
  }</main>
    ${rail && html`<${Tabs} />`}
  </div>`
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

/** What usually stands under the title; the line's trouble comes first. @param {{ usual: any, root: boolean }} props `root`: the badge beside it already tells how many */
function SubLine({ usual, root }) {
  const { strip } = words.value
  const count = summary.value.count
  if (rows.value.some((row) => row.state === 'LOGIN')) {
    return html`<a class="warned" href="/login">${strip.login(count)}</a>`
  }
  if (!up.value && person.value) {
    return html`<a class="waiting" href="/outbox">${root && count > 0 ? strip.offlineShort : strip.offline(count)}</a>`
  }
  return usual ?? areaName.value
}

/** How much is still unsent; absent when nothing is. */
export function Badge() {
  const { count, worst } = summary.value
  if (count === 0) return null
  return html`<a class="button badge ${worst}" href="/outbox" aria-label=${words.value.badgeName(count)}>
    <${Icon} name="outbox" /><span class="figures">${words.value.badge(count)}</span></a>`
}

const PLACES = /** @type {const} */ ({
  today: '/today',
  start: '/me/start',
  todo: '/inbox',
  approvals: '/approvals',
  demands: '/n/demand',
  claims: '/n/claim',
  events: '/incidents',
  cases: '/incidents',
  report: '/report',
  map: '/map',
  me: '/me',
  whistles: '/w',
  board: '/board',
  desk: '/desk',
})

function Tabs() {
  const { tabs, app } = words.value
  return html`
    <nav class="tabs" aria-label=${tabs.label}>
      <div class="brand" aria-hidden="true"><${Mark} /><span>${app}</span></div>
      <ul>${sections.value.map((name) => {
        const key = /** @type {keyof typeof PLACES} */ (name)
        const here = path.value === PLACES[key] || (PLACES[key] === '/desk' && path.value.startsWith('/desk'))
        return html`
          <li
            key=${key}><a class=${key} href=${PLACES[key]} aria-current=${here
              ? 'page'
              : undefined}><${Icon} name=${key} /><span>${tabs[key]}${key === 'me' && unread.value > 0
              ? ` ${Math.min(unread.value, 99)}`
              : ''}</span></a></li>
        `
      })}</ul>
    </nav>
  `
}
