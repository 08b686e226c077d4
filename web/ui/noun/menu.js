/**
 * The ways to the nouns that are in the menu of who is here.
 * @module
 */
import { html } from '../html.js'
import { menu, say } from './reading.js'
import { words } from '../words.js'
import { Icon } from '../parts/icons.js'

/** As a section of 我的. */
export function NounMenu() {
  const all = menu()
  if (all.length === 0) return null
  return html`<section class="card pad" aria-labelledby="more-work"><h2 id="more-work">${words.value.noun.more}</h2>${
    all.map(([name, noun]) =>
      html`<a class="button full" key=${name} href=${`/n/${name}`}><${Icon} name="events" />${say(noun.words)}</a>`
    )
  }</section>`
}

/** Beside a desk's other tools. */
export function NounLinks() {
  return menu().map(([name, noun]) => html`<a class="button" key=${name} href=${`/n/${name}`}>${say(noun.words)}</a>`)
}
