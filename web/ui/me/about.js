/**
 * 帮助和关于: how to, what is new, privacy, release and filing number; open to anybody.
 * @module
 */
import { About } from '../../api/operations.js'
import { RELEASE } from '../../core/outbox/outbox.js'
import { home, person } from '../here.js'
import { html } from '../html.js'
import { Mark } from '../parts/icons.js'
import { Frame } from '../parts/frame.js'
import { useRead } from '../read.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'

const TABS = /** @type {const} */ (['help', 'news', 'privacy', 'about'])

export function Page() {
  const { about: t } = words.value
  const shown = TABS.find((one) => one === query.value.get('show')) ?? 'help'
  return html`
    <${Frame} title=${t.title} back=${person.value ? '/me' : '/login'}>
      <div class="stack">
        <div class="segments" role="group" aria-label=${t.show}>${TABS.map((one) =>
          html`<button type="button" key=${one} aria-pressed=${one === shown} onClick=${() => refine({ show: one })}>${
            t.tabs[one]
          }</button>`
        )}</div>
        ${shown === 'help' && html`<${Told} all=${t.help} />`}
        ${shown === 'help' && person.value && html`
          <a class="button full" href="/me/reminders">${t.reminders}</a>
          <a class="button full" href="/me/practice">${t.practice}</a>
        `}
        ${shown === 'privacy' && html`<${Told} all=${t.privacy} />`}
        ${shown === 'news' && t.news.map(([release, news]) =>
          html`
            <section class="card pad" key=${release}>
              <h2>${release}</h2>
              <ul class="stack-close">${/** @type {string[]} */ (news).map((one) =>
                html`<li key=${one}>· ${one}</li>`
              )}</ul>
            </section>
          `
        )}
        ${shown === 'about' && html`<${Installed} />`}
        ${person.value && html`<a class="button full" href=${home.value}>${words.value.lost.home}</a>`}
      </div>
      <//>
  `
}

/** Questions or topics, each with what there is to say. @param {{ all: string[][] }} props */
function Told({ all }) {
  return all.map(([title, text]) =>
    html`
      <section class="card pad" key=${title}>
        <h2>${title}</h2>
        <p>${text}</p>
      </section>
    `
  )
}

function Installed() {
  const { about: t, app } = words.value
  return html`
    <section class="card pad">
      <div class="row"><${Mark} /><strong>${app}</strong></div>
      <p>${t.what}</p>
      <${Running} />
      <p class="note">${t.license}</p>
    </section>
  `
}

/** Which release runs, here and there, and under which number it is registered. */
export function Running() {
  const { about: t } = words.value
  const { data } = useRead('about', About, {})
  const about = data?.about
  return html`
    <dl class="facts">
      <dt>${t.server}</dt>
      <dd>${about?.release || t.unknown}</dd>
      <dt>${t.app}</dt>
      <dd>${RELEASE ?? '–'}</dd>
      <dt>${t.filing}</dt>
      <dd>${about ? about.filingNumber || t.filingNone : t.unknown}</dd>
    </dl>
  `
}
