/**
 * Strips above a list: something changed; a new version is here.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { onUpdate, ready } from '../../core/live/updates.js'
import { seen } from '../../core/session/desk.js'
import { stamp } from '../clock.js'
import { person } from '../here.js'
import { html } from '../html.js'
import { asked, evicted } from '../outbox/shown.js'
import { go } from '../route.js'
import { said, words } from '../words.js'

/** "15:04 有更新 [看]". @param {{ at: string | number | null, text?: string, onShow: () => void }} props */
export function News({ at, text, onShow }) {
  return html`<div role="status">${
    at &&
    html`<div class="strip"><p>${
      text ?? words.value.news(stamp(at))
    }</p><button type="button" class="button" onClick=${onShow}>${words.value.look}</button></div>`
  }</div>`
}

/** The store was erased by the phone: what may be lost is one tap away. */
export function EvictedStrip() {
  return evicted.value.length > 0 && html`<a class="strip bad" href="/outbox/lost">${said('DATA_EVICTED')}</a>`
}

/** A desk asks to look at what waits here. */
export function AskedStrip() {
  const look = () => seen(person.peek()?.id ?? '').then(() => go('/outbox'))
  return asked.value && html`
    <div class="strip warn"
      role="status"><p>${words.value.asked(
        stamp(asked.value),
      )}</p><button type="button" class="button" onClick=${look}>${words.value.look}</button></div>
  `
}

/** A new version lies ready: what says so, and what withholds it, comes only then. */
export function UpdateStrip() {
  const [Strip, setStrip] = useState(/** @type {any} */ (null))
  useEffect(() => {
    const come = () => ready() && import('./update.js').then(({ Update }) => setStrip(() => Update), () => {})
    come()
    return onUpdate(come)
  }, [])
  return Strip && html`<${Strip} />`
}
