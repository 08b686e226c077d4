/**
 * What is not there, or not for this person to know of: one page for both.
 * @module
 */
import { home } from './here.js'
import { html } from './html.js'
import { Frame } from './parts/frame.js'
import { Icon } from './parts/icons.js'
import { words } from './words.js'

export function Page() {
  const { lost } = words.value
  return html`
    <${Frame} title=${lost.title} tabs=${true} back=${home.value}>
      <${Lost} said=${true} />
      <//>
  `
}

/** The same inside another page. @param {{ said?: boolean }} props `said`: the heading of the page says it already */
export function Lost({ said = false }) {
  const { lost } = words.value
  return html`
    <div
      class="empty"><${Icon} name="search" />${!said && html`<h2>${lost.title}</h2>`}<p>${lost
        .body}</p><a class="button main" href=${home.value}>${lost
        .home}</a></div>
  `
}
