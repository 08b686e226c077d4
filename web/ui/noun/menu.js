/**
 * The ways to the nouns that are in the menu of who is here.
 * @module
 */
import { posts } from '../here.js'
import { html } from '../html.js'
import { menu, say } from './reading.js'
import { words } from '../words.js'
import { Icon } from '../parts/icons.js'

/** Pages of work that are no list of a noun. @type {{ href: string, words: 'calls' | 'bring', to: string[] }[]} */
const PAGES = [
  {
    href: '/me/calls',
    words: 'calls',
    to: ['COMMUNITY', 'STREET_INTAKE', 'STREET_DISPATCH', 'STREET_HEAD', 'DISTRICT_DISPATCH', 'DISTRICT_SUPERVISOR'],
  },
  { href: '/me/imports', words: 'bring', to: ['STREET_INTAKE', 'DISTRICT_SUPERVISOR'] },
]

function links() {
  const mine = new Set(posts.value.map(({ role }) => String(role)))
  const pages = PAGES.filter(({ to }) => to.some((role) => mine.has(role)))
  return [
    ...menu().map(([name, noun]) => ({ href: `/n/${name}`, label: say(noun.words) })),
    ...pages.map((one) => ({ href: one.href, label: words.value.noun[one.words] })),
  ]
}

/** As a section of 我的. */
export function NounMenu() {
  const all = links()
  if (all.length === 0) return null
  return html`<section class="card pad" aria-labelledby="more-work"><h2 id="more-work">${words.value.noun.more}</h2>${
    all.map(({ href, label }) =>
      html`<a class="button full" key=${href} href=${href}><${Icon} name="events" />${label}</a>`
    )
  }</section>`
}

/** Beside a desk's other tools. */
export function NounLinks() {
  return links().map(({ href, label }) => html`<a class="button" key=${href} href=${href}>${label}</a>`)
}
